import Forward from '@mui/icons-material/ForwardOutlined';
import { useQuery } from '@tanstack/react-query';
import { useGetIdentity, useRecordContext, useTranslate } from 'react-admin';
import { ActButton } from '../kit/ActButton.tsx';
import { useMay, usePanel } from '../kit/hooks.ts';
import { HandlersAsk, HandOverAsk, type ObjectionFull } from './asks.ts';

/** Hands an objection that is not answered yet to a colleague. */
export function HandOver() {
  const record = useRecordContext<ObjectionFull>()!;
  const may = useMay();
  const panel = usePanel();
  const translate = useTranslate();
  const { data: me } = useGetIdentity();
  const open = may('handOverObjection') && Boolean(record.runsOut);
  const { data } = useQuery({
    queryKey: ['objection', 'handlers'],
    queryFn: () => panel.ask(HandlersAsk),
    enabled: open,
    staleTime: 60_000,
  });
  if (!open || !data) return null;
  const word = (key: string) => translate(`screens.Objection.${key}`);
  return (
    <ActButton
      name={word('handOver')}
      effect={word('handOverEffect')}
      done={word('handOverDone')}
      icon={<Forward />}
      asks={[
        {
          key: 'toId',
          label: translate('resources.Objection.fields.handler'),
          required: true,
          choices: data.objectionHandlers.map(({ id, name }) => ({ id, name: id === me?.id ? `${name}（${word('me')}）` : name })),
        },
        { key: 'note', label: word('why'), required: true },
      ]}
      act={({ toId, note }) => panel.ask(HandOverAsk, { id: record.id, version: record.version, toId: toId!, note: note! })}
    />
  );
}
