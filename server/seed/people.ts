import { staff as bureau, type Role } from '../../schema/roles.ts';
import type { Expert } from '../people/expert/entity.ts';
import type { Provider } from '../people/provider/entity.ts';
import { User } from '../people/user/entity.ts';
import { userLifecycle } from '../people/user/lifecycle.ts';
import { type City, districtName, districts } from './city.ts';
import { enterprises, type Firm } from './enterprises.ts';
import type { Membership } from './membership.ts';
import { experts, providers } from './organisations.ts';
import type { Person, Planted } from './story.ts';
import { at, plusDays } from './time.ts';

export type Supplier = Planted<Provider> & { account: Person };
export type Reviewer = Planted<Expert> & { account: Person };

export interface People {
  officer: Person;
  officer2: Person;
  leader: Person;
  sysadmin: Person;
  districts: Readonly<Record<string, Person>>;
  suppliers: Supplier[];
  reviewers: Reviewer[];
  firms: Firm[];
  /** Those whose accounts are to look around with. */
  demoFirms: readonly [Firm, Firm];
  /** The account of an enterprise, made the first time it is asked for. */
  accountOf: (firm: Firm) => Person;
  /** The accounts that may be used to look around, by login. */
  demo: Map<string, { user: Planted<User>; note: string }>;
}

const staff: readonly (readonly [login: string, role: string, name: string, note: string])[] = [
  ['officer', 'OFFICER', '李科长', '业务处室:形式审查、组织评审、公示、发布清单'],
  ['officer2', 'OFFICER', '张科员', '业务处室:与 officer 互为复核'],
  ['leader', 'LEADER', '赵副局长', '分管领导:看全局数字,第二签名'],
  ['auditor', 'AUDITOR', '安全审计员', '只读全部事实'],
];

/** The staff number of a made-up person: everybody has an account of their own. */
const personOf = (login: string): string => `YS-${login.toUpperCase()}`;

/** Everybody of the city who has an account, and every organisation. */
export function people(city: City, register: Membership): People {
  const { story, beginning } = city;
  const demo: People['demo'] = new Map();
  const opening = at(beginning, 8, 30);
  // The first two need nobody's approval; after that they need each other.
  const administrator = (login: string, role: string, name: string, note: string): Planted<User> => {
    const values = { login, name, role, personNumber: personOf(login), manager: false, state: 'ACTIVE' };
    const user = story.create(User, login, values, { at: opening, by: null });
    demo.set(login, { user, note });
    return user;
  };
  const sysadmin = administrator('sysadmin', 'SYSTEM_ADMIN', '系统管理员', '提出账号,停用账号');
  const secadmin = administrator('secadmin', 'SECURITY_ADMIN', '安全保密管理员', '批准账号与权限,密钥与会话');

  const account = (login: string, role: string, name: string, born: Date, of: Partial<User> = {}): Planted<User> => {
    const personNumber = bureau.includes(role as Role) ? personOf(login) : null;
    const proposed = { proposedById: sysadmin.id, proposedBy: sysadmin.name };
    const user = story.create(
      User,
      login,
      { login, name, role, personNumber, manager: false, ...proposed, ...of },
      { at: born, by: sysadmin },
    );
    story.move(userLifecycle, user, 'APPROVE', { at: born, by: secadmin });
    return user;
  };
  const shown = (login: string, role: string, name: string, note: string, born: Date, of: Partial<User> = {}) => {
    const user = account(login, role, name, born, of);
    demo.set(login, { user, note });
    return user;
  };
  const office = Object.fromEntries(
    staff.map(([login, role, name, note]) => [login, shown(login, role, name, note, at(beginning, 8, 40))]),
  );
  const [officer, officer2, leader] = [office['officer']!, office['officer2']!, office['leader']!];
  const ofDistricts = Object.fromEntries(
    districts.map(({ code }) => [
      code,
      shown(
        `district-${code}`,
        'DISTRICT',
        `${districtName(code)}工信局 王科员`,
        `${districtName(code)}:核验材料,盯未转型企业`,
        at(beginning, 8, 50),
        { district: code },
      ),
    ]),
  );

  const suppliers = providers(city, officer).map((provider, nth): Supplier => {
    const login = nth === 0 ? 'provider' : `provider${nth + 1}`;
    const make = nth < 2 ? shown : (l: string, r: string, n: string, _: string, b: Date, o: Partial<User>) => account(l, r, n, b, o);
    const note = nth === 0 ? '服务商:有被退回补正的申报、有待答复的试用申请' : '服务商:另一家';
    const user = make(login, 'PROVIDER', provider.contactName!, note, at(plusDays(beginning, 3 + (nth % 5)), 9, nth % 60), {
      providerId: provider.id,
      manager: true,
    });
    return Object.assign(provider, { account: user });
  });
  const reviewers = experts(city, officer).map((expert, nth): Reviewer => {
    const login = nth === 0 ? 'expert' : `expert${nth + 1}`;
    const make = nth < 2 ? shown : (l: string, r: string, n: string, _: string, b: Date, o: Partial<User>) => account(l, r, n, b, o);
    const user = make(login, 'EXPERT', expert.name, '评审专家:有待接受和待打分的评审', at(plusDays(beginning, 6), 14, nth % 60), {
      expertId: expert.id,
    });
    return Object.assign(expert, { account: user });
  });

  const firms = enterprises(city, register, officer2);
  const accounts = new Map<string, Person>();
  const accountOf = (firm: Firm): Person => {
    const known = accounts.get(firm.id);
    if (known) return known;
    const nth = accounts.size;
    const born = new Date(Math.max(at(plusDays(beginning, 8), 10).getTime(), firm.createdAt.getTime() + 3_600_000));
    const login = nth === 0 ? 'enterprise' : `enterprise${nth + 1}`;
    const of = { enterpriseId: firm.id, manager: true };
    const note = nth === 0 ? '企业:一个试用进行中,一个已结束' : '企业:另一家';
    const user =
      nth < 2 ? shown(login, 'ENTERPRISE', firm.contactName!, note, born, of) : account(login, 'ENTERPRISE', firm.contactName!, born, of);
    accounts.set(firm.id, user);
    return user;
  };
  const [one, two] = ['370211', '370214'].map(
    code => firms.find(({ district, place }) => district === code && register.stays[place]?.entered === 0)!,
  );
  for (const firm of [one!, two!]) accountOf(firm);
  return {
    officer,
    officer2,
    leader,
    sysadmin,
    districts: ofDistricts,
    suppliers,
    reviewers,
    firms,
    demoFirms: [one!, two!],
    accountOf,
    demo,
  };
}
