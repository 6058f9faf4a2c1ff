import { useTranslate } from 'react-admin';
import type { Pair } from '../i18n/index.ts';

/** Says the words of one screen, which `words.ts` knows under `name`. A key that has no words does not compile. */
export const sayingOf =
  <Words extends Record<string, Pair>>(name: string, _words: Words) =>
  (): ((key: keyof Words & string, holes?: Record<string, unknown>) => string) => {
    const translate = useTranslate();
    return (key, holes) => translate(`screens.${name}.${key}`, holes);
  };
