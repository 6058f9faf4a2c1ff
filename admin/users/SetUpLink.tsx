import LinkIcon from '@mui/icons-material/Link';
import { Button } from '@mui/material';
import { useState } from 'react';
import { useNotify, useRecordContext, useTranslate } from 'react-admin';
import { graphql, type ResultOf } from '../../schema/graphql.ts';
import { useExplain, useMay, usePanel } from '../kit/hooks.ts';
import type { Row } from '../kit/resource.tsx';
import { ShownOnce } from '../kit/ShownOnce.tsx';

const SetUpLinkAsk = graphql(`mutation SetUpLink($id: ID!) { setUpLink(userId: $id) { path expiresAt } }`);

/** Makes the one-time link with which the owner of the account sets a password, and shows it once. */
export function SetUpLink() {
  const record = useRecordContext<Row>()!;
  const may = useMay();
  const panel = usePanel();
  const translate = useTranslate();
  const explain = useExplain();
  const notify = useNotify();
  const [link, setLink] = useState<ResultOf<typeof SetUpLinkAsk>['setUpLink']>();
  if (!may('setUpLink') || record.state !== 'ACTIVE') return null;
  const make = () =>
    panel.ask(SetUpLinkAsk, { id: record.id }).then(
      ({ setUpLink }) => setLink(setUpLink),
      error => notify(explain(error), { type: 'error' }),
    );
  return (
    <>
      <Button startIcon={<LinkIcon />} onClick={make}>
        {translate('screens.User.link')}
      </Button>
      {link ? (
        <ShownOnce
          title={record.name}
          label={translate('screens.User.link')}
          value={`${window.location.origin}${link.path}`}
          hint={translate('screens.User.linkHint')}
          until={link.expiresAt}
          onClose={() => setLink(undefined)}
        />
      ) : null}
    </>
  );
}
