import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Every way across the second line, with its reason. What is not in this table fails: whoever crosses says why here.
 *
 * `inside.x` reads a table beyond the rows its reader may list; `asSystem` writes (or locks) beyond the rows the actor may
 * write; `own` works on the system's pool.
 */
const crossings: Record<string, readonly [what: string, why: string]> = {
  'server/calls/extension.ts': ['inside.extension', 'A provider’s own extensions, which are named by its id, move its deadline.'],
  'server/calls/service.ts': ['asSystem', 'The first mark freezes the rubric of its call, which who marks may not write.'],
  'server/commands/workplace.ts': ['own', 'The command line is whoever has the machine, and acts as the system.'],
  'server/coverage/figure/bridge.ts': [
    'inside.evidence ×2, inside.register_entry',
    'Figures count evidence and entries that their reader may not list; they answer with numbers only.',
  ],
  'server/coverage/figure/gap.ts': [
    'inside.evidence ×2',
    'Why an enterprise is not counted depends on evidence that its reader may not list; each piece is loaded under the rules.',
  ],
  'server/coverage/figure/ground.ts': [
    'inside.coverage_rule, inside.register',
    'What a figure stands on is told to all who may ask for the figure, whichever of the two they may list.',
  ],
  'server/coverage/figure/report.ts': [
    'inside.coverage_rule, inside.coverage_segment, inside.coverage_tally ×2, inside.register, inside.target',
    'Figures are summed from numbers kept by district, of the districts that the policy opens to the actor.',
  ],
  'server/coverage/figure/sql.ts': [
    'inside.coverage_rule, inside.evidence ×2, inside.register',
    'The conditions of counting, shared by every figure.',
  ],
  'server/decisions/objection/filing.ts': [
    'inside.objection',
    'Who has a receipt and its secret is told how the objection stands, and nothing of who objected.',
  ],
  'server/decisions/objection/service.ts': ['inside.account', 'Officers see the names of the officers they may hand work to.'],
  'server/decisions/resolver.ts': [
    'inside.call, inside.submission',
    'The public reads whether an entry of a notice stands, and of its submission nothing but that; what a call discloses is told with the decision.',
  ],
  'server/files/service.ts': ['inside.attachment', 'A content is swept only when no row at all names it.'],
  'server/kernel/advancing.ts': [
    'inside.personal_value',
    'What a history tells of personal values is told by the rules of their fields, which a value does not know.',
  ],
  'server/kernel/asking.ts': ['inside.$', 'What a field asks is asked of a record that its reader already has.'],
  'server/kernel/audit/resolver.ts': ['inside.seal', 'The seal of a fact is shown to auditors, who may read all of them.'],
  'server/kernel/rates.ts': ['inside.rate_limit', 'What a key has spent is told with the key, to whoever may read that.'],
  'server/kernel/reading/level.ts': [
    'inside.$',
    'A compiled read has the rules of rows in its statement, of every table it names, made of the same policy.',
  ],
  'server/offerings/catalogue/facets.ts': [
    'inside.offering',
    'The facets of the catalogue have the rules of rows in their statement, made of the same policy.',
  ],
  'server/offerings/offering/service.ts': [
    'asSystem ×5',
    'Seats and locks of an offering, which is its provider’s, are moved by those who apply; what the clock did is written by the clock.',
  ],
  'server/partners/asking.ts': ['inside.api_key', 'Who asks with a key is nobody until the key is found.'],
  'server/people/invitation/resolver.ts': [
    'asSystem, inside.enterprise, inside.provider',
    'Who holds an invitation is nobody yet, and reads what it offers and by whom.',
  ],
  'server/people/invitation/service.ts': [
    'asSystem ×2',
    'Who accepts is nobody yet; and whether an expert has an account is asked whatever the inviter may see.',
  ],
  'server/people/membership/service.ts': ['asSystem', 'Who is no manager changes no account but to leave.'],
  'server/people/session/passwords.ts': [
    'asSystem ×2, inside.enterprise, inside.provider',
    'Who sets a password by a link is nobody; and a password must not hold the name of the organisation.',
  ],
  'server/people/session/session.ts': [
    'asSystem ×2, inside.account ×2',
    'Who asks is nobody until the session is found; signing in is written to the account, and what it has proved to the link it came by.',
  ],
  'server/people/session/sessionsResolver.ts': ['inside.account', 'The own account, for those who may list none.'],
  'server/people/session/signIn.ts': [
    'asSystem ×4',
    'Who signs in is nobody; the account is looked up, locked and unlocked by what happens at the door.',
  ],
  'server/people/viewing/resolver.ts': [
    'inside.account',
    'Who may look at the screens of an enterprise sees the names of its accounts, and nothing else of them.',
  ],
  'server/people/viewing/service.ts': [
    'inside.account, inside.enterprise',
    'Whom a session looks as is found before it is anybody; district and state are asked in the same statement.',
  ],
  'server/retention/erasing.ts': ['inside.$', 'How much is due is counted for those who may read none of it.'],
  'server/retention/service.ts': [
    'asSystem ×3',
    'What is over goes, whoever’s it is; the security administrator who says so may not read it.',
  ],
  'server/reviews/resolver.ts': [
    'inside.provider, inside.submission',
    'Whose submission it is, to an expert to whom an officer has shown it.',
  ],
  'server/reviews/result/report.ts': [
    'inside.call, inside.conflict, inside.consensus_sheet ×2, inside.expert, inside.provider, inside.review ×2, inside.submission ×3',
    'A result is made of all marks of a call; the policy opens it to the bureau only, which may list each of these.',
  ],
  'server/reviews/consensus/service.ts': [
    'inside.review',
    'Whether all experts of a submission are in is asked by its chair, who reads none of theirs here.',
  ],
  'server/reviews/review/marking.ts': [
    'inside.review',
    'Who had a review until a conflict came up, and so may not read it any more, is told why it cannot be marked.',
  ],
  'server/reviews/review/peers.ts': [
    'inside.call, inside.consensus_sheet, inside.review ×3',
    'The marks of other experts, without their names, when the call says that they may be seen.',
  ],
  'server/reviews/review/phase.ts': [
    'asSystem ×2, inside.call ×2, inside.review ×2, inside.submission',
    'Calls and submissions are locked by those who mark, who may not write them; open reviews are counted for all.',
  ],
  'server/serve.ts': ['own', 'The worker: clock, errands, retention, verification. No request gets at it.'],
  'server/solutions/report.ts': ['inside.submission', 'A call tells how many submissions it has, while they are sealed too.'],
  'server/solutions/resolver.ts': [
    'inside.addendum_receipt',
    'Staff learn how many an addendum has reached, not whom, while the call is sealed.',
  ],
  'server/solutions/submission/receipt.ts': [
    'inside.call, inside.submission',
    'Whoever holds a receipt with its whole hash is told that it is genuine, and nothing else of the submission.',
  ],
  'server/trials/funnel/report.ts': [
    'inside.trial, inside.trial_tally',
    'The funnel is summed from numbers kept by district, or from the trials themselves: of those that the policy opens to the actor.',
  ],
  'server/trials/trial/seats.ts': [
    'asSystem ×4',
    'A seat that comes free goes to who waits next, whoever freed it; and who waits for what is removed is told so.',
  ],
};

