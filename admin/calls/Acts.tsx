import Campaign from '@mui/icons-material/CampaignOutlined';
import ContentCopy from '@mui/icons-material/ContentCopyOutlined';
import Visibility from '@mui/icons-material/VisibilityOutlined';
import { Button } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Link, useNavigate } from 'react-router-dom';
import { ActButton } from '../kit/ActButton.tsx';
import { useFormat, useMay, usePanel } from '../kit/hooks.ts';
import type { Row } from '../kit/nouns.ts';
import { AnnounceAsk, CopyAsk } from './asks.ts';

const prefilled = (type: string, values: object) => `/${type}/create?source=${encodeURIComponent(JSON.stringify(values))}`;
const filtered = (type: string, values: object) => `/${type}?filter=${encodeURIComponent(JSON.stringify(values))}`;

interface Way {
  key: string;
  needs: string;
  states: readonly string[];
  to: (id: string) => string;
}
/** What belongs to a call at each stage, and who may go there. */
const ways: readonly Way[] = [
  { key: 'extend', needs: 'createExtension', states: ['OPEN', 'CLOSED'], to: id => prefilled('Extension', { callId: id }) },
  {
    key: 'board',
    needs: 'submissions',
    states: ['CLOSED', 'REVIEWING', 'NOTICE'],
    to: id => `/Submission/board?filter=${encodeURIComponent(JSON.stringify({ callId: [id] }))}`,
  },
  { key: 'draw', needs: 'drawExperts', states: ['REVIEWING'], to: id => `/Review/draw/${id}` },
  { key: 'reviews', needs: 'reviewResults', states: ['REVIEWING', 'NOTICE', 'CONCLUDED'], to: id => filtered('Review', { callId: [id] }) },
  { key: 'results', needs: 'reviewResults', states: ['REVIEWING', 'NOTICE', 'CONCLUDED'], to: id => `/Review/results/${id}` },
  {
    key: 'propose',
    needs: 'proposeDecisions',
    states: ['REVIEWING', 'NOTICE'],
    to: id => `/Decision/propose?source=${encodeURIComponent(JSON.stringify({ callId: id }))}`,
  },
  { key: 'sign', needs: 'releaseDecisions', states: ['REVIEWING', 'NOTICE'], to: id => `/Release/sign/${id}` },
];

/** What can be done with a call beside its moves: announce it, and go where its next steps are. */
export function CallActs({ call }: { call: Row }) {
  const may = useMay();
  const panel = usePanel();
  const translate = useTranslate();
  const { moment } = useFormat();
  const navigate = useNavigate();
  const announced = call.state !== 'DRAFT' || call.announcedFor;
  return (
    <>
      {may('announceCall') && !announced ? (
        <ActButton
          variant="contained"
          icon={<Campaign />}
          name={translate('screens.Call.announce')}
          effect={translate('screens.Call.announceEffect', { opens: moment(call.opensAt), closes: moment(call.closesAt) })}
          done={translate('screens.Call.announced')}
          act={() => panel.ask(AnnounceAsk, { id: call.id, version: call.version! })}
        />
      ) : null}
      {may('updateCall') ? (
        <Button component={Link} to={`/Call/preview/${call.id}`} startIcon={<Visibility />}>
          {translate('screens.Call.preview')}
        </Button>
      ) : null}
      {may('reviseRubric') && call.state === 'REVIEWING' && call['rubricFrozenAt'] && !call['historical'] ? (
        <Button component={Link} to={`/Call/revise/${call.id}`}>
          {translate('screens.Call.revise')}
        </Button>
      ) : null}
      {may('copyCall') ? (
        <ActButton
          variant="text"
          icon={<ContentCopy />}
          name={translate('screens.Call.copy')}
          effect={translate('screens.Call.copyEffect')}
          done={translate('screens.Call.copied')}
          act={async () => navigate(`/Call/${(await panel.ask(CopyAsk, { id: call.id })).copyCall.id}/show`)}
        />
      ) : null}
      {ways
        .filter(({ needs, states }) => may(needs) && states.includes(call.state!))
        .map(({ key, to }) => (
          <Button key={key} component={Link} to={to(call.id)}>
            {translate(`screens.Call.${key}`)}
          </Button>
        ))}
    </>
  );
}
