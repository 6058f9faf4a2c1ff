import type { EligibilityRule, FormAnswer, FormFault } from './formShape.ts';

/** What is known of an applicant; what is null is not known. */
export interface Applicant {
  kind: string;
  district: string;
  foundedOn?: string | null;
  staff?: number | null;
  /** Those that are valid. */
  certificates: readonly string[];
  /** How many cases the solution names. */
  cases: number;
}

type Verdict = 'MET' | 'NOT_MET' | 'NOT_KNOWN';
const when = (met: boolean): Verdict => (met ? 'MET' : 'NOT_MET');

/** The day so many months after another; a month that is too short ends with its last day. */
export function monthsAfter(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}

/** Certificates are named in many ways: `ISO27001` is held by who holds `ISO/IEC 27001:2022`. */
const plain = (name: string) => name.toUpperCase().replace(/\/IEC|\/T|[^\p{L}\p{N}]/gu, '');

/** What the server can see for itself, by the check. The others are declared. */
const checks: Readonly<Record<string, (applicant: Applicant, rule: EligibilityRule, day: string) => Verdict>> = {
  REGISTERED_BEFORE: ({ foundedOn }, { value }) => (foundedOn ? when(foundedOn < value!) : 'NOT_KNOWN'),
  OPERATING_MONTHS: ({ foundedOn }, { value }, day) => (foundedOn ? when(monthsAfter(foundedOn, Number(value)) <= day) : 'NOT_KNOWN'),
  PROVIDER_KIND: ({ kind }, { values }) => when(values.includes(kind)),
  DISTRICT: ({ district }, { values }) => when(values.includes(district)),
  CERTIFICATES: ({ certificates }, { values }) =>
    when(values.every(wanted => certificates.some(held => plain(held).includes(plain(wanted))))),
  STAFF_AT_LEAST: ({ staff }, { value }) => (staff === null || staff === undefined ? 'NOT_KNOWN' : when(staff >= Number(value))),
  CASES_AT_LEAST: ({ cases }, { value }) => when(cases >= Number(value)),
};

/** Whether a condition is declared by the applicant, because the server cannot see it. */
export const isDeclared = ({ check }: Pick<EligibilityRule, 'check'>): boolean => !checks[check];

/** The conditions that an applicant does not meet on a day, or has not declared. */
export function checkEligibility(
  rules: readonly EligibilityRule[],
  applicant: Applicant,
  answers: readonly FormAnswer[],
  day: string,
): FormFault[] {
  return rules.flatMap(rule => {
    const check = checks[rule.check];
    if (!check) {
      const declared = answers.find(({ key }) => key === rule.key)?.values;
      return declared?.length === 1 && declared[0] === 'true' ? [] : [{ key: rule.key, code: 'NOT_DECLARED' }];
    }
    const verdict = check(applicant, rule, day);
    return verdict === 'MET' ? [] : [{ key: rule.key, code: verdict, limit: rule.value ?? (rule.values.join(', ') || null) }];
  });
}
