import type { SubmissionSnapshot } from '../../solutions/submission/entity.ts';
import type { PaperPart } from './entity.ts';
import { redactor } from './redact.ts';

/** What is needed to write a paper, and to know what must not be in it. */
export interface Source {
  name: string;
  mainScenario: string;
  snapshot: SubmissionSnapshot;
  uscc: string;
  providerName: string;
  contactName?: string | null;
  contactPhone?: string | null;
  contactEmail?: string | null;
}

type Filed = SubmissionSnapshot['solution'];
const lines = (list: readonly (string | number | null | undefined)[] | null | undefined): string =>
  (list ?? []).filter(entry => entry !== null && entry !== undefined && entry !== '').join('\n');
const money = (amount: string | null | undefined): string => (amount ? `${amount} CNY` : '');

/** The parts of a paper, in the order to read them. What is not named here does not get into one. */
const parts: Record<string, (filed: Filed, snapshot: SubmissionSnapshot) => string> = {
  painPoint: ({ painPoint }) => painPoint ?? '',
  functions: ({ functions }) => functions ?? '',
  kind: ({ kind }) => kind,
  scenarios: ({ scenarios }) => lines(scenarios),
  divisions: ({ divisions }) => lines(divisions),
  deployments: ({ deployments }) => lines(deployments),
  interfaces: ({ interfaces }) => lines(interfaces),
  prerequisites: ({ prerequisites }) => prerequisites ?? '',
  measures: ({ measures }) => lines((measures ?? []).map(({ name, unit, expected, how }) => `${name} (${unit}): ${expected}; ${how}`)),
  cases: ({ cases }) => lines((cases ?? []).map(({ since, result }, at) => [`${at + 1}.`, since, result].filter(Boolean).join(' '))),
  listPrice: ({ listPrice }) => money(listPrice),
  freeDays: ({ freeDays }) => lines([freeDays]),
  seats: ({ seats }) => lines([seats]),
  startWithinDays: ({ startWithinDays }) => lines([startWithinDays]),
  included: ({ included }) => lines(included),
  excluded: ({ excluded }) => lines((excluded ?? []).map(({ name, price }) => `${name}: ${money(price)}`)),
  priceAfter: ({ priceAfter }) => money(priceAfter),
  exitTerms: ({ exitTerms }) => exitTerms ?? '',
  certificates: (_, { provider }) => lines(provider.certificates),
};

/** The paper of a submission: what was filed, without anything that tells whose it is, nor who its customers are. */
export function writePaper({ name, mainScenario, snapshot, ...who }: Source): { title: string; scenario: string; parts: PaperPart[] } {
  const { solution, provider } = snapshot;
  const clean = redactor({
    names: [who.providerName, provider?.name, ...(solution.cases ?? []).map(({ enterpriseName }) => enterpriseName)],
    other: [who.uscc, who.contactName, who.contactPhone, who.contactEmail, who.contactEmail?.split('@')[1]],
  });
  return {
    title: clean(name),
    scenario: mainScenario,
    parts: Object.entries(parts)
      .map(([code, write]) => ({ code, text: clean(write(solution, snapshot)).trim() }))
      .filter(({ text }) => text !== ''),
  };
}
