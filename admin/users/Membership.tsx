import Logout from '@mui/icons-material/LogoutOutlined';
import SwapHoriz from '@mui/icons-material/SwapHoriz';
import { useGetIdentity, useGetOne, useRecordContext, useTranslate } from 'react-admin';
import { graphql } from '../../schema/graphql.ts';
import { ActButton } from '../kit/ActButton.tsx';
import { useMay, usePanel } from '../kit/hooks.ts';
import { type Row, whole } from '../kit/nouns.ts';

const TransferAsk = graphql(`mutation TransferManagement($id: ID!) { transferManagement(userId: $id) { id } }`);
const LeaveAsk = graphql(`mutation LeaveOrganisation($note: String) { leaveOrganisation(note: $note) }`);

/** Hands the management of the organisation's accounts to the member on the screen. */
export function TransferManagement() {
  const record = useRecordContext<Row>()!;
  const panel = usePanel();
  const translate = useTranslate();
  const may = useMay()('transferManagement');
  const { data: me } = useGetIdentity();
  const { data: own } = useGetOne<Row>('User', { id: String(me?.id ?? ''), meta: whole }, { enabled: may && Boolean(me) });
  if (!may || !own?.['manager'] || record.id === own.id || record.state !== 'ACTIVE') return null;
  return (
    <ActButton
      name={translate('screens.User.transfer')}
      effect={translate('screens.User.transferEffect', { name: record['name'] })}
      done={translate('screens.User.transferred')}
      icon={<SwapHoriz />}
      variant="text"
      act={() => panel.ask(TransferAsk, { id: record.id })}
    />
  );
}

/** Leaves the organisation: on the own account. */
export function Leave() {
  const record = useRecordContext<Row>()!;
  const panel = usePanel();
  const translate = useTranslate();
  const { data: me } = useGetIdentity();
  if (!useMay()('leaveOrganisation') || record.id !== me?.id) return null;
  return (
    <ActButton
      name={translate('screens.User.leave')}
      effect={translate('screens.User.leaveEffect')}
      icon={<Logout />}
      variant="text"
      asks={[{ key: 'note', label: translate('screens.User.leaveWhy') }]}
      act={async ({ note }) => {
        await panel.ask(LeaveAsk, { note: note || null });
        window.location.assign('./');
      }}
    />
  );
}
