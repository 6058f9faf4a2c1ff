import { Alert, Button, Dialog, DialogActions, DialogContent, DialogContentText, DialogTitle, TextField } from '@mui/material';
import { useNotify, useTranslate } from 'react-admin';
import { useNavigate } from 'react-router-dom';
import type { ResultOf } from '../../schema/graphql.ts';
import { useSay } from '../i18n/index.ts';
import { useFormat } from '../kit/hooks.ts';
import type { CreateKeyAsk } from './asks.ts';

export type Made = ResultOf<typeof CreateKeyAsk>['createApiKey'];

/** The key, this once: after the dialog is closed nobody can read it again. */
export function Shown({ made: { key, apiKey } }: { made: Made }) {
  const say = useSay();
  const translate = useTranslate();
  const notify = useNotify();
  const navigate = useNavigate();
  const { moment } = useFormat();
  const copy = () => navigator.clipboard.writeText(key).then(() => notify(translate('screens.ApiKey.copied')));
  return (
    <Dialog open aria-labelledby="key-title" maxWidth="sm" fullWidth>
      <DialogTitle id="key-title">{`${apiKey.platform} · ${apiKey.name}`}</DialogTitle>
      <DialogContent>
        <Alert severity="warning" sx={{ mb: 2 }}>
          {translate('screens.ApiKey.once')}
        </Alert>
        {apiKey.state === 'PROPOSED' ? (
          <Alert severity="info" sx={{ mb: 2 }}>
            {translate('screens.ApiKey.proposed')}
          </Alert>
        ) : null}
        <TextField
          fullWidth
          multiline
          value={key}
          label={translate('resources.NewApiKey.fields.key')}
          slotProps={{ htmlInput: { readOnly: true, spellCheck: false } }}
        />
        <DialogContentText variant="body2" sx={{ mt: 1 }}>
          {translate('screens.ApiKey.until', { when: moment(apiKey.expiresAt) })}
        </DialogContentText>
      </DialogContent>
      <DialogActions>
        {navigator.clipboard ? <Button onClick={copy}>{translate('screens.ApiKey.copy')}</Button> : null}
        <Button variant="contained" onClick={() => navigate(`/ApiKey/${apiKey.id}/show`)}>
          {say('move.close')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
