import type { Client } from 'pg';
import { coverageRows, funnelRows } from '../operations/figures.ts';

/** What PostGraphile can ask no other way: figures, a search, a filter by part of an array. The statements are those of LIMIT. */
export async function giveFunctions(owner: Client): Promise<void> {
  const group = `at date, code text, name text, n int, d int, rate text, target text, needed int, gap int, reached boolean`;
  const named = (name: string, takes: string, gives: string, sql: string) =>
    `create function bench.${name}(${takes}) returns ${gives} language sql stable parallel safe as $$ ${sql} $$`;
  await owner.query(
    [
      'drop schema if exists bench cascade',
      'create schema bench',
      `create type bench.part as (${group})`,
      'create type bench.month as (month text, applied int, accepted int, started int, ended int, converted int, rate text)',
      named('coverage_by_district', '', 'setof bench.part', coverageRows('DISTRICT')),
      named('coverage_by_division', '', 'setof bench.part', coverageRows('DIVISION')),
      named('own_coverage_by_district', 'own text', 'setof bench.part', coverageRows('DISTRICT', 'own')),
      named('own_coverage_by_division', 'own text', 'setof bench.part', coverageRows('DIVISION', 'own')),
      named('funnel', '"from" date, "to" date', 'setof bench.month', funnelRows('"from"', '"to"')),
      named('own_funnel', '"from" date, "to" date, own text', 'setof bench.month', funnelRows('"from"', '"to"', 'own')),
      named(
        'offerings_for',
        'kind_of text, division text',
        'setof public.offering',
        `select * from public.offering o where o.kind = kind_of and o.divisions && array[division] and o.state = 'LISTED' and o.expires_at > now() order by o.price_after, o.id`,
      ),
      named(
        'search_offerings',
        'pattern text',
        'setof public.offering',
        `select * from public.offering o where o.search_key like pattern and o.state = 'LISTED' and o.expires_at > now() order by o.id desc`,
      ),
    ].join(';\n'),
  );
}
