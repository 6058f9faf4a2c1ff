import {
  Alert,
  Box,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogContentText,
  DialogTitle,
  Link as MuiLink,
  Paper,
  Typography,
} from '@mui/material';
import { type ReactElement, type ReactNode, useEffect, useState } from 'react';
import {
  CreateBase,
  EditBase,
  Form,
  type RaRecord,
  RecordContextProvider,
  SaveButton,
  SaveContextProvider,
  useCreatePath,
  useEditContext,
  useRecordContext,
  useResourceContext,
  useTranslate,
} from 'react-admin';
import { useFormContext, useFormState } from 'react-hook-form';
import { Link } from 'react-router-dom';
import { useSay } from '../i18n/index.ts';
import { useExplain, useFormat, useLabel, usePanel, useTypeName } from './hooks.ts';
import { type Row, useTitleOf, whole } from './nouns.ts';
import { Page, type Step } from './Page.tsx';
import { useScreenWord } from './RecordShow.tsx';
import { Refusal } from './send.ts';
import { Loading, Trouble } from './states.tsx';

export interface Group {
  /** A key of the noun's words, or the label of one of its fields. */
  title?: string;
  /** In the order a person fills them in. */
  inputs: readonly ReactElement[];
}

export interface RecordFormProps {
  groups: readonly Group[];
  /** Turns what was filled in into what is sent. */
  transform?: (values: Row) => Partial<Row>;
}

interface CreateOf {
  start?: Partial<Row>;
  /** Where to go once it is there; by default to the record itself. */
  back?: (record: Row) => string;
}

/** A form for a new record. What is typed survives a refusal, an expired session, and leaving by mistake. */
export function RecordCreate({ groups, transform, start, back }: RecordFormProps & CreateOf) {
  const say = useSay();
  const type = useResourceContext()!;
  const name = useTypeName();
  const createPath = useCreatePath();
  const [refused, setRefused] = useState<unknown>();
  return (
    <CreateBase
      redirect={back ? (_, __, record) => back(record as Row) : 'show'}
      record={start}
      transform={transform as (values: RaRecord) => RaRecord}
      mutationOptions={{
        onError: setRefused,
      }}
    >
      <Page
        title={say('form.creating', { name: name(type) })}
        path={[{ name: name(type, 2), to: createPath({ resource: type, type: 'list' }) }]}
      >
        <Body groups={groups} refused={refused} save={say('form.create')} back={createPath({ resource: type, type: 'list' })} />
      </Page>
    </CreateBase>
  );
}

interface EditOf {
  /** Another record than the address names, and where to go once it is saved. */
  resource?: string;
  id?: string;
  redirect?: () => string;
  /** Where the person is, when it is not the form of that record. */
  title?: string;
  path?: readonly Step[];
  /** Said above the form. */
  intro?: ReactNode;
}

interface ActFormProps extends RecordFormProps {
  title: string;
  /** Where the person comes from. */
  path: readonly Step[];
  name: string;
  start?: Partial<Row>;
  /** Does it; a refusal stays with the form. */
  act: (values: Row) => Promise<void>;
}

/** A form for an act that is neither the creation of a record nor a change of one. */
export function ActForm({ title, path, name, groups, start, act, transform }: ActFormProps) {
  const [refused, setRefused] = useState<unknown>();
  const save = async (values: Partial<RaRecord>) => {
    try {
      await act((transform ? transform(values as Row) : values) as Row);
      return undefined;
    } catch (error) {
      setRefused(error);
      return error instanceof Refusal ? error.body.errors : undefined;
    }
  };
  return (
    <Page title={title} path={path}>
      <RecordContextProvider value={start}>
        <SaveContextProvider value={{ save, saving: false }}>
          <Body groups={groups} refused={refused} save={name} back={path.at(-1)?.to ?? '/'} />
        </SaveContextProvider>
      </RecordContextProvider>
    </Page>
  );
}

