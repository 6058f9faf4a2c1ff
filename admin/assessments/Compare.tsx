import { Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { useLabel, usePanel } from '../kit/hooks.ts';
import type { Row } from '../kit/nouns.ts';
import { Loading, Trouble } from '../kit/states.tsx';
import { Count, Day, LinkTo } from '../kit/values.tsx';
import { type Other, OthersAsk } from './asks.ts';
import { useAssessmentWords, useLevelWords } from './words.ts';

const figures = ['points', 'basisPoints', 'managementPoints', 'effectPoints'] as const;

/** What others judged of the same enterprise: its own word against the word of assessors, before a trial against after it. */
export function Compare({ record }: { record: Row }) {
  const panel = usePanel();
  const words = useAssessmentWords();
  const translate = useTranslate();
  const label = useLabel();
  const { level } = useLevelWords();
  const enterpriseId = [String(record.enterpriseId)];
  const { data, error, refetch } = useQuery({
    queryKey: ['assessments', 'of', enterpriseId],
    queryFn: () => panel.ask(OthersAsk, { enterpriseId }),
  });
  if (error) return <Trouble error={error} again={refetch} />;
  if (!data) return <Loading />;
  const named = (it: Other) =>
    [translate(`enums.AssessmentKind.${it.kind}`), it.phase ? translate(`enums.TrialPhase.${it.phase}`) : ''].filter(Boolean).join(' · ');
  return (
    <Table size="small" aria-label={words('before')}>
      <TableHead>
        <TableRow>
          <TableCell>{label('asOf')}</TableCell>
          <TableCell>{label('kind')}</TableCell>
          <TableCell>{label('level')}</TableCell>
          {figures.map(figure => (
            <TableCell key={figure} align="right">
              {label(figure)}
            </TableCell>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {data.assessments.nodes.map(it => (
          <TableRow key={it.id} selected={it.id === record.id}>
            <TableCell>
              <LinkTo value={it} type="Assessment">
                <Day value={it.asOf} />
              </LinkTo>
            </TableCell>
            <TableCell>
              {named(it)} · {translate(`enums.AssessmentState.${it.state}`)}
            </TableCell>
            <TableCell>{level(it.level)}</TableCell>
            {figures.map(figure => (
              <TableCell key={figure} align="right">
                <Count value={it[figure]} />
              </TableCell>
            ))}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
