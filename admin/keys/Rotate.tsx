import Autorenew from '@mui/icons-material/Autorenew';
import { useState } from 'react';
import { useRecordContext, useTranslate } from 'react-admin';
import { ActButton } from '../kit/ActButton.tsx';
import { useMay, usePanel } from '../kit/hooks.ts';
import type { Row } from '../kit/resource.tsx';
import { RotateKeyAsk } from './asks.ts';
import { type Made, Shown } from './Shown.tsx';

const usualOverlap = 7;

/** Makes the successor of the key and shows it, this once. */
export function Rotate() {
  const record = useRecordContext<Row>()!;
  const may = useMay();
  const panel = usePanel();
  const translate = useTranslate();
  const [made, setMade] = useState<Made>();
  if (!may('rotateApiKey') || (record.state !== 'ACTIVE' && !made)) return null;
  const words = (key: string) => translate(`screens.ApiKey.${key}`);
  return (
    <>
      <ActButton
        name={words('rotate')}
        effect={words('rotateEffect')}
        icon={<Autorenew />}
        asks={[
          { key: 'overlapDays', label: words('overlap'), max: 2 },
          { key: 'note', label: words('why') },
        ]}
        act={async ({ overlapDays, note }) => {
          const days = overlapDays?.trim() ? Number(overlapDays) : usualOverlap;
          const { rotateApiKey } = await panel.ask(RotateKeyAsk, {
            id: record.id,
            input: { overlapDays: days },
            note: note?.trim() || null,
          });
          setMade(rotateApiKey);
        }}
      />
      {made ? <Shown made={made} /> : null}
    </>
  );
}
