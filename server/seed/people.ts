import { Enterprise } from '../people/enterprise/entity.ts';
import { Expert } from '../people/expert/entity.ts';
import { expertLifecycle } from '../people/expert/lifecycle.ts';
import { Provider } from '../people/provider/entity.ts';
import { makeUscc } from '../people/uscc.ts';
import { User } from '../people/user/entity.ts';
import { loadReference } from '../reference/loadReference.ts';
import { type City, districtName, districts } from './city.ts';
import { type Membership, population } from './membership.ts';
import { contact, namer, telephone, trades } from './names.ts';
import type { Person, Planted } from './story.ts';
import { at, plusDays } from './time.ts';

export type Supplier = Planted<Provider> & { account: Person };
export type Reviewer = Planted<Expert> & { account: Person };
/** `place` is its place in the city: the first ones are those of the register in force. */
export type Firm = Planted<Enterprise> & { place: number };

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
  ['secadmin', 'SECURITY_ADMIN', '安全保密管理员', '权限、密钥与会话'],
  ['auditor', 'AUDITOR', '安全审计员', '只读全部事实'],
];

/** Everybody of the city who has an account, and every organisation. */
export function people(city: City, register: Membership): People {
  const { story, beginning } = city;
  const demo: People['demo'] = new Map();
  const opening = at(beginning, 8, 30);
  const sysadmin = story.create(
    User,
    'sysadmin',
    { login: 'sysadmin', name: '系统管理员', role: 'SYSTEM_ADMIN', manager: false },
    { at: opening, by: null },
  );
  demo.set('sysadmin', { user: sysadmin, note: '账号与设置' });

  const account = (login: string, role: string, name: string, born: Date, of: Partial<User> = {}): Planted<User> =>
    story.create(User, login, { login, name, role, manager: false, ...of }, { at: born, by: sysadmin });
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

const supplierKinds = [
  ['PRODUCT', 70],
  ['INTEGRATOR', 38],
  ['CHAIN_LEADER', 12],
] as const;
const supplierWords = ['软件', '信息技术', '智能科技', '工业互联网', '云计算', '数据科技', '自动化', '物联网'];
const profiles: Record<string, string> = {
  PRODUCT: '面向中小企业提供小型化、快速化、轻量化、精准化的数字化产品,按场景订阅,开箱即用。',
  INTEGRATOR: '为制造企业提供从诊断、规划到实施的整体数字化转型服务,有多个行业的交付团队。',
  CHAIN_LEADER: '由链主企业孵化,把自身数字化经验做成产品,服务产业链上下游配套企业。',
};

function providers({ story, dice, beginning }: City, officer: Person): Planted<Provider>[] {
  const die = dice('providers');
  const name = namer(die);
  const places = [
    ['370212', 40],
    ['370202', 18],
    ['370203', 12],
    ['370211', 18],
    ['370214', 16],
    ['370213', 6],
    ['370281', 6],
    ['370215', 4],
  ] as const;
  return Array.from({ length: 120 }, (_, nth) => {
    const district = die.weighted(places);
    const kind = nth < 2 ? 'PRODUCT' : die.weighted(supplierKinds);
    return story.create(
      Provider,
      String(nth),
      {
        uscc: makeUscc(`demo provider ${nth}`, district),
        name: name(supplierWords, ['有限公司', '股份有限公司']),
        kind,
        district,
        contactName: contact(die, ['经理', '总监', '主管']),
        contactPhone: telephone(9_000_000 + nth),
        contactEmail: `bid@supplier-${String(nth + 1).padStart(3, '0')}.example`,
        foundedOn: plusDays(beginning, -die.int(500, 7000)),
        staff: die.int(12, 900),
        certificates: die.some(['ISO 27001', 'ISO 9001', 'CMMI 3', 'CMMI 5', '等保二级备案', '等保三级备案', 'ITSS 三级'], die.int(1, 4)),
        profile: profiles[kind],
      },
      { at: at(plusDays(beginning, 1), 9, nth % 60, Math.floor(nth / 60)), by: officer },
    );
  });
}

function experts({ story, dice, beginning }: City, officer: Person): Planted<Expert>[] {
  const die = dice('experts');
  const scenarios = loadReference().scenarios.map(({ code }) => code);
  const letters = [...'甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥'];
  const made = Array.from({ length: 60 }, (_, nth) =>
    story.create(
      Expert,
      String(nth),
      {
        number: `D${String(nth + 1).padStart(2, '0')}`,
        name: `专家${letters[nth % 22]}${nth < 22 ? '' : letters[Math.floor(nth / 22) - 1]}`,
        employerUscc: makeUscc(`demo employer ${nth % 35}`, '370212'),
        phone: telephone(8_000_000 + nth),
        email: `expert-${nth + 1}@institute-${(nth % 35) + 1}.example`,
        scenarios: nth < 2 ? [...scenarios] : die.some(scenarios, die.int(8, 13)).sort(),
        mostReviews: 20,
      },
      { at: at(plusDays(beginning, 5), 10, nth), by: officer },
    ),
  );
  for (const expert of made.slice(-3))
    story.move(expertLifecycle, expert, 'REST', {
      at: at(plusDays(beginning, 200 + made.indexOf(expert)), 11),
      by: officer,
      note: '本人申请,暂不参加评审',
    });
  return made;
}

const sizes = {
  LARGE: { weight: 2, employees: [1000, 6000], revenue: [40_000, 900_000] },
  MEDIUM: { weight: 13, employees: [300, 999], revenue: [4_000, 80_000] },
  SMALL: { weight: 77, employees: [20, 299], revenue: [2_000, 30_000] },
  MICRO: { weight: 8, employees: [5, 19], revenue: [2_000, 4_000] },
} as const;
type Size = keyof typeof sizes;

function enterprises({ story, dice, beginning }: City, register: Membership, by: Person): Firm[] {
  const die = dice('enterprises');
  const name = namer(die);
  const members = die.shuffled(districts.flatMap(({ code, enterprises }) => Array.from({ length: enterprises }, () => code)));
  const anywhere = districts.map(({ code, enterprises }) => [code, enterprises] as const);
  const tradeTable = trades.map(trade => [trade, trade[1]] as const);
  const born = at(plusDays(beginning, 1), 16);
  return Array.from({ length: population.all }, (_, place): Firm => {
    const stay = register.stays[place];
    const district = members[place] ?? die.weighted(anywhere);
    const [division, , words] = die.weighted(tradeTable);
    const size: Size = stay
      ? die.weighted((Object.keys(sizes) as Size[]).map(key => [key, sizes[key].weight] as const))
      : die.weighted([
          ['MICRO', 60],
          ['SMALL', 40],
        ] as const);
    const { employees, revenue } = sizes[size];
    const said = {
      uscc: makeUscc(`demo enterprise ${place}`, district),
      name: name(words),
      district,
      division,
      size,
      employees: die.int(employees[0], employees[1]),
      revenue: stay ? die.int(revenue[0], revenue[1]).toFixed(2) : die.int(30, 1990).toFixed(2),
      contactName: contact(die, ['厂长', '经理', '主任', '总工']),
      contactPhone: telephone(place),
    };
    if (!stay)
      return Object.assign(
        story.create(Enterprise, String(place), { ...said, factIds: [] }, { at: new Date(born.getTime() + place * 1000), by }),
        { place },
      );
    const { importedAt, factId } = register.months[stay.entered]!;
    const firm = story.plant(Enterprise, String(place), { ...said, factIds: [factId] }, importedAt);
    return Object.assign(firm, { place });
  });
}
