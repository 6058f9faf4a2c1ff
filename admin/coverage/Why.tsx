import {
  Alert,
  Box,
  Chip,
  Link as MuiLink,
  Paper,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
  TextField,
  Typography,
} from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { Link, useParams, useSearchParams } from 'react-router-dom';
import { Coded } from '../kit/codes.tsx';
import { useFormat, useLabel, usePanel } from '../kit/hooks.ts';
import { Page } from '../kit/Page.tsx';
import { Loading, Trouble } from '../kit/states.tsx';
import { Code, Day, LinkTo, Text } from '../kit/values.tsx';
import { WhyAsk } from './asks.ts';
import { useCoverageWords } from './words.ts';

/** Why one enterprise counts on a day, or does not: register, rule, and every piece of its evidence with its own answer. */
export function Why() {
  const { enterpriseId = '' } = useParams();
  const [params, setParams] = useSearchParams();
  const at = params.get('at') ?? undefined;
  const words = useCoverageWords();
  const translate = useTranslate();
  const label = useLabel();
  const { day } = useFormat();
  const panel = usePanel();
  const { data, error, refetch } = useQuery({
    queryKey: ['coverage', 'why', enterpriseId, at],
    queryFn: () => panel.ask(WhyAsk, { enterpriseId, at }),
  });
  const path = [{ name: words('title'), to: '/coverage' }];
  if (error || !data)
    return (
      <Page title={words('why')} path={path}>
        {error ? <Trouble error={error} again={refetch} /> : <Loading />}
      </Page>
    );
  const { counted, reason, register, rule, entry, evidences, at: on } = data.whyCounted;
  return (
    <Page title={data.enterprise?.name ?? words('why')} path={path}>
      <Paper variant="outlined" sx={{ p: 2, mb: 2 }}>
        <Typography variant="h5" component="h2">
          <LinkTo value={data.enterprise} type="Enterprise" />
        </Typography>
        {entry ? (
          <Typography variant="body2" color="text.secondary">
            <Code value={entry.uscc} /> · <Coded value={entry.district} table="District" /> ·{' '}
            <Coded value={entry.division} table="Division" />
          </Typography>
        ) : null}
        <Alert severity={counted ? 'success' : 'warning'} sx={{ my: 1.5 }}>
          {words(counted ? 'countsOn' : 'countsNot', { day: day(on) })}
          {reason ? ` · ${translate(`enums.GapReason.${reason}`)}` : ''}
        </Alert>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, alignItems: 'center' }}>
          <TextField
            type="date"
            label={words('at')}
            value={at ?? on}
            onChange={event => event.target.value && setParams({ at: event.target.value }, { replace: true })}
            slotProps={{ inputLabel: { shrink: true } }}
          />
          <Typography variant="body2" color="text.secondary">
            {words('register', register)} · {words('rule', { version: rule.ruleVersion })}
          </Typography>
        </Box>
      </Paper>
      <Paper variant="outlined" sx={{ p: 2 }}>
        <Typography variant="h6" component="h3" sx={{ mb: 1 }}>
          {translate('resources.Evidence.name', { smart_count: 2 })}
        </Typography>
        {evidences.length === 0 ? <Typography variant="body2">{words('noEvidence')}</Typography> : null}
        {evidences.length ? (
          <Box sx={{ overflowX: 'auto' }}>
            <Table size="small">
              <TableHead>
                <TableRow>
                  <TableCell>{label('counts', 'EvidenceStanding')}</TableCell>
                  <TableCell>{label('kind', 'Evidence')}</TableCell>
                  <TableCell>{label('document', 'Evidence')}</TableCell>
                  <TableCell>{label('datedOn', 'Evidence')}</TableCell>
                  <TableCell>{label('verifiedOn', 'Evidence')}</TableCell>
                  <TableCell>{label('until', 'EvidenceStanding')}</TableCell>
                </TableRow>
              </TableHead>
              <TableBody>
                {evidences.map(({ counts, reason: why, until, evidence }, place) => (
                  <TableRow key={evidence?.id ?? place} hover>
                    <TableCell>
                      <Chip
                        size="small"
                        variant="outlined"
                        color={counts ? 'success' : 'default'}
                        label={counts ? words('counts') : translate(`enums.GapReason.${why}`)}
                      />
                    </TableCell>
                    <TableCell>{evidence ? translate(`enums.EvidenceKind.${evidence.kind}`) : null}</TableCell>
                    <TableCell>
                      {evidence ? (
                        <MuiLink component={Link} to={`/Evidence/${evidence.id}/show`}>
                          <Text value={evidence.document} />
                        </MuiLink>
                      ) : null}
                    </TableCell>
                    <TableCell>
                      <Day value={evidence?.datedOn} />
                    </TableCell>
                    <TableCell>
                      <Day value={evidence?.verifiedOn} />
                    </TableCell>
                    <TableCell>
                      <Day value={until} />
                    </TableCell>
                  </TableRow>
                ))}
              </TableBody>
            </Table>
          </Box>
        ) : null}
      </Paper>
    </Page>
  );
}
