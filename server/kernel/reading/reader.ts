import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  getArgumentValues,
  getOperationAST,
  getVariableValues,
  type OperationDefinitionNode,
} from 'graphql';
import type { DataSource } from 'typeorm';
import type { Context } from '../context.ts';
import { checkRoot } from '../guard.ts';
import { listingOf } from '../listing.ts';
import { type PageAsked, type PagePlan, planPage } from '../paging.ts';
import { type Bound, Compiling, likenessOf } from './compiling.ts';
import { type Asking, type Plan, planOf } from './plan.ts';
import { Unanswerable } from './project.ts';
import { readingOf } from './roots.ts';
import { decidingVariables, fragmentsOf, type Selections, selectionsOf } from './selections.ts';
import { type Pace, type Row, type Statement, unknownPace, type Wire } from './wire.ts';

/** What was asked for, as it came. */
export interface Read {
  document: DocumentNode;
  operationName?: string | null;
  variables?: Record<string, unknown>;
  reader: Context;
}

/** An answer as text, one character for each byte of its UTF-8; or why the ordinary way has to be taken. */
export type Answer = { text: string; sql: string } | { because: string };

/** A read that only has to be asked of the database. */
export interface PreparedRead {
  statement: Statement;
  /** The answer, made of the rows; undefined where it is to be refused, which is the ordinary way's to say. */
  write: (rows: readonly Row[]) => string | undefined;
}

export interface Reading {
  read: (asked: Read) => Promise<Answer>;
  /** Everything of a read that needs no database. */
  prepare: (asked: Read) => PreparedRead | { because: string };
}

interface Known {
  plan: Plan;
  used: number;
  pace: Pace;
  name?: string;
}
interface Prepared {
  operation: OperationDefinitionNode;
  fragments: Record<string, FragmentDefinitionNode>;
  deciding: readonly string[];
  selections: Map<string, Selections>;
}

/** How many plans are kept, and how many different ways of skipping fields a document may be asked in before it is not. */
const mostPlans = 500;
const mostWays = 64;

/**
 * Answers read operations by one statement each, compiled of document, role and the shape of what is asked.
 *
 * It knows tables, rules, lifecycles and lists, and no domain. What it cannot answer exactly as the ordinary way would, down
 * to the last byte and to every refusal, it leaves to that.
 */
