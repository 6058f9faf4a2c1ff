import { type ValidationError, validateSync } from 'class-validator';
import type { ClassType } from 'type-graphql';
import { refuse } from '../../kernel/errors.ts';
import { type FieldSpec, Flag, fieldsOf, Text, uuidPattern, Value } from '../../kernel/fields.ts';
import { isDay } from '../../kernel/scalars.ts';
import { SolutionPatch } from '../solution/entity.ts';

/** One file that answers the form of the call. */
export interface DraftPaper {
  key: string;
  fileId: string;
  validUntil?: string | null;
}
/** What a draft holds: of the solution what differs from what is kept, and what only this call asks. */
export interface DraftContent {
  solution?: Record<string, unknown>;
  answers?: Record<string, string[]>;
  papers?: DraftPaper[];
}

@Value('Something in a draft that cannot be filed as it is, or that should be looked at before')
export class FilingFault {
  @Text({ about: 'Where, such as solution.painPoint, answers.x or papers.LICENCE; empty is the whole', max: 80 }) field!: string;
  @Text({ about: 'Why, as refusals are named', max: 60 }) reason!: string;
  @Text({ about: 'What is asked for, or what it collides with: days, a day, a name', max: 300, optional: true }) limit?: string | null;
  @Flag({ about: 'Whether it cannot be filed so' }) blocks!: boolean;
  @Text({ about: 'The kind of record it is about', max: 40, optional: true }) subject?: string | null;
  @Text({ about: 'The record it is about', max: 36, optional: true }) subjectId?: string | null;
}
export type Fault = FilingFault;

export const fault = (field: string, reason: string, limit?: string | number | null): Fault => ({
  field,
  reason,
  limit: limit === undefined || limit === null ? null : String(limit),
  blocks: true,
});
/** What does not stand in the way, and should be looked at; with the record it is about. */
export const warning = (field: string, reason: string, limit?: string | number | null, about: Partial<Fault> = {}): Fault => ({
  ...fault(field, reason, limit),
  blocks: false,
  ...about,
});

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reads what was drafted; what is no JSON object of the known parts is refused when it is saved, so it is never kept. */
export function readContent(text: string | null | undefined): DraftContent {
  if (!text) return {};
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    throw refuse('BAD_USER_INPUT', 'DRAFT_UNREADABLE');
  }
  if (!isObject(content)) throw refuse('BAD_USER_INPUT', 'DRAFT_UNREADABLE');
  const { solution = {}, answers = {}, papers = [], ...rest } = content;
  const strange = Object.keys(rest)[0];
  if (strange || !isObject(solution) || !isObject(answers) || !Array.isArray(papers) || !papers.every(isObject))
    throw refuse('BAD_USER_INPUT', 'DRAFT_UNREADABLE');
  const texts = (value: unknown) => Array.isArray(value) && value.every(item => typeof item === 'string');
  if (!Object.values(answers).every(texts)) throw refuse('BAD_USER_INPUT', 'DRAFT_UNREADABLE');
  if (!papers.every(({ key, fileId }) => typeof key === 'string' && typeof fileId === 'string'))
    throw refuse('BAD_USER_INPUT', 'DRAFT_UNREADABLE');
  return { solution, answers: answers as Record<string, string[]>, papers: papers as unknown as DraftPaper[] };
}

const empty = (value: unknown) => value === undefined || value === '' || value === null;

/** The files that a draft names. */
export const filesIn = ({ solution = {}, papers = [] }: DraftContent): string[] => {
  const named = [...papers.map(({ fileId }) => fileId), ...[solution['fileIds'] ?? []].flat()];
  return [...new Set(named.filter((id): id is string => typeof id === 'string' && uuidPattern.test(id)))];
};

/** One value as the API takes it, or nothing where it has another form: half a number stays half a number in the draft. */
function one(spec: FieldSpec, value: unknown): { value?: unknown; wrong?: true } {
  if (spec.kind === 'json') {
    if (!isObject(value)) return { wrong: true };
    const part = spec.type() as ClassType;
    const { taken, faults } = typed(part, value);
    return faults.length ? { wrong: true } : { value: Object.assign(new part(), taken) };
  }
  if (spec.kind === 'int') {
    const number = typeof value === 'string' && /^\s*\d{1,10}\s*$/.test(value) ? Number(value) : value;
    return Number.isInteger(number) ? { value: number } : { wrong: true };
  }
  if (spec.kind === 'flag') return typeof value === 'boolean' ? { value } : { wrong: true };
  if (typeof value !== 'string') return { wrong: true };
  if (spec.kind === 'day') return isDay(value) ? { value } : { wrong: true };
  if (spec.kind === 'enum') return value in spec.type() ? { value } : { wrong: true };
  return { value: spec.kind === 'decimal' ? value.trim() : value };
}

/** What was typed as a value of an input of the API, and every field that is none yet. Fields that the input does not have are left out. */
export function typed<T extends object>(type: ClassType<T>, values: Record<string, unknown>): { taken: Partial<T>; faults: Fault[] } {
  const taken: Record<string, unknown> = {};
  const wrong = new Set<string>();
  for (const [key, spec] of fieldsOf(type)) {
    if (!(key in values)) continue;
    const value = values[key];
    if (empty(value)) {
      taken[key] = spec.list ? [] : null;
      continue;
    }
    if (spec.list && !Array.isArray(value)) {
      wrong.add(key);
      continue;
    }
    const read = spec.list ? (value as unknown[]).filter(item => !empty(item)).map(item => one(spec, item)) : [one(spec, value)];
    if (read.some(item => item.wrong)) wrong.add(key);
    else taken[key] = spec.list ? read.map(item => item.value) : read[0]!.value;
  }
  const made = Object.assign(new type(), taken);
  for (const { property } of validateSync(made, { whitelist: false }) as ValidationError[]) wrong.add(property);
  for (const key of wrong) delete taken[key];
  return { taken: taken as Partial<T>, faults: [...wrong].map(key => fault(key, 'INVALID')) };
}

/** What a draft says of the solution, and what of it cannot be taken. */
export function draftedSolution({ solution = {} }: DraftContent): { patch: SolutionPatch; faults: Fault[] } {
  const { retired: _, ...values } = solution;
  const { taken, faults } = typed(SolutionPatch, values);
  return { patch: taken, faults: faults.map(found => ({ ...found, field: `solution.${found.field}` })) };
}
