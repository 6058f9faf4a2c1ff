import { type FieldNode, type GraphQLField, type GraphQLSchema, getArgumentValues } from 'graphql';
import type { DataSource, EntityMetadata } from 'typeorm';
import type { Context } from '../context.ts';
import type { Actor } from '../policy.ts';
import { settings } from '../scope.ts';
import { Unanswerable } from './project.ts';
import type { Selections } from './selections.ts';

/** What one request brings to a plan that many share. */
export interface Bound {
  reader: Context;
  variables: Record<string, unknown>;
  /** What the conditions of each root field compare with. */
  values: Record<string, Record<string, unknown>>;
  /** For each root field that is a list: what its page has to know. */
  pages: Record<string, { first: number; scope: string; hasPreviousPage: boolean }>;
  /** For each root field that is a report: the values of its statement. */
  reports: Record<string, unknown[]>;
}
type Value = (bound: Bound) => unknown;

const mark = '\u0001';
type Attribute = keyof typeof settings;

/** An actor whose attributes are their own names: what the rules make of it is a plan for everybody who has as many. */
export function anybodyLike(actor: Actor): Actor {
  const marked = Object.keys(settings).filter(name => actor[name as Attribute] !== undefined);
  return { ...actor, ...Object.fromEntries(marked.map(name => [name, mark + name])) };
}

/** What of an actor a plan depends on; everything else of it is a value. */
export const likenessOf = (actor: Actor): string =>
  [
    actor.role,
    Object.keys(settings)
      .filter(name => actor[name as Attribute] !== undefined)
      .join(),
    actor.manager ?? '',
    actor.viewer ? 'views' : '',
    actor.confinedTo ? 'confined' : '',
    (actor.scopes ?? []).join(),
  ].join('|');

/** The work of compiling one operation: names that are taken, and values that the statement will be given. */
export class Compiling {
  readonly schema: GraphQLSchema;
  readonly selections: Selections;
  /** See `anybodyLike`. */
  readonly actor: Actor;
  private readonly source: DataSource;
  private aliases = 0;
  private readonly places = new Map<string, number>();
  private readonly sources: Value[] = [];

  constructor(schema: GraphQLSchema, source: DataSource, selections: Selections, actor: Actor) {
    this.schema = schema;
    this.source = source;
    this.selections = selections;
    this.actor = anybodyLike(actor);
  }

  alias(): string {
    return `t${this.aliases++}`;
  }

  metadata(entity: string | Function): EntityMetadata {
    if (!this.source.hasMetadata(entity)) throw this.refuse(`${typeof entity === 'string' ? entity : entity.name} is no table`);
    return this.source.getMetadata(entity);
  }

  refuse(why: string): Error {
    return new Unanswerable(why);
  }

  /** The placeholder of a value that a request brings. */
  value(key: string, source: Value): string {
    let place = this.places.get(key);
    if (place === undefined) {
      place = this.sources.push(source);
      this.places.set(key, place);
    }
    return `$${place}`;
  }

  /** The placeholder of a value of a rule: an attribute of whoever asks, or what the rule itself names. */
  ruleValue(value: unknown): string {
    // The same value may be compared with columns of different types: each comparison has a place of its own.
    const key = `rule ${this.sources.length}`;
    if (typeof value !== 'string' || !value.startsWith(mark)) return this.value(key, () => value);
    const attribute = value.slice(1) as Attribute;
    return this.value(key, ({ reader }) => reader.actor[attribute]);
  }

  /** The placeholder of an argument below the root; a value that does not fit is left to the ordinary way to refuse. */
  argument(field: GraphQLField<unknown, unknown>, node: FieldNode, name: string, fits: (value: unknown) => boolean): string {
    return this.value(`argument ${this.sources.length}`, ({ variables }) => {
      const value = getArgumentValues(field, node, variables)[name];
      if (!fits(value)) throw new Unanswerable(`${name} does not fit`);
      return value;
    });
  }

  /** A statement with the values it really has: what was planned for and then left out is none of them. */
  settle(text: string): { text: string; values: (bound: Bound) => unknown[] } {
    const used: Value[] = [];
    const places = new Map<string, string>();
    const settled = text.replace(/\$(\d+)/g, (placeholder, place: string) => {
      let own = places.get(placeholder);
      if (own === undefined) {
        own = `$${used.push(this.sources[Number(place) - 1]!)}`;
        places.set(placeholder, own);
      }
      return own;
    });
    return { text: settled, values: bound => used.map(source => source(bound)) };
  }
}
