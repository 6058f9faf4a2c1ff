import fc from 'fast-check';
import { graphql } from '../../../schema/graphql.ts';
import { newId } from '../../../server/kernel/fields.ts';
import { makeUscc } from '../../../server/people/uscc.ts';
import { anEnterprise, type Someone, someone, sql, useServer } from '../../kit.ts';

useServer();
let officer: Someone;
const usccs = Array.from({ length: 7 }, (_, n) => makeUscc(`oracle ${n}`, '370211'));
let ids: string[];
beforeAll(async () => {
  officer = await someone('OFFICER');
  ids = [];
  for (const uscc of usccs) ids.push(await anEnterprise({ uscc }));
});

const CoverageAt = graphql(`
  query ($at: Date, $from: Date) {
    coverage(at: $at, by: DISTRICT, bridgeFrom: $from) {
      n d rate needed reached
      bridge { newly enteredTransformed leftTransformed revoked expired movedIn movedOut }
      groups { code n d rate bridge { newly enteredTransformed leftTransformed revoked expired movedIn movedOut } }
    }
  }
`);

interface Item {
  who: number;
  kind: string;
  dated: number;
  verified: number | null;
  revoked: number | null;
}
/** Per month: for each enterprise the district it is listed in, or null. */
type World = { months: (string | null)[][]; items: Item[] };

const plants = usccs.length;
const month = (n: number) => `2024-${String(n + 1).padStart(2, '0')}`;
const lastDay = (n: number) => new Date(Date.UTC(2024, n + 1, 0)).toISOString().slice(0, 10);
const start = Date.parse('2021-01-01T00:00:00Z');
const day = (n: number) => new Date(start + n * 86_400_000).toISOString().slice(0, 10);

const world: fc.Arbitrary<World> = fc.record({
  months: fc.array(fc.array(fc.constantFrom(null, '370202', '370211', '370214'), { minLength: plants, maxLength: plants }), {
    minLength: 2,
    maxLength: 4,
  }),
  items: fc.array(
    fc.record({
      who: fc.nat(plants - 1),
      kind: fc.constantFrom('ONSITE_LEVEL2', 'CONTRACT', 'TITLE', 'SELF'),
      dated: fc.nat(1300),
      verified: fc.option(fc.integer({ min: 800, max: 1300 }), { freq: 6 }),
      revoked: fc.option(fc.integer({ min: 1000, max: 1300 }), { freq: 2 }),
    }),
    { maxLength: 16 },
  ),
});
/** Days around the months' ends, where things happen. */
const days = fc
  .tuple(fc.integer({ min: 1125, max: 1290 }), fc.integer({ min: 0, max: 60 }))
  .map(([from, more]) => [day(from), day(from + more)] as const);

/** Three years later, as people count: the 29th of February becomes the 28th. */
function expiry(dated: string): string {
  const later = `${Number(dated.slice(0, 4)) + 3}${dated.slice(4)}`;
  return later.endsWith('02-29') ? later.replace('02-29', '02-28') : later;
}
const listed = (w: World, at: string) => w.months.filter((_, n) => lastDay(n) <= at).at(-1)!;
/** The days from which to which an item counts. */
const span = ({ dated, verified, revoked }: Item) => ({
  from: [day(dated), day(verified!)].sort()[1]!,
  to: [expiry(day(dated)), ...(revoked === null ? [] : [day(revoked)])].sort()[0]!,
  taken: revoked !== null && day(revoked) <= expiry(day(dated)),
});
const usable = (w: World, who: number) => w.items.filter(item => item.who === who && item.kind !== 'SELF' && item.verified !== null);
const counts = (w: World, who: number, at: string) => usable(w, who).some(item => span(item).from <= at && at < span(item).to);

