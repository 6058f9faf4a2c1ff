import { Alert } from '@mui/material';
import { useTranslate } from 'react-admin';
import { usePanel } from '../kit/hooks.ts';
import { RecordAct } from '../kit/RecordAct.tsx';
import { type Input, inputsOf } from '../kit/resource.tsx';
import { RenewAsk } from './asks.ts';
import { Effects } from './Effects.tsx';

const i = inputsOf<Input<'OfferingPatch'> & { note?: string }>();

/** Prolongs an offering, or lists one again whose time was over. */
export function Renew() {
  const panel = usePanel();
  const translate = useTranslate();
  return (
    <RecordAct
      type="Offering"
      title="moves.Offering.RENEW.name"
      done="moves.Offering.RENEW.done"
      groups={offering => [
        {
          inputs: [
            <Alert key="effect" severity="info">
              {translate('moves.Offering.RENEW.effect')}
            </Alert>,
            <Effects key="effects" record={offering} move={{ action: 'RENEW', to: 'LISTED' }} />,
            i.day('validTo', { required: true }),
            i.lines('note', { max: 500, label: translate('move.note') }),
          ],
        },
      ]}
      act={async ({ id }, { validTo, note }) => {
        await panel.ask(RenewAsk, { id, validTo, note: note || null });
        return undefined;
      }}
    />
  );
}
