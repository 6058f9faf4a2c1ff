import Badge from '@mui/icons-material/BadgeOutlined';
import { fieldsOf, type Input, inputsOf, noun, RecordCreate, RecordList, RecordShow } from '../kit/resource.tsx';
import { IdentityFull, IdentityRow } from './asks.ts';
import { ProviderInput, ProviderName } from './Provider.tsx';

const row = fieldsOf<IdentityRow>();
const it = fieldsOf<IdentityFull>();
const i = inputsOf<Input<'LinkedIdentityInput'>>();

const IdentityList = () => (
  <RecordList
    sort={{ field: 'createdAt', order: 'DESC' }}
    search
    states
    columns={[
      row.link('user', 'User'),
      row.own('provider', ({ provider }) => <ProviderName id={provider} />),
      row.code('subject', { sort: true }),
      row.since('lastUsedAt', { sort: true }),
      row.state(),
    ]}
  />
);

const IdentityShow = () => (
  <RecordShow
    whose={it.link('user', 'User')}
    sections={[
      {
        title: 'identity',
        fields: [
          it.own('provider', ({ provider }) => <ProviderName id={provider} />),
          it.code('subject'),
          it.moment('createdAt'),
          it.moment('lastUsedAt'),
        ],
      },
    ]}
  />
);

const IdentityCreate = () => (
  <RecordCreate
    groups={[
      {
        title: 'identity',
        inputs: [
          i.reference('userId', 'User', { required: true }),
          <ProviderInput key="provider" />,
          i.text('subject', { required: true, max: 255, help: 'screens.LinkedIdentity.subjectHelp' }),
        ],
      },
    ]}
  />
);

/** Who people are at the identity providers of the installation. */
export const linkedIdentities = noun({
  type: 'LinkedIdentity',
  group: 'system',
  icon: Badge,
  asks: { row: IdentityRow, full: IdentityFull },
  title: record => [record.user?.name, record.subject].filter(Boolean).join(' · '),
  list: IdentityList,
  show: IdentityShow,
  create: IdentityCreate,
  words: {
    identity: ['身份', 'Identity'],
    none: ['本系统尚未配置认证平台', 'No identity provider is set up here'],
    subjectHelp: [
      '本人首次登录时页面会显示此标识，不是邮箱或手机号',
      'Shown to the person at the first sign-in there; no e-mail address, no telephone',
    ],
  },
});
