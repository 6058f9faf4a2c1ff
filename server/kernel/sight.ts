import { type DocumentNode, type GraphQLSchema, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import type { Role } from '../../schema/roles.ts';
import { refuse } from './errors.ts';
import { policy, sightOf } from './policy.ts';

const verdicts = new WeakMap<DocumentNode, Map<Role, string | null>>();

/** The first field of a document that is withheld from a role in every row; null when there is none. Remembered per document. */
function withheldFrom(schema: GraphQLSchema, document: DocumentNode, role: Role): string | null {
  const known = verdicts.get(document) ?? new Map<Role, string | null>();
  verdicts.set(document, known);
  const verdict = known.get(role);
  if (verdict !== undefined) return verdict;
  let found: string | null = null;
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      Field({ name }) {
        const type = types.getParentType()?.name;
        if (!found && type && policy().entities[type]?.fields?.[name.value] && sightOf(role, type, name.value) === 'withheld')
          found = `${type}.${name.value}`;
      },
    }),
  );
  known.set(role, found);
  return found;
}

/** Refuses a whole document that asks for a field its reader may never read, before anything is run. */
export function checkSight(schema: GraphQLSchema, document: DocumentNode, role: Role): void {
  const field = withheldFrom(schema, document, role);
  if (field) throw refuse(role === 'PUBLIC' ? 'UNAUTHENTICATED' : 'FORBIDDEN', 'FIELD_WITHHELD', { field });
}
