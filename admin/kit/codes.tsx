import { useQuery } from '@tanstack/react-query';
import { useLocale } from 'react-admin';
import { useFormat, usePanel } from './hooks.ts';
import { many } from './names.ts';
import { None } from './values.tsx';

/** The tables of codes that come with the product; records keep the code, people read the name. */
export type CodeTable = 'District' | 'Division' | 'Scenario' | 'Chain';

export interface CodeRow {
  code: string;
  nameZh: string;
  nameEn: string;
}

/** The fields that hold codes bear the same name in every type. */
export const tableOf: Record<string, CodeTable> = {
  district: 'District',
  division: 'Division',
  scenarios: 'Scenario',
  chain: 'Chain',
  chains: 'Chain',
};

const none: CodeRow[] = [];

/** A table of codes, asked for once a visit: its rows in their order, and the name of a code in the reader's language. */
export function useCodes(table: CodeTable): { rows: CodeRow[]; nameOf: (code: string) => string } {
  const panel = usePanel();
  const english = useLocale() === 'en';
  const { data: rows = none } = useQuery({
    queryKey: [table, 'codes'],
    queryFn: async () => {
      const query = `query Codes { list: ${many(table)}(first: 50, sort: [{ field: POSITION }]) { nodes { code nameZh nameEn } } }`;
      return (await panel.ask<{ list: { nodes: CodeRow[] } }>(query)).list.nodes;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
  const names = new Map(rows.map(row => [row.code, english ? row.nameEn : row.nameZh]));
  return { rows, nameOf: code => names.get(code) ?? code };
}

/** One code or several, by name. */
export function Coded({ value, table }: { value: unknown; table: CodeTable }) {
  const { nameOf } = useCodes(table);
  const { list } = useFormat();
  const codes = (Array.isArray(value) ? value : [value]).filter(code => code !== null && code !== undefined && code !== '');
  return codes.length ? <span>{list(codes.map(code => nameOf(String(code))))}</span> : <None />;
}