/**
 * A form that changes a record. Only what was changed is sent, with the version that was read; if somebody else was faster,
 * the person is told who and when, and chooses. Nothing typed is lost.
 */
export function RecordEdit({ groups, transform, title, path, intro, ...of }: RecordFormProps & EditOf) {
  const [refused, setRefused] = useState<unknown>();
  const [version, setVersion] = useState<number>();
  return (
    <EditBase
      mutationMode="pessimistic"
      redirect="show"
      {...of}
      transform={transform as (values: RaRecord) => RaRecord}
      queryOptions={{ meta: whole, refetchOnWindowFocus: false, refetchOnReconnect: false, retry: false, onError: () => undefined }}
      mutationOptions={{
        meta: version === undefined ? whole : { ...whole, version },
        onError: setRefused,
      }}
    >
      <EditPage {...{ groups, title, path, intro }} refused={refused} forget={() => setRefused(undefined)} onVersion={setVersion} />
    </EditBase>
  );
}

function EditPage({
  groups,
  refused,
  forget,
  onVersion,
  title: own,
  path: way,
  intro,
}: Pick<EditOf, 'title' | 'path' | 'intro'> & {
  groups: readonly Group[];
  refused: unknown;
  forget: () => void;
  onVersion: (version: number) => void;
}) {
  const { record, error, isPending, refetch } = useEditContext<Row>();
  const say = useSay();
  const type = useResourceContext()!;
  const name = useTypeName();
  const titleOf = useTitleOf();
  const createPath = useCreatePath();
  const list = { name: name(type, 2), to: createPath({ resource: type, type: 'list' }) };
  const title = own ?? say('form.editing', { name: name(type) });
  if (error && !record)
    return (
      <Page title={title} path={[list]}>
        <Trouble error={error} again={refetch} />
      </Page>
    );
  if (isPending || !record)
    return (
      <Page title={title} path={[list]}>
        <Loading />
      </Page>
    );
  const show = createPath({ resource: type, type: 'show', id: record.id });
  return (
    <Page title={title} path={way ?? [list, { name: titleOf(type, record), to: show }]}>
      {intro}
      <Body groups={groups} refused={refused} save={say('form.save')} back={way?.at(-1)?.to ?? show}>
        {refused instanceof Refusal && refused.code === 'VERSION_CONFLICT' ? (
          <Conflict record={record} onClose={forget} onVersion={onVersion} />
        ) : null}
      </Body>
    </Page>
  );
}

interface BodyProps {
  groups: readonly Group[];
  refused: unknown;
  save: string;
  back: string;
  children?: ReactElement | null;
}

function Body({ groups, refused, save, back, children }: BodyProps) {
  const say = useSay();
  const screenWord = useScreenWord();
  return (
    <Form noValidate warnWhenUnsavedChanges disableInvalidFormNotification mode="onBlur" reValidateMode="onBlur">
      <Box sx={{ maxWidth: 880 }}>
        <Faults refused={refused} />
        {groups.map(({ title, inputs }, i) => (
          <Paper key={title ?? i} component="fieldset" variant="outlined" sx={{ p: 2, mb: 2, mx: 0, minWidth: 0 }}>
            {title ? (
              <Typography variant="h6" component="legend" sx={{ float: 'left', width: '100%', mb: 1 }}>
                {screenWord(title)}
              </Typography>
            ) : null}
            <Box sx={{ clear: 'both' }}>{inputs}</Box>
          </Paper>
        ))}
        <Box sx={{ position: 'sticky', bottom: 0, bgcolor: 'background.default', py: 1.5, display: 'flex', gap: 1, zIndex: 1 }}>
          {/* Leaving a field checks it anew, and faults that vanish move the button away from under the pointer: focus stays until the click. */}
          <SaveButton label={save} alwaysEnable onMouseDown={event => event.preventDefault()} />
          <Button component={Link} to={back}>
            {say('form.cancel')}
          </Button>
        </Box>
      </Box>
      <CloseGuard />
      {children}
    </Form>
  );
}

