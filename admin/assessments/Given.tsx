import { Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import { useLocale } from 'react-admin';
import { Coded } from '../kit/codes.tsx';
import { useFormat, useLabel } from '../kit/hooks.ts';
import type { Row } from '../kit/nouns.ts';
import { None } from '../kit/values.tsx';
import type { AssessmentFull } from './asks.ts';
import { useLevelWords } from './words.ts';

/** What was answered, question by question, in the words of the version it was judged by. */
export function Given({ record }: { record: Row }) {
  const { scheme, answers } = record as unknown as AssessmentFull;
  const english = useLocale() === 'en';
  const label = useLabel();
  const { list } = useFormat();
  return (
    <Table size="small">
      <TableBody>
        {scheme?.items.map(item => {
          const answer = answers.find(each => each.item === item.code);
          const chosen = item.options.filter(({ code }) => answer?.options.includes(code)).map(it => (english ? it.nameEn : it.name));
          const told = answer?.first && answer.second ? [`${Number(answer.first)} → ${Number(answer.second)}`] : [];
          const shown = item.kind === 'SHARE' && told.length ? [`${Number(answer!.first)} / ${Number(answer!.second)}`] : told;
          return (
            <TableRow key={item.code}>
              <TableCell component="th" scope="row">
                {english ? item.nameEn : item.name}
              </TableCell>
              <TableCell aria-label={label('answers')}>{chosen.length + shown.length ? list([...chosen, ...shown]) : <None />}</TableCell>
            </TableRow>
          );
        })}
      </TableBody>
    </Table>
  );
}

/** The levels of the scenarios; those that are at none are left out. */
export function GivenLevels({ record }: { record: Row }) {
  const { scenarioLevels } = record as unknown as AssessmentFull;
  const label = useLabel();
  const { level } = useLevelWords();
  return (
    <Table size="small">
      <TableHead>
        <TableRow>
          <TableCell>{label('scenario', 'ScenarioLevel')}</TableCell>
          <TableCell>{label('level', 'ScenarioLevel')}</TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {[...scenarioLevels]
          .sort((a, b) => a.scenario.localeCompare(b.scenario))
          .map(it => (
            <TableRow key={it.scenario}>
              <TableCell>
                <Coded value={it.scenario} table="Scenario" />
              </TableCell>
              <TableCell>{level(it.level)}</TableCell>
            </TableRow>
          ))}
      </TableBody>
    </Table>
  );
}
