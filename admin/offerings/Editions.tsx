import Restore from '@mui/icons-material/RestoreOutlined';
import { Box, Chip, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { ActButton } from '../kit/ActButton.tsx';
import { Coded } from '../kit/codes.tsx';
import { useFormat, useLabel, useMay, usePanel } from '../kit/hooks.ts';
import type { Row } from '../kit/nouns.ts';
import { None } from '../kit/values.tsx';
import { type Edition, RevertAsk } from './asks.ts';

const compared = [
  ...(['name', 'mainScenario', 'scenarios', 'divisions', 'painPoint', 'freeDays', 'seats', 'seatsTotal', 'included', 'excluded'] as const),
  ...(['startWithinDays', 'priceAfter', 'exitTerms', 'validTo'] as const),
];

/** A value of an offering in words, whatever its field. */
export function Said({ field, value }: { field: string; value: unknown }) {
  const { money, day, list } = useFormat();
  if (value === null || value === undefined || value === '') return <None />;
  if (field === 'scenarios' || field === 'mainScenario') return <Coded value={value} table="Scenario" />;
  if (field === 'divisions') return <Coded value={value} table="Division" />;
  if (field === 'priceAfter') return <>{money(value as string)}</>;
  if (field === 'validTo') return <>{day(value as string)}</>;
  if (field === 'excluded') {
    const rows = value as { name: string; price: string }[];
    return rows.length ? list(rows.map(({ name, price }) => `${name} ${money(price)}`)) : <None />;
  }
  return <>{Array.isArray(value) ? list(value as string[]) : String(value)}</>;
}

/** What it has said to the public, edition by edition, and what each changed; any can be brought back. */
export function Editions({ offering }: { offering: Row }) {
  const translate = useTranslate();
  const label = useLabel();
  const panel = usePanel();
  const may = useMay();
  const { moment } = useFormat();
  const editions = offering.editions as Edition[];
  const open = ['LISTED', 'SUSPENDED'].includes(offering.state ?? '');
  return (
    <Box component="ol" reversed sx={{ listStyle: 'none', p: 0, m: 0 }}>
      {[...editions].reverse().map((edition, at, all) => {
        const before = all[at + 1];
        const changed = before ? compared.filter(field => JSON.stringify(before[field]) !== JSON.stringify(edition[field])) : [];
        const current = edition.number === offering.edition;
        return (
          <Box component="li" key={edition.id} sx={{ py: 1.25, borderTop: at ? 1 : 0, borderColor: 'divider' }}>
            <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
              <Typography variant="subtitle2" component="span">
                {translate('screens.Offering.editionNumber', { number: edition.number })}
              </Typography>
              <Typography variant="body2" color="text.secondary" sx={{ flex: 1 }}>
                {moment(edition.createdAt)}
              </Typography>
              {current ? <Chip size="small" color="success" variant="outlined" label={translate('screens.Offering.editionNow')} /> : null}
              {!current && open && may('revertOffering') ? (
                <ActButton
                  variant="text"
                  icon={<Restore />}
                  name={translate('screens.Offering.revert')}
                  effect={translate('screens.Offering.revertEffect', { number: edition.number })}
                  done={translate('screens.Offering.reverted', { number: edition.number })}
                  asks={[{ key: 'note', label: translate('screens.Offering.revertNote'), required: true, max: 500 }]}
                  act={({ note }) => panel.ask(RevertAsk, { id: offering.id, edition: edition.number, note: note! })}
                />
              ) : null}
            </Box>
            {before ? (
              <Box component="ul" sx={{ m: 0, pl: 2.5, typography: 'body2' }}>
                {changed.map(field => (
                  <li key={field}>
                    {label(field, 'Offering')}: <Said field={field} value={before[field]} /> → <Said field={field} value={edition[field]} />
                  </li>
                ))}
              </Box>
            ) : (
              <Typography variant="body2">{translate('screens.Offering.editionFirst')}</Typography>
            )}
          </Box>
        );
      })}
    </Box>
  );
}
