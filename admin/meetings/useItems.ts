import { useQuery } from '@tanstack/react-query';
import { usePanel } from '../kit/hooks.ts';
import { ItemsAsk } from './asks.ts';

/** What a meeting of this call may speak of; asked for only where somebody may write. */
export function useItems(callId: string, enabled: boolean) {
  const panel = usePanel();
  const { data = [] } = useQuery({
    queryKey: ['Submission', 'ofMeeting', callId],
    queryFn: async () => (await panel.ask(ItemsAsk, { callId })).submissions.nodes,
    enabled,
  });
  return data;
}
