import HistoryEdu from '@mui/icons-material/HistoryEduOutlined';
import { Autocomplete, Button, TextField } from '@mui/material';
import { useListContext, useTranslate } from 'react-admin';
import { Link } from 'react-router-dom';
import { useFormat, useLabel, useTypeName, useWord } from '../kit/hooks.ts';
import { listOf } from '../kit/names.ts';
import { useNouns } from '../kit/nouns.ts';
import { Rows } from '../kit/Rows.tsx';
import { fieldsOf, filtersOf, type Input, noun, RecordList, RecordShow, type Row } from '../kit/resource.tsx';
import { Code, LinkTo, Text } from '../kit/values.tsx';
import { FactFull, FactRow } from './asks.ts';
import { Exactly, exact } from './Exactly.tsx';
import { useFactWords } from './words.ts';

const row = fieldsOf<FactRow>();
const it = fieldsOf<FactFull>();
const change = fieldsOf<FactFull['changes'][number]>();
const by = filtersOf<Input<'FactFilter'>>();

/** What happened, in words: a move by its name, else the fact's own. */
function useFactName(): (name: string) => string {
  const word = useWord();
  return name => {
    const [type, action] = name.split('.') as [string, string];
    return word(`moves.${type}.${action}.name`) ?? word(`facts.${name}`) ?? word(`facts.${action}`) ?? name;
  };
}
const FactName = ({ name }: { name: string }) => <span>{useFactName()(name)}</span>;
const TypeName = ({ type }: { type: string }) => <span>{useTypeName()(type)}</span>;

/** The record a fact is about, for those who may open it. */
function Subject({ fact: { subject, subjectId } }: { fact: Row }) {
  const name = useTypeName();
  if (!useNouns()[subject]?.show) return <Code value={subjectId} />;
  return (
    <LinkTo value={{ id: subjectId }} type={subject}>
      {name(subject)}
    </LinkTo>
  );
}

function Types({ value }: { value: unknown }) {
  const name = useTypeName();
  const { list } = useFormat();
  return <>{list((value as string[]).map(type => name(type)))}</>;
}
function Values({ value }: { value: unknown }) {
  const { list } = useFormat();
  return <>{list(value as string[])}</>;
}
/** Why it was refused, in words. */
function Reason({ value }: { value: unknown }) {
  const word = useWord();
  return <Text value={value ? (word(`reasons.${value}`) ?? value) : null} />;
}
function Names({ value }: { value: unknown }) {
  const nameOf = useFactName();
  const { list } = useFormat();
  return <>{list((value as string[]).map(nameOf))}</>;
}

/** Which kinds of records. */
function TypePicker() {
  const translate = useTranslate();
  const name = useTypeName();
  const { filterValues, setFilters } = useListContext();
  const types = Object.keys(useNouns()).filter(type => type !== 'Fact');
  const { subject, ...others } = filterValues;
  return (
    <Autocomplete
      size="small"
      options={types}
      value={(subject as string[] | undefined)?.[0] ?? null}
      getOptionLabel={type => name(type)}
      onChange={(_, type) => setFilters(type ? { ...others, subject: [type] } : others)}
      sx={{ width: 220 }}
      renderInput={params => <TextField {...params} label={translate('resources.Fact.fields.subject')} />}
    />
  );
}

const Refusal = ({ operation, reason }: { operation: string; reason?: string | null }) => (
  <>
    <Code value={operation} /> <Reason value={reason} />
  </>
);

const FactList = () => (
  <RecordList
    sort={{ field: 'at', order: 'DESC' }}
    search
    filters={[
      by.moments('at'),
      by.choice('actorRole', 'Role'),
      by.flag('refused'),
      by.given('subject', Types),
      by.given('name', Names),
      ...exact.map(field => by.given(field, Values)),
    ]}
    actions={
      <>
        <TypePicker />
        <Exactly />
      </>
    }
    columns={[
      row.moment('at', { sort: true }),
      row.own('name', ({ name }) => <FactName name={name} />),
      row.own('subject', ({ subject }) => <TypeName type={subject} />),
      row.own('subjectId', fact => <Subject fact={fact} />),
      row.text('actorName'),
      row.choice('actorRole', 'Role'),
      row.text('note'),
      row.own('reason', ({ operation, reason }) => (operation ? <Refusal operation={operation} reason={reason} /> : <Code value={null} />)),
      row.code('ip'),
    ]}
  />
);

function Changes({ fact }: { fact: Row }) {
  const label = useLabel();
  return (
    <Rows
      type="FactChange"
      name={label('changes', 'Fact')}
      rows={fact.changes}
      columns={[change.own('field', ({ field }) => <span>{label(field, fact.subject)}</span>), change.text('before'), change.text('after')]}
    />
  );
}

/** The ways from here to what belongs together. */
function Others({ fact: { actorId, subjectId, requestId } }: { fact: Row }) {
  const words = useFactWords();
  const ways = [
    ['ofActor', actorId && { actorId: [actorId] }],
    ['ofSubject', { subjectId: [subjectId] }],
    ['ofRequest', requestId && { requestId: [requestId] }],
  ] as const;
  return (
    <>
      {ways.map(([word, filter]) =>
        filter ? (
          <Button key={word} component={Link} to={listOf('Fact', filter)} size="small">
            {words(word)}
          </Button>
        ) : null,
      )}
    </>
  );
}

const FactShow = () => (
  <RecordShow
    whose={it.own('subjectId', fact => <Subject fact={fact} />)}
    next={it.moment('at')}
    sections={[
      {
        title: 'record.main',
        fields: [
          it.own('name', ({ name }) => <FactName name={name} />),
          it.own('subject', ({ subject }) => <TypeName type={subject} />),
          it.text('actorName'),
          it.choice('actorRole', 'Role'),
          it.lines('note'),
        ],
      },
      {
        title: 'screens.fact.trace',
        fields: [
          it.code('operation'),
          it.own('reason', ({ name, operation, reason }) => <Reason value={operation && (reason ?? name.split('.')[1])} />),
          it.code('ip'),
          it.code('keyId'),
          it.code('onBehalfOf'),
          it.code('actorId'),
          it.code('subjectId'),
          it.code('requestId'),
        ],
        children: fact => <Others fact={fact} />,
      },
      {
        title: 'screens.fact.chain',
        fields: [
          it.count('seal.seq', { label: 'resources.FactSeal.fields.seq' }),
          it.text('seal.algorithm', { label: 'resources.FactSeal.fields.algorithm' }),
          it.moment('seal.at', { label: 'resources.FactSeal.fields.at' }),
          it.code('seal.hash', { label: 'resources.FactSeal.fields.hash' }),
        ],
      },
      { title: 'changes', when: ({ changes }) => changes.length > 0, children: fact => <Changes fact={fact} /> },
    ]}
  />
);

export const facts = noun({
  type: 'Fact',
  group: 'system',
  icon: HistoryEdu,
  asks: { row: FactRow, full: FactFull },
  title: record => record.name,
  list: FactList,
  show: FactShow,
});