const root = join(__dirname, '../..');
/** Where the line is drawn, and crossing is made possible. */
const drawn = ['server/kernel/rowSecurity.ts', 'server/kernel/scope.ts', 'server/kernel/context.ts', 'server/database.ts'];

const sources = (readdirSync(join(root, 'server'), { recursive: true }) as string[])
  .map(path => `server/${path}`)
  .filter(path => path.endsWith('.ts') && !drawn.includes(path))
  .sort();

function crossed(path: string): string {
  const code = readFileSync(join(root, path), 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  const found = [
    ...[...code.matchAll(/\binside\.("?[\w$]+)/g)].map(([, table]) => `inside.${table!.replace('"', '')}`),
    ...[...code.matchAll(/\.asSystem\(/g)].map(() => 'asSystem'),
    ...[...code.matchAll(/\b(sources|opened|served)\.own\b|\blend\(|options: asSystem|shizhuan\.role/g)].map(() => 'own'),
  ];
  const counts = new Map<string, number>();
  for (const each of found) counts.set(each, (counts.get(each) ?? 0) + 1);
  return [...counts]
    .map(([each, count]) => (count > 1 ? `${each} ×${count}` : each))
    .sort()
    .join(', ');
}

test('every file that crosses the second line is known, with what it crosses for and why', () => {
  const found = Object.fromEntries(sources.map(path => [path, crossed(path)] as const).filter(([, what]) => what));
  expect(found).toEqual(Object.fromEntries(Object.entries(crossings).map(([path, [what]]) => [path, what])));
  expect(Object.values(crossings).filter(([, why]) => why.length < 20)).toEqual([]);
});
