import { documents, seeking as seekingOurs } from '../operations/ours.ts';
import { seeking as seekingPostgraphile, words } from '../operations/postgraphile.ts';
import { type Asked, type Json, type OperationName, ownDistrict, tokens } from '../operations/types.ts';

export const contestantNames = ['limit', 'ours', 'off', 'postgraphile'] as const;
export type ContestantName = (typeof contestantNames)[number];

/** How one contestant is started, asked and read. */
export interface Contestant {
  name: ContestantName;
  /** What Node runs, and where it answers. */
  script: string;
  path: string;
  /** The body of a request; with `offset` that for the cursor of the record before a page. */
  body(op: OperationName, asked: Asked): unknown;
  seek?(op: OperationName, asked: Asked): unknown;
  /** `data` in the shape of ours. */
  shape(op: OperationName, asked: Asked, data: Json): Json;
}

const asIs = (_op: OperationName, _asked: Asked, data: Json) => data;
const own = ({ who }: Asked) => (who === 'DISTRICT' ? ownDistrict : undefined);
const variablesFor = ({ variables }: Asked) => variables as Record<string, string>;

const ours = (name: 'ours' | 'off'): Contestant => ({
  name,
  script: 'server/bin/shizhuan.mjs',
  path: '/graphql',
  body: (op, { variables }) => ({ operationName: op, query: documents[op], variables }),
  seek: (op, { after }) => ({ query: seekingOurs[op], variables: { offset: after } }),
  shape: asIs,
});

export const contestants: Readonly<Record<ContestantName, Contestant>> = {
  limit: {
    name: 'limit',
    script: 'test/bench/contestants/limit.ts',
    path: '/',
    body: (op, { variables }) => ({ op, variables }),
    seek: (op, { after }) => ({ op, variables: {}, offset: after }),
    shape: asIs,
  },
  ours: ours('ours'),
  off: ours('off'),
  postgraphile: {
    name: 'postgraphile',
    script: 'test/bench/contestants/postgraphile.mjs',
    path: '/graphql',
    body: (op, asked) => {
      const { query, variables } = words(own(asked))[op];
      return { query, variables: variables(variablesFor(asked), own(asked)) };
    },
    seek: (op, asked) => ({
      query: seekingPostgraphile[op],
      variables: { offset: asked.after, ...(own(asked) && { condition: { district: own(asked) } }) },
    }),
    shape: (op, asked, data) => words(own(asked))[op].shape(data as never, own(asked)),
  },
};

/** What every request carries. PostGraphile reads the cookie and does nothing with it. */
export const headersOf = ({ who }: Asked) => ({ 'content-type': 'application/json', cookie: `sid=${tokens[who]}` });
