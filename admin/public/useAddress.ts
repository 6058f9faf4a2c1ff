import { useSearchParams } from 'react-router-dom';

/** What a public page shows stands in its address, so that it can be sent to somebody. */
export function useAddress() {
  const [params, setParams] = useSearchParams();
  return {
    get: (key: string) => params.get(key) ?? '',
    set: (changes: Record<string, string>) =>
      setParams(
        before => {
          const next = new URLSearchParams(before);
          for (const [key, value] of Object.entries(changes)) {
            if (value) next.set(key, value);
            else next.delete(key);
          }
          return next;
        },
        { replace: true },
      ),
  };
}