export function openReading(schema: GraphQLSchema, source: DataSource, wire: Wire): Reading {
  const documents = new WeakMap<DocumentNode, Map<string, Prepared>>();
  const plans = new Map<string, Known | string>();
  const numbers = new WeakMap<Prepared, number>();
  let serial = 0;

  const prepare = ({ document, operationName }: Read): Prepared | undefined => {
    const known = documents.get(document) ?? new Map<string, Prepared>();
    documents.set(document, known);
    let prepared = known.get(operationName ?? '');
    if (!prepared) {
      const operation = getOperationAST(document, operationName);
      if (operation?.operation !== 'query') return undefined;
      prepared = { operation, fragments: fragmentsOf(document), deciding: decidingVariables(document), selections: new Map() };
      known.set(operationName ?? '', prepared);
      numbers.set(prepared, serial++);
    }
    return prepared;
  };

  const selectionsFor = (prepared: Prepared, variables: Record<string, unknown>): [way: string, Selections] => {
    const way = prepared.deciding.map(name => String(variables[name])).join();
    let selections = prepared.selections.get(way);
    if (!selections) {
      selections = selectionsOf(schema, prepared.fragments, prepared.operation, variables);
      if (prepared.selections.size < mostWays) prepared.selections.set(way, selections);
    }
    return [way, selections];
  };

  const keep = (key: string, plan: Known | string): void => {
    plans.set(key, plan);
    if (plans.size <= mostPlans) return;
    const [oldest, dropped] = plans.entries().next().value!;
    plans.delete(oldest);
    if (typeof dropped !== 'string' && dropped.name) wire.forget(dropped.name);
  };

  const prepareRead = (asked: Read): PreparedRead | { because: string } => {
    const prepared = prepare(asked);
    if (!prepared) return { because: 'no query' };
    const { reader } = asked;
    const bound: Bound = { reader, variables: {}, values: {}, pages: {}, reports: {} };
    try {
      const { coerced } = getVariableValues(schema, prepared.operation.variableDefinitions ?? [], asked.variables ?? {});
      if (!coerced) return { because: 'variables do not fit' };
      bound.variables = coerced;
      const [way, selections] = selectionsFor(prepared, coerced);
      const asking = selections.root().map(selected => askingOf(schema, selected, bound));
      const shapes = asking.map(({ page, report }) => (page ? shapeOf(page) : report?.text));
      const key = [numbers.get(prepared), way, likenessOf(reader.actor), ...shapes].join('\n');
      const found = plans.get(key) ?? compile(key, selections, asking, reader);
      if (typeof found === 'string') return { because: found };
      plans.delete(key);
      plans.set(key, found);
      found.used += 1;
      if (found.used === 2) found.name = `read_${serial++}`;
      const { plan, name, pace } = found;
      return {
        statement: { text: plan.text, values: plan.values(bound), pace, ...(name && { name }) },
        write: rows => {
          try {
            return plan.write(rows, bound);
          } catch {
            return undefined;
          }
        },
      };
    } catch (error) {
      // Whatever is wrong with it, the ordinary way says so in its own words and place.
      return { because: (error as Error).message };
    }
  };

  const compile = (key: string, selections: Selections, asking: readonly Asking[], { actor }: Context): Known | string => {
    let made: Known | string;
    try {
      made = { plan: planOf(new Compiling(schema, source, selections, actor), asking), used: 0, pace: unknownPace() };
    } catch (error) {
      if (!(error instanceof Unanswerable)) throw error;
      made = error.message;
    }
    keep(key, made);
    return made;
  };

  return {
    read: async asked => {
      const prepared = prepareRead(asked);
      if ('because' in prepared) return prepared;
      const { statement, write } = prepared;
      const text = write(statement.text ? await wire.ask(statement, asked.reader.request.caller) : []);
      return text === undefined ? { because: 'what was found is to be refused' } : { text, sql: statement.text };
    },
    prepare: prepareRead,
  };
}

/** A root field with its arguments checked; throws where it is to be refused. */
function askingOf(schema: GraphQLSchema, selected: Asking['selected'], bound: Bound): Asking {
  const field = schema.getQueryType()!.getFields()[selected.name];
  if (!field) return { selected, field };
  const reading = readingOf(field);
  if (!reading) throw new Unanswerable(`${selected.name} is no reading of a table`);
  const given = checkRoot(bound.reader, field, getArgumentValues(field, selected.nodes[0]!, bound.variables));
  if (reading.root === 'report') {
    if (reading.fits?.(given, bound.reader.actor) === false) throw new Unanswerable(`${selected.name} asks for more than its statement`);
    const report = reading.report(given, bound.reader.actor);
    bound.reports[selected.key] = report.values;
    return { selected, field, report };
  }
  if (reading.root === 'record') {
    bound.values[selected.key] = given;
    return { selected, field };
  }
  const { entity, offer } = listingOf(reading.entity)!;
  const page = planPage(bound.reader, entity, offer, given as unknown as PageAsked);
  const { first, scope, hasPreviousPage, offset } = page;
  bound.pages[selected.key] = { first, scope, hasPreviousPage };
  bound.values[selected.key] = Object.assign(
    { ' offset': offset },
    ...page.conditions.map(({ parameters }) => parameters),
    page.after?.parameters,
  );
  return { selected, field, page };
}

/** What of a page decides the statement: everything but the values; how long it is belongs to it. */
const shapeOf = ({ conditions, after, keys, first, offset }: PagePlan): string =>
  [
    first,
    ...conditions.map(({ sql }) => sql),
    after?.sql,
    offset ? 'offset' : '',
    ...keys.map(({ column, direction }) => `${column} ${direction}`),
  ].join('\t');
