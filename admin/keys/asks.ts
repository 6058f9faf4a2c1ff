import { graphql, type ResultOf } from '../../schema/graphql.ts';

export const ApiKeyRow = graphql(`
  fragment ApiKeyRow on ApiKey { id name platform prefix scopes expiresAt lastUsedAt state moves { action to via note } }
`);
export const ApiKeyFull = graphql(`
  fragment ApiKeyFull on ApiKey {
    id version name platform prefix scopes expiresAt lastUsedAt state createdAt
    networks lastUsedFrom costPerMinute overlapDays approvedAt usage { spent limit } replaces { id name }
    moves { action to via note }
    history { id name at actorName actorRole note changes { field before after } }
  }
`);
export type ApiKeyRow = ResultOf<typeof ApiKeyRow>;
export type ApiKeyFull = ResultOf<typeof ApiKeyFull>;

export const CreateKeyAsk = graphql(
  `mutation CreateApiKey($input: ApiKeyInput!) { createApiKey(input: $input) { key apiKey { id name platform expiresAt state } } }`,
);
export const RotateKeyAsk = graphql(`
  mutation RotateApiKey($id: ID!, $input: ApiKeyRotation, $note: String) {
    rotateApiKey(id: $id, input: $input, note: $note) { key apiKey { id name platform expiresAt state } }
  }
`);
