import type { CallForm, Filing } from './asks.ts';

/** One file that answers the form of the call, as the draft keeps it. */
export interface Paper {
  key: string;
  fileId: string;
  validUntil?: string | null;
}
/** What the server keeps of a draft: of the solution what differs from what is kept, and the answers to the call's own form. */
export interface Content {
  solution: Record<string, unknown>;
  answers: Record<string, string[]>;
  papers: Paper[];
}
export interface PaperValue {
  files: string[] | string | null;
  validUntil: string | null;
}
/** What the form holds: the solution's fields at its root, the call's own beside. */
export interface Values extends Record<string, unknown> {
  answers: Record<string, unknown>;
  papers: Record<string, PaperValue>;
}

const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
const plain = (value: unknown): unknown => (value === '' || value === undefined ? null : value);

export const readContent = (text: string | null | undefined): Content => ({
  solution: {},
  answers: {},
  papers: [],
  ...(text ? (JSON.parse(text) as Partial<Content>) : {}),
});

const severalOf = ({ fields }: CallForm) => new Set(fields.filter(({ kind }) => kind === 'CHOICES').map(({ key }) => key));
const declared = ({ eligibility }: CallForm) => new Set(eligibility.map(({ key }) => key));

/** What stands in the form at first: what is kept, with what was drafted over it; of a returned one what was filed. */
export function valuesOf(filing: Filing, content: Content): Values {
  const form = filing.call!.form;
  const [several, flags] = [severalOf(form), declared(form)];
  const past = filing.state === 'RETURNED' ? filing.snapshot : undefined;
  const answers = { ...Object.fromEntries((past?.answers ?? []).map(({ key, values }) => [key, values])), ...content.answers };
  const typed = new Set(content.papers.map(({ key }) => key));
  const papers = [...(past?.papers ?? []).filter(({ key }) => !typed.has(key)), ...content.papers];
  const keys = [...form.files, ...form.fields.filter(({ kind }) => kind === 'FILE')].map(({ key }) => key);
  return {
    ...filing.solution,
    ...content.solution,
    answers: Object.fromEntries(
      Object.entries(answers).map(([key, values]) => [
        key,
        flags.has(key) ? values[0] === 'true' : several.has(key) ? values : (values[0] ?? ''),
      ]),
    ),
    papers: Object.fromEntries(
      keys.map(key => {
        const own = papers.filter(paper => paper.key === key);
        return [key, { files: own.map(({ fileId }) => fileId), validUntil: own[0]?.validUntil ?? null }];
      }),
    ),
  };
}

const texts = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter(item => item !== null && item !== undefined && item !== '' && item !== false).map(String);

/** What is kept of the form: of the solution only what differs from what is kept already. */
export function contentOf(filing: Filing, { answers, papers, ...solution }: Values): Content {
  const kept = (filing.solution ?? {}) as Record<string, unknown>;
  return {
    solution: Object.fromEntries(
      Object.keys(kept)
        .filter(key => key in solution && !same(plain(solution[key]), plain(kept[key])))
        .map(key => [key, plain(solution[key])]),
    ),
    answers: Object.fromEntries(
      Object.entries(answers ?? {})
        .map(([key, value]) => [key, texts(value)] as const)
        .filter(([, value]) => value.length > 0),
    ),
    papers: Object.entries(papers ?? {}).flatMap(([key, value]) =>
      [value?.files ?? []].flat().map(fileId => ({ key, fileId, validUntil: value.validUntil || null })),
    ),
  };
}
