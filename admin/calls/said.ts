import { useLocale, useTranslate } from 'react-admin';
import { useFormat } from '../kit/hooks.ts';
import type { CallForm, FormField } from './asks.ts';

interface Labelled {
  label: string;
  labelEn?: string | null;
}
/** The label of a field, a file, a condition or an option in the reader's language; the Chinese one where there is no other. */
export function useLabelOf(): (it: Labelled) => string {
  const english = useLocale() === 'en';
  return ({ label, labelEn }) => (english && labelEn) || label;
}
export function useHelpOf(): (it: { help?: string | null; helpEn?: string | null }) => string {
  const english = useLocale() === 'en';
  return ({ help, helpEn }) => (english && helpEn) || help || '';
}

type File = CallForm['files'][number];

/** Who is asked for something, whether they must answer, and within which bounds, in a few words. */
export function useTermsOf() {
  const translate = useTranslate();
  const { list, number } = useFormat();
  const kinds = (values?: readonly string[] | null) =>
    values?.length ? list(values.map(kind => translate(`enums.SolutionKind.${kind}`))) : undefined;
  const say = (key: string, holes?: object) => translate(`screens.Call.${key}`, holes);
  const who = (it: { kinds?: readonly string[] | null; required: boolean; requiredKinds?: readonly string[] | null }) => [
    ...(kinds(it.kinds) ? [say('askedOf', { kinds: kinds(it.kinds) })] : []),
    it.required ? say('required') : kinds(it.requiredKinds) ? say('requiredOf', { kinds: kinds(it.requiredKinds) }) : say('optional'),
  ];
  return {
    ofField: (it: FormField) => [
      ...who(it),
      ...(it.min ? [say('from', { min: number(it.min) })] : []),
      ...(it.max ? [say('to', { max: number(it.max) })] : []),
      ...(it.unit ? [it.unit] : []),
    ],
    ofFile: (it: File) => [
      ...who(it),
      ...(it.formats.length ? [say('formats', { formats: list([...it.formats]) })] : []),
      ...(it.maxMb ? [say('eachUpTo', { mb: it.maxMb })] : []),
      ...(it.maxCount > 1 ? [say('upTo', { count: it.maxCount })] : []),
    ],
  };
}

const declared = ['CREDIT_STANDING', 'STATEMENT'];
/** Whether a condition is declared by who files; the others are seen by the server. */
export const isDeclared = ({ check }: { check: string }): boolean => declared.includes(check);
