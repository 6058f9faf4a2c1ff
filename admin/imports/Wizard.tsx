import { Alert, Box, Button, Step, StepLabel, Stepper } from '@mui/material';
import { useState } from 'react';
import { useTranslate } from 'react-admin';
import { Link, useSearchParams } from 'react-router-dom';
import { valuesOf } from '../i18n/index.ts';
import { useFormat, useTypeName } from '../kit/hooks.ts';
import { Page } from '../kit/Page.tsx';
import type { Imported } from './asks.ts';
import { Check } from './Check.tsx';
import { Choose, type Chosen } from './Choose.tsx';
import { useImportWords } from './words.ts';

/** Takes a file in, in three steps: choose, check, done. An import cannot hurt: nothing is written before the check is confirmed. */
export function ImportWizard() {
  const words = useImportWords();
  const translate = useTranslate();
  const name = useTypeName();
  const { number } = useFormat();
  const [params] = useSearchParams();
  const asked = params.get('kind');
  const [start, setStart] = useState<Partial<Chosen>>(
    asked && valuesOf('ImportKind').includes(asked) ? { kind: asked as Chosen['kind'] } : {},
  );
  const [chosen, setChosen] = useState<Chosen>();
  const [imported, setImported] = useState<Imported>();
  const step = imported ? 3 : chosen ? 1 : 0;
  const back = () => {
    setStart(chosen ?? start);
    setChosen(undefined);
    setImported(undefined);
  };
  return (
    <Page title={words('title')} path={[{ name: name('Import', 2), to: '/Import' }]}>
      <Stepper activeStep={step} sx={{ mb: 3, maxWidth: 720 }}>
        {(['step1', 'step2', 'step3'] as const).map(key => (
          <Step key={key}>
            <StepLabel>{words(key)}</StepLabel>
          </Step>
        ))}
      </Stepper>
      {imported ? (
        <>
          <Alert severity="success" sx={{ mb: 2 }}>
            {chosen ? `${translate(`enums.ImportKind.${chosen.kind}`)} · ` : ''}
            {words('done', { rows: number(imported.imported) })}
          </Alert>
          <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
            {imported.import ? (
              <Button variant="contained" component={Link} to={`/Import/${imported.import.id}/show`}>
                {words('record')}
              </Button>
            ) : null}
            <Button variant="outlined" component={Link} to="/coverage">
              {words('toCoverage')}
            </Button>
            <Button onClick={back}>{words('next')}</Button>
          </Box>
        </>
      ) : chosen ? (
        <Check chosen={chosen} onBack={back} onImported={setImported} />
      ) : (
        <Choose start={start} onChosen={setChosen} />
      )}
    </Page>
  );
}
