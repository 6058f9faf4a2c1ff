import { useQuery } from '@tanstack/react-query';
import { required, SelectInput, useLocaleState } from 'react-admin';
import { useLabel, usePanel } from '../kit/hooks.ts';
import { WaysAsk } from './asks.ts';

/** The identity providers of this installation, in the language of the reader. */
export function useProviders(): { id: string; name: string; path: string }[] | undefined {
  const panel = usePanel();
  const [language] = useLocaleState();
  const { data } = useQuery({ queryKey: ['signInWays'], queryFn: () => panel.ask(WaysAsk, {}), staleTime: Number.POSITIVE_INFINITY });
  return data?.signInWays.map(({ id, name, englishName, path }) => ({ id, name: language === 'en' ? englishName : name, path }));
}

export function ProviderName({ id }: { id: string }) {
  return useProviders()?.find(provider => provider.id === id)?.name ?? id;
}

export function ProviderInput() {
  const label = useLabel();
  const providers = useProviders();
  return (
    <SelectInput
      source="provider"
      label={label('provider', 'LinkedIdentity')}
      validate={required()}
      choices={providers ?? []}
      helperText={providers?.length === 0 ? 'screens.LinkedIdentity.none' : false}
      fullWidth
    />
  );
}
