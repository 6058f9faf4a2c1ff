import { solutionFields } from '../../schema/solutionFields.ts';
import type { CallForm, FormAnswer, FormFault, FormField, RequiredFile } from './formShape.ts';

/**
 * Holds answers against the form of a call: pure, so that who fills it in, who files and who checks are told the same.
 *
 * An answer is a list of texts whatever its kind. Nothing is repaired here: what does not fit is named with its field.
 */
export interface GivenFile {
  /** Key of the field or the wanted file that it answers. */
  key: string;
  name: string;
  /** Bytes. */
  size: number;
}

export interface Given {
  /** Kind of product. */
  kind: string;
  answers: readonly FormAnswer[];
  files: readonly GivenFile[];
  /** The solution itself, for the fields of kind SOLUTION. */
  solution: Readonly<Record<string, unknown>>;
}

type Fault = Omit<FormFault, 'key'>;
const fault = (code: string, limit?: string | number | null): Fault => ({ code, ...(limit !== undefined && { limit: String(limit) }) });

const none = (values?: readonly unknown[] | null) => !values || values.length === 0;
/** Whether a kind of product is asked this. */
export const asked = ({ kinds }: Pick<FormField | RequiredFile, 'kinds'>, kind: string): boolean => none(kinds) || kinds!.includes(kind);
/** Whether a kind of product must answer this. */
export const needed = (field: Pick<FormField, 'kinds' | 'required' | 'requiredKinds'>, kind: string): boolean =>
  asked(field, kind) && (field.required || (field.requiredKinds ?? []).includes(kind));

/** A decimal of at most four digits after the point, as ten-thousandths: bounds are compared exactly. */
const exact = (decimal: string): bigint => {
  const [, sign, whole, part = ''] = /^(-?)(\d+)(?:\.(\d{1,4}))?$/.exec(decimal)!;
  const value = BigInt(whole! + part.padEnd(4, '0'));
  return sign ? -value : value;
};

function within(size: string, { min, max }: Pick<FormField, 'min' | 'max'>, below: string, above: string): Fault[] {
  if (min && exact(size) < exact(min)) return [fault(below, min)];
  if (max && exact(size) > exact(max)) return [fault(above, max)];
  return [];
}

const dayPattern = /^\d{4}-\d{2}-\d{2}$/;
export const isDay = (text: string): boolean => dayPattern.test(text) && isRealDay(text);
const isRealDay = (text: string) => {
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
};

const sizeOfText = (text: string) => String([...text].length);
const text = ([value]: readonly string[], field: FormField) => within(sizeOfText(value!), field, 'TOO_SHORT', 'TOO_LONG');

function number([value]: readonly string[], field: FormField): Fault[] {
  const [, , part = ''] = /^-?(\d{1,15})(?:\.(\d+))?$/.exec(value!) ?? [];
  if (!/^-?\d{1,15}(\.\d+)?$/.test(value!)) return [fault('NOT_A_NUMBER')];
  const digits = field.digits ?? 4;
  if (part.length > digits) return [fault('TOO_FINE', digits)];
  return within(value!, field, 'TOO_SMALL', 'TOO_LARGE');
}

const offered = (values: readonly string[], { options }: FormField): Fault[] =>
  values.every(value => options?.some(({ code }) => code === value)) ? [] : [fault('NOT_AN_OPTION')];
const counted = (values: readonly unknown[], field: FormField) => within(String(values.length), field, 'TOO_FEW', 'TOO_MANY');

/** What is wrong with an answer that was given, by the kind of its field. */
const rules: Readonly<Record<string, (values: readonly string[], field: FormField) => Fault[]>> = {
  TEXT: text,
  LONG_TEXT: text,
  NUMBER: number,
  CHOICE: offered,
  CHOICES: (values, field) => [...offered(values, field), ...counted(values, field)],
  DAY: ([value]) => (isDay(value!) ? [] : [fault('NOT_A_DAY')]),
  YES_NO: ([value]) => (value === 'true' || value === 'false' ? [] : [fault('NOT_YES_OR_NO')]),
};