function naiveBridge(w: World, from: string, at: string, inside: (district: string | null) => boolean) {
  const sum = { newly: 0, enteredTransformed: 0, leftTransformed: 0, revoked: 0, expired: 0, movedIn: 0, movedOut: 0 };
  for (let who = 0; who < plants; who++) {
    const [before, after] = [listed(w, from)[who]!, listed(w, at)[who]!];
    const [had, has] = [before !== null && counts(w, who, from), after !== null && counts(w, who, at)];
    if (!had && has) {
      if (inside(after)) sum[before === null ? 'enteredTransformed' : 'newly']++;
    } else if (had && after === null) {
      if (inside(before)) sum.leftTransformed++;
    } else if (had && !has) {
      const last = usable(w, who)
        .map(span)
        .filter(({ from: begins, to }) => begins < to && begins <= at && to > from)
        .sort((a, b) => (a.to === b.to ? Number(b.taken) - Number(a.taken) : a.to < b.to ? 1 : -1))[0]!;
      if (inside(before)) sum[last.taken ? 'revoked' : 'expired']++;
    } else if (had && has && before !== after) {
      if (inside(after) && !inside(before)) sum.movedIn++;
      if (inside(before) && !inside(after)) sum.movedOut++;
    }
  }
  return sum;
}

async function build({ months, items }: World): Promise<void> {
  for (const table of ['register_entry', 'register', 'evidence']) await sql(`delete from ${table}`);
  for (const [n, row] of months.entries()) {
    const register = newId();
    await sql(
      'insert into register (id, month, version, in_force_from, entries, added, gone, changed) values ($1, $2, 1, $3, 0, 0, 0, 0)',
      [register, month(n), lastDay(n)],
    );
    for (const [who, district] of row.entries())
      if (district)
        await sql(
          `insert into register_entry (id, register_id, enterprise_id, uscc, name, district, division, size) values ($1, $2, $3, $4, 'x', $5, '33', 'SMALL')`,
          [newId(), register, ids[who], usccs[who], district],
        );
  }
  for (const [n, { who, kind, dated, verified, revoked }] of items.entries())
    await sql(
      `insert into evidence (id, number, enterprise_id, uscc, kind, dated_on, document, verified_by_unit, verified_on, revoked_on, revoked_reason, expires_at, state)
       values ($1, $2, $3, $4, $5, $6, 'x', $7, $8, $9, $10, now(), 'PROPOSED')`,
      [
        newId(),
        `N${n}`,
        ids[who],
        usccs[who],
        kind,
        day(dated),
        verified === null ? null : 'x',
        verified === null ? null : day(verified),
        revoked === null ? null : day(revoked),
        revoked === null ? null : 'x',
      ],
    );
}

test('whatever the history, figures, parts and bridges are those of a naive count, and parts add up to the whole', async () => {
  await fc.assert(
    fc.asyncProperty(world, days, async (w, [from, at]) => {
      await build(w);
      const { coverage } = await officer.ask(CoverageAt, { at, from });
      const now = listed(w, at);
      const districts = [...new Set(now.filter(district => district !== null))].sort();
      const tally = (inside: (district: string | null) => boolean) => ({
        n: now.filter(inside).length,
        d: now.filter((district, who) => inside(district) && counts(w, who, at)).length,
      });
      expect(coverage).toMatchObject(tally(district => district !== null));
      expect(coverage.groups.map(({ code }) => code)).toEqual(districts);
      expect(coverage.bridge).toEqual(naiveBridge(w, from, at, district => district !== null));
      for (const { code, n, d, rate, bridge } of coverage.groups) {
        expect({ n, d }).toEqual(tally(district => district === code));
        expect(rate).toBe((Math.floor((1000 * d) / n) / 10).toFixed(1));
        expect(bridge).toEqual(naiveBridge(w, from, at, district => district === code));
      }
      const sums = coverage.groups.reduce((sum, { n, d }) => ({ n: sum.n + n, d: sum.d + d }), { n: 0, d: 0 });
      expect(sums).toEqual({ n: coverage.n, d: coverage.d });
      // The rate of the city is Σ D ÷ Σ N, never the mean of the rates of its districts.
      expect(coverage.rate).toBe(sums.n === 0 ? null : (Math.floor((1000 * sums.d) / sums.n) / 10).toFixed(1));
      expect(coverage.reached).toBe(100 * coverage.d >= 92 * coverage.n);
    }),
    { numRuns: 60 },
  );
}, 120_000);
