import { useQuery } from '@tanstack/react-query';
import { useAuthProvider } from 'react-admin';
import type { PanelAuthProvider } from './authProvider.ts';

export const usePanelAuth = () => useAuthProvider() as unknown as PanelAuthProvider;

/** What the server says of itself: above all whether its data is made up. */
export function useAbout() {
  const auth = usePanelAuth();
  return useQuery({ queryKey: ['about'], queryFn: auth.about, staleTime: Number.POSITIVE_INFINITY }).data;
}