const isEmpty = (value: unknown) => value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

function ofSolution(field: FormField, given: Given): Fault[] {
  const value = given.solution[field.key];
  if (isEmpty(value)) return needed(field, given.kind) ? [fault('MISSING')] : [];
  const sort = solutionFields[field.key];
  if (sort === 'number') return within(String(value), field, 'TOO_SMALL', 'TOO_LARGE');
  if (sort === 'list') return counted(value as unknown[], field);
  return within(sizeOfText(String(value)), field, 'TOO_SHORT', 'TOO_LONG');
}

function ofFiles(field: FormField, given: Given): Fault[] {
  const files = given.files.filter(({ key }) => key === field.key);
  if (files.length === 0) return needed(field, given.kind) ? [fault('MISSING')] : [];
  return counted(files, { ...field, max: field.max ?? '1' });
}

function ofAnswer(field: FormField, given: Given): Fault[] {
  const values = given.answers.find(({ key }) => key === field.key)?.values.filter(value => value.trim() !== '') ?? [];
  if (values.length === 0) return needed(field, given.kind) ? [fault('MISSING')] : [];
  if (!asked(field, given.kind)) return [fault('NOT_ASKED')];
  if (field.kind !== 'CHOICES' && values.length > 1) return [fault('ONE_ONLY')];
  if (new Set(values).size < values.length) return [fault('TWICE')];
  return rules[field.kind]!(values, field);
}

const ending = (name: string) => name.split('.').at(-1)!.toLowerCase();
const mebibyte = 1_048_576;

function ofWanted(wanted: RequiredFile, given: Given): Fault[] {
  const files = given.files.filter(({ key }) => key === wanted.key);
  if (files.length === 0) return wanted.required && asked(wanted, given.kind) ? [fault('MISSING')] : [];
  if (!asked(wanted, given.kind)) return [fault('NOT_ASKED')];
  return [
    ...(files.length > wanted.maxCount ? [fault('TOO_MANY', wanted.maxCount)] : []),
    ...(wanted.formats.length && files.some(({ name }) => !wanted.formats.includes(ending(name)))
      ? [fault('FILE_FORMAT', wanted.formats.join(', '))]
      : []),
    ...(wanted.maxMb && files.some(({ size }) => size > wanted.maxMb! * mebibyte) ? [fault('FILE_TOO_LARGE', wanted.maxMb)] : []),
  ];
}

const answerOf = (field: FormField) => (field.kind === 'SOLUTION' ? ofSolution : field.kind === 'FILE' ? ofFiles : ofAnswer);
const named = (key: string, faults: readonly Fault[]): FormFault[] => faults.map(it => ({ key, ...it }));

/** Everything that is wrong with the answers, in the order of the form; empty when they can be filed. */
export function checkForm({ fields, files, eligibility }: CallForm, given: Given): FormFault[] {
  const keys = given.answers.map(({ key }) => key);
  const answerable = new Set(
    [...fields.filter(({ kind }) => kind !== 'SOLUTION' && kind !== 'FILE'), ...eligibility].map(({ key }) => key),
  );
  const fileable = new Set([...fields.filter(({ kind }) => kind === 'FILE'), ...files].map(({ key }) => key));
  return [
    ...fields.flatMap(field =>
      field.kind === 'SOLUTION' && !asked(field, given.kind) ? [] : named(field.key, answerOf(field)(field, given)),
    ),
    ...files.flatMap(wanted => named(wanted.key, ofWanted(wanted, given))),
    ...keys.filter((key, at) => keys.indexOf(key) !== at).flatMap(key => named(key, [fault('TWICE')])),
    ...keys.filter(key => !answerable.has(key)).flatMap(key => named(key, [fault('UNKNOWN_FIELD')])),
    ...given.files.filter(({ key }) => !fileable.has(key)).flatMap(({ key }) => named(key, [fault('FILE_UNKNOWN')])),
  ];
}
