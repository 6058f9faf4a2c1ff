import { useTranslate } from 'react-admin';
import { Texts } from '../kit/values.tsx';

/** What a key may be good for, as the API names it. */
export const scopes = ['catalogue:read', 'lists:read', 'trials:read', 'trials:write'] as const;

export function Scopes({ value }: { value: readonly string[] }) {
  const translate = useTranslate();
  return <Texts value={value.map(scope => translate(`screens.ApiKey.${scope}`, { _: scope }))} />;
}
