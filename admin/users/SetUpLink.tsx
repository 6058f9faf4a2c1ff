import LinkIcon from '@mui/icons-material/Link';
import { Alert, Button, Dialog, DialogActions, DialogContent, DialogContentText, DialogTitle, TextField } from '@mui/material';
import { useState } from 'react';
import { useNotify, useRecordContext, useTranslate } from 'react-admin';
import { graphql, type ResultOf } from '../../schema/graphql.ts';
import { useSay } from '../i18n/index.ts';
import { useExplain, useFormat, useMay, usePanel } from '../kit/hooks.ts';
import type { Row } from '../kit/resource.tsx';

const SetUpLinkAsk = graphql(`mutation SetUpLink($id: ID!) { setUpLink(userId: $id) { path expiresAt } }`);

/** Makes the one-time link with which the owner of the account sets a password, and shows it once. */
export function SetUpLink() {
  const record = useRecordContext<Row>()!;
  const may = useMay();
  const say = useSay();
  const panel = usePanel();
  const translate = useTranslate();
  const explain = useExplain();
  const notify = useNotify();
  const { moment } = useFormat();
  const [link, setLink] = useState<ResultOf<typeof SetUpLinkAsk>['setUpLink']>();
  if (!may('setUpLink') || record.state !== 'ACTIVE') return null;
  const make = () =>
    panel.ask(SetUpLinkAsk, { id: record.id }).then(
      ({ setUpLink }) => setLink(setUpLink),
      error => notify(explain(error), { type: 'error' }),
    );
  const address = link ? `${window.location.origin}${link.path}` : '';
  const copy = () => navigator.clipboard.writeText(address).then(() => notify(translate('screens.User.copied')));
  return (
    <>
      <Button startIcon={<LinkIcon />} onClick={make}>
        {translate('screens.User.link')}
      </Button>
      {link ? (
        <Dialog open onClose={() => setLink(undefined)} aria-labelledby="link-title" maxWidth="sm" fullWidth>
          <DialogTitle id="link-title">{record.name}</DialogTitle>
          <DialogContent>
            <DialogContentText sx={{ mb: 1 }}>{translate('screens.User.linkHint')}</DialogContentText>
            <TextField
              fullWidth
              multiline
              value={address}
              label={translate('screens.User.link')}
              slotProps={{ htmlInput: { readOnly: true } }}
            />
            <Alert severity="info">
              {translate('screens.User.linkUntil')} {moment(link.expiresAt)}
            </Alert>
          </DialogContent>
          <DialogActions>
            {navigator.clipboard ? <Button onClick={copy}>{translate('screens.User.copy')}</Button> : null}
            <Button variant="contained" onClick={() => setLink(undefined)}>
              {say('move.close')}
            </Button>
          </DialogActions>
        </Dialog>
      ) : null}
    </>
  );
}
