import { Expert } from '../people/expert/entity.ts';
import { expertLifecycle } from '../people/expert/lifecycle.ts';
import { Provider } from '../people/provider/entity.ts';
import { makeUscc } from '../people/uscc.ts';
import { loadReference } from '../reference/loadReference.ts';
import type { City } from './city.ts';
import { contact, namer, telephone } from './names.ts';
import type { Person, Planted } from './story.ts';
import { at, plusDays } from './time.ts';

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

/** The providers, entered by an officer. The first two are those to look around with. */
export function providers({ story, dice, beginning }: City, officer: Person): Planted<Provider>[] {
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

/** The pool of experts; some are resting. */
export function experts({ story, dice, beginning }: City, officer: Person): Planted<Expert>[] {
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
