import { type DocumentNode, type GraphQLSchema, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import type { Role } from '../../schema/roles.ts';
import { refuse } from './errors.ts';
import { policy, sightOf } from './policy.ts';

const verdicts = new WeakMap<DocumentNode, Map<Role, readonly string[]>>();

/** The fields of a document that are withheld from a role in every row. Remembered per document. */
function withheldFrom(schema: GraphQLSchema, document: DocumentNode, role: Role): readonly string[] {
  const known = verdicts.get(document) ?? new Map<Role, readonly string[]>();
  verdicts.set(document, known);
  const verdict = known.get(role);
  if (verdict) return verdict;
  const found = new Set<string>();
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      Field({ name }) {
        const type = types.getParentType()?.name;
        if (type && policy().entities[type]?.fields?.[name.value] && sightOf(role, type, name.value) === 'withheld')
          found.add(`${type}.${name.value}`);
      },
    }),
  );
  const fields = [...found];
  known.set(role, fields);
  return fields;
}

/** Refuses a whole document that asks for fields its reader may never read, naming all of them, before anything is run. */
export function checkSight(schema: GraphQLSchema, document: DocumentNode, role: Role): void {
  const fields = withheldFrom(schema, document, role);
  if (fields.length) throw refuse(role === 'PUBLIC' ? 'UNAUTHENTICATED' : 'FORBIDDEN', 'FIELD_WITHHELD', { field: fields[0], fields });
}
