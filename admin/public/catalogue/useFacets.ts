import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { useCodes } from '../../kit/codes.tsx';
import { useFormat, usePanel } from '../../kit/hooks.ts';
import { FacetsAsk } from '../asks.ts';
import { useCatalogueWords } from '../catalogueWords.ts';
import { type Address, choiceOf, type FacetName } from './choice.ts';

/** What each further choice would leave, counted by the server in one statement. */
export function useFacets(address: Address) {
  const panel = usePanel();
  const choice = choiceOf(address);
  const search = address.get('q') || undefined;
  const { data } = useQuery({
    queryKey: ['catalogue', 'facets', choice, search],
    queryFn: () => panel.ask(FacetsAsk, { choice, search }),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
  const rows = data?.catalogueFacets ?? [];
  return {
    total: rows.find(({ facet }) => facet === 'ALL')?.count,
    countsOf: (name: FacetName) => rows.filter(({ facet }) => facet === name),
  };
}

/** What a choice is called. */
export function useChoiceName(): (facet: FacetName, value: string) => string {
  const words = useCatalogueWords();
  const translate = useTranslate();
  const scenarios = useCodes('Scenario');
  const divisions = useCodes('Division');
  const { whole } = useWholeMoney();
  const names: Record<FacetName, (value: string) => string> = {
    SCENARIO: scenarios.nameOf,
    DIVISION: divisions.nameOf,
    KIND: kind => translate(`enums.SolutionKind.${kind}`),
    FREE: days => words('atLeast', { count: days }),
    PRICE: price => words('atMost', { price: whole(price) }),
    AVAILABLE: () => words('seatNow'),
  };
  return (facet, value) => names[facet](value);
}

/** Amounts without fen where there are none: nobody reads `.00`. */
export function useWholeMoney() {
  const { money } = useFormat();
  return { whole: (amount: string | number) => money(amount).replace(/\.00$/, '') };
}
