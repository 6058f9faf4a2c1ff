import { Alert, Box, Button, Typography } from '@mui/material';
import { useGetOne, useTranslate } from 'react-admin';
import { useFormContext, useWatch } from 'react-hook-form';
import { Link } from 'react-router-dom';
import { listOf } from '../kit/names.ts';
import { type Row, whole } from '../kit/nouns.ts';
import { type Input, inputsOf, RecordCreate } from '../kit/resource.tsx';
import { OfferingTerms } from '../offerings/Terms.tsx';

const i = inputsOf<Input<'TrialInput'>>();

/** What one applies for, before one does; when it is full, what else there is. */
function Terms() {
  const translate = useTranslate();
  const { control } = useFormContext();
  const offeringId = useWatch({ control, name: 'offeringId' }) as string | undefined;
  const { data: offering } = useGetOne<Row>(
    'Offering',
    { id: offeringId ?? '', meta: whole },
    { enabled: Boolean(offeringId), retry: false },
  );
  if (!offering) return null;
  const similar = listOf('Offering', { available: true, mainScenario: [offering.mainScenario] });
  return (
    <Box sx={{ my: 1 }}>
      {offering.seatsLeft < 1 ? (
        <Alert
          severity="warning"
          sx={{ mb: 2 }}
          action={
            <Button color="inherit" size="small" component={Link} to={similar}>
              {translate('screens.Offering.similar')}
            </Button>
          }
        >
          {translate('screens.Offering.full')}
        </Alert>
      ) : null}
      <Typography variant="subtitle2" component="h3" sx={{ mb: 1 }}>
        {translate('screens.Offering.terms')}
      </Typography>
      <OfferingTerms offering={offering} />
    </Box>
  );
}

const groups = [
  {
    title: 'what',
    inputs: [i.reference('offeringId', 'Offering', { required: true, filter: { state: ['LISTED'] } }), <Terms key="terms" />],
  },
  {
    title: 'application',
    inputs: [
      i.lines('goal', { required: true, max: 500, help: 'screens.Trial.goalHelp' }),
      i.text('contactName', { max: 60, help: 'screens.Trial.contactHelp' }),
      i.text('contactPhone', { max: 30 }),
      i.flag('waitIfFull', { help: 'screens.Trial.waitHelp' }),
    ],
  },
];

export const TrialCreate = () => (
  <RecordCreate groups={groups} transform={values => ({ ...values, waitIfFull: Boolean(values.waitIfFull) })} />
);