/** The browser warns before a tab with unsaved work closes. */
function CloseGuard() {
  const { isDirty, isSubmitSuccessful } = useFormState();
  useEffect(() => {
    if (!isDirty || isSubmitSuccessful) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [isDirty, isSubmitSuccessful]);
  return null;
}

interface Fault {
  message?: unknown;
}

/** What is wrong, all in one place, each with the way to its input; and why the server refused. */
function Faults({ refused }: { refused: unknown }) {
  const say = useSay();
  const label = useLabel();
  const translate = useTranslate();
  const explain = useExplain();
  const { errors, submitCount, isSubmitting } = useFormState();
  const { setFocus } = useFormContext();
  const faults = Object.entries(errors as Record<string, Fault>).filter(([field]) => field !== 'root');
  const sentence = ({ message }: Fault) => {
    const text =
      typeof message === 'object' && message ? (message as { message: string; args?: object }) : { message: String(message ?? '') };
    const coded = text.message.startsWith('@@react-admin@@') ? JSON.parse(text.message.slice('@@react-admin@@'.length)) : text;
    return typeof coded === 'string' ? translate(coded, { _: coded }) : translate(coded.message, { _: coded.message, ...coded.args });
  };
  const conflict = refused instanceof Refusal && refused.code === 'VERSION_CONFLICT';
  if (submitCount === 0 || isSubmitting || (faults.length === 0 && (!refused || conflict))) return null;
  return (
    <Alert severity="error" sx={{ mb: 2 }}>
      {refused && !conflict && faults.length === 0 ? <Typography variant="body2">{explain(refused)}</Typography> : null}
      {faults.length ? (
        <>
          <Typography variant="body2">{say('form.summary', { count: faults.length })}</Typography>
          <ul style={{ margin: 0 }}>
            {faults.map(([field, fault]) => (
              <li key={field}>
                <MuiLink component="button" type="button" variant="body2" onClick={() => setFocus(field)}>
                  {label(field)}: {sentence(fault)}
                </MuiLink>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </Alert>
  );
}

/** Somebody else was faster: says who and when, and lets the person keep or drop what they typed. */
function Conflict({ record, onClose, onVersion }: { record: Row; onClose: () => void; onVersion: (version: number) => void }) {
  const say = useSay();
  const panel = usePanel();
  const type = useResourceContext()!;
  const format = useFormat();
  const { save } = useEditContext();
  const { reset, getValues } = useFormContext();
  const stale = useRecordContext<Row>() ?? record;
  const [theirs, setTheirs] = useState<Row>();
  useEffect(() => {
    panel.getOne(type, { id: record.id }).then(({ data }) => {
      setTheirs(data);
      onVersion(data.version);
    }, onClose);
  }, [panel, type, record.id, onVersion, onClose]);
  const latest = [...(theirs?.history ?? [])].sort((a, b) => b.at.localeCompare(a.at))[0];
  if (!theirs) return null;
  return (
    <Dialog open onClose={onClose} aria-labelledby="conflict-title" maxWidth="sm" fullWidth>
      <DialogTitle id="conflict-title">{say('form.conflict')}</DialogTitle>
      <DialogContent>
        <DialogContentText>
          {latest?.actorName
            ? say('form.conflictWho', { who: latest.actorName, when: format.relative(latest.at) })
            : say('form.conflictUnknown')}
        </DialogContentText>
      </DialogContent>
      <DialogActions>
        <Button
          onClick={() => {
            reset(theirs);
            onClose();
          }}
        >
          {say('form.conflictTheirs')}
        </Button>
        <Button
          variant="contained"
          onClick={() => {
            onClose();
            save?.({ ...stale, ...getValues() });
          }}
        >
          {say('form.conflictKeep')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
