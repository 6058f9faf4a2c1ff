import DeleteForever from '@mui/icons-material/DeleteForeverOutlined';
import { useRecordContext, useTranslate } from 'react-admin';
import { graphql } from '../../schema/graphql.ts';
import { valuesOf } from '../i18n/index.ts';
import { ActButton } from '../kit/ActButton.tsx';
import { useMay, usePanel } from '../kit/hooks.ts';
import type { Row } from '../kit/nouns.ts';
import type { Input } from '../kit/resource.tsx';

const EraseAsk = graphql(`
  mutation ErasePersonalData($type: Erasable!, $id: ID!, $reason: String!) { erasePersonalData(type: $type, id: $id, reason: $reason) { fields } }
`);
type Erasable = Input<'Erasable'>;

/** The id in what was pasted: the address of a record will do. */
const idIn = (text: string) => /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/i.exec(text)?.[0] ?? text.trim();

/** Erases the personal data of one record, because the person has asked for it. */
export function Erase({ type, id, name }: { type?: Erasable; id?: string; name?: string }) {
  const panel = usePanel();
  const translate = useTranslate();
  if (!useMay()('erasePersonalData')) return null;
  const word = (key: string) => translate(`screens.RetentionRule.${key}`);
  return (
    <ActButton
      name={name ?? word('erase')}
      effect={word('eraseEffect')}
      done={word('erased')}
      icon={<DeleteForever />}
      variant={id ? 'text' : 'outlined'}
      asks={[
        ...(type
          ? []
          : [
              {
                key: 'type',
                label: word('eraseType'),
                required: true,
                choices: valuesOf('Erasable').map(value => ({ id: value, name: translate(`enums.Erasable.${value}`) })),
              },
            ]),
        ...(id ? [] : [{ key: 'id', label: word('eraseId'), help: word('eraseIdHelp'), required: true }]),
        { key: 'reason', label: word('eraseWhy'), required: true },
      ]}
      act={given =>
        panel.ask(EraseAsk, { type: type ?? (given['type'] as Erasable), id: id ?? idIn(given['id'] ?? ''), reason: given['reason'] ?? '' })
      }
    />
  );
}

const subjects = [
  ['providerId', 'PROVIDER'],
  ['enterpriseId', 'ENTERPRISE'],
  ['expertId', 'EXPERT'],
] as const;

/** The same for whom the account on the screen acts for; who decides it does not read those records. */
export function EraseOf() {
  const record = useRecordContext<Row>()!;
  const translate = useTranslate();
  const subject = subjects.find(([field]) => record[field]);
  if (!subject) return null;
  const [field, type] = subject;
  return <Erase type={type} id={record[field]} name={translate(`screens.RetentionRule.erase_${type}`)} />;
}
