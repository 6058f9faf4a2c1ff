import type { Context } from '../../kernel/context.ts';
import { refuse } from '../../kernel/errors.ts';
import { visible } from '../../kernel/visible.ts';
import { Enterprise } from '../../people/enterprise/entity.ts';
import { Evidence } from '../evidence/entity.ts';
import { RegisterEntry } from '../register/entity.ts';
import { groundOf, revive, scopeOf } from './ground.ts';
import { counts, coveredOn, endOf, gapReason, ruleRow, whyNot } from './sql.ts';
import type { EntryStanding, EvidenceOfKind, GapList, WhyCounted } from './values.ts';

export interface GapAsked {
  at?: string | null;
  district?: string | null;
  reason?: string | null;
  first: number;
  offset: number;
}

/** Who of the register does not count on a day, and why: the gap as a list of names. */
export async function gapListOn(ctx: Context, { at, district, reason, first, offset }: GapAsked): Promise<GapList> {
  if (first < 1 || first > 100) throw refuse('BAD_USER_INPUT', 'PAGE_SIZE', { max: 100 });
  if (offset < 0 || offset > 1_000_000) throw refuse('BAD_USER_INPUT', 'OFFSET_INVALID', { max: 1_000_000 });
  const ground = await groundOf(ctx, at ?? (await ctx.today()));
  const [row] = await ctx.query<{ reasons: { reason: string; count: number }[]; nodes: { reason: string; entry: object }[] }>(
    `with gap as materialized (
       select e.*, ${gapReason('e.uscc', '$1::date')} as reason from register_entry e
       where e.register_id = $2 and ($3::text[] is null or e.district = any($3)) and e.uscc not in ${coveredOn('$1::date')}),
     page as (select * from gap where $4::text is null or reason = $4 order by district, uscc limit $5 offset $6)
     select (select coalesce(json_agg(c), '[]') from (select reason, count(*)::int as count from gap group by reason order by count desc, reason) c) as reasons,
            (select coalesce(json_agg(json_build_object('reason', reason, 'entry', to_jsonb(page) - 'reason') order by district, uscc), '[]') from page) as nodes`,
    [ground.at, ground.register.id, scopeOf(ctx, district), reason ?? null, first, offset],
  );
  const { reasons, nodes } = row!;
  return {
    at: ground.at,
    totalCount: reasons.filter(each => !reason || each.reason === reason).reduce((sum, { count }) => sum + count, 0),
    reasons,
    nodes: nodes.map(({ reason, entry }) => ({ reason, entry: revive(ctx, RegisterEntry, entry) })),
  };
}

/** Evidence by kind on a day: how much of it counts, and how many enterprises count by it, alone or among others. */
export async function kindsOn(ctx: Context, at?: string | null): Promise<EvidenceOfKind[]> {
  const ground = await groundOf(ctx, at ?? (await ctx.today()));
  return ctx.query<EvidenceOfKind & Record<string, unknown>>(
    `with listed as (select uscc from register_entry where register_id = $2 and ($3::text[] is null or district = any($3))),
     item as (select v.uscc, v.kind, ${counts('$1::date')} as counts, v.dated_on <= $1::date and (v.verified_on is null or v.verified_on > $1::date) as unverified
       from inside.evidence v join listed using (uscc), ${ruleRow('$1::date')} r where v.undone_at is null),
     kinds as (select uscc, count(distinct kind) as many from item where counts group by uscc)
     select k.kind, count(*) filter (where i.counts)::int as items, count(distinct i.uscc) filter (where i.counts)::int as enterprises,
            count(distinct i.uscc) filter (where i.counts and s.many = 1)::int as alone, count(*) filter (where i.unverified)::int as unverified
     from unnest($4::text[]) with ordinality k(kind, place) left join item i on i.kind = k.kind left join kinds s on s.uscc = i.uscc
     group by k.kind, k.place order by k.place`,
    [ground.at, ground.register.id, scopeOf(ctx), kindsInOrder],
  );
}

const kindsInOrder = ['ONSITE_LEVEL2', 'PROVINCIAL', 'TITLE', 'CONTRACT', 'SELF'];

/** Whether entries of a register count on a day; asked for a whole page at once. */
export async function standingOf(ctx: Context, entry: RegisterEntry, at: string): Promise<EntryStanding> {
  const [found] = await ctx.loader(
    `RegisterEntry.standing ${at}`,
    ids =>
      ctx.query<EntryStanding & { id: string }>(
        `select id, counted, case when not counted then ${gapReason('e.uscc', '$1::date')} end as reason
         from (select id, uscc, uscc in ${coveredOn('$1::date')} as counted from register_entry where id = any($2)) e`,
        [at, ids],
      ),
    'id',
    entry.id,
  );
  return found!;
}

/** Why an enterprise counts on a day, or does not: register, rule, and every piece of its evidence with its own answer. */
export async function whyCountedOn(ctx: Context, enterpriseId: string, at?: string | null): Promise<WhyCounted> {
  const { uscc } = await ctx.need(Enterprise, enterpriseId);
  const ground = await groundOf(ctx, at ?? (await ctx.today()));
  const entry = await visible(ctx, RegisterEntry)
    .andWhere('it.registerId = :register and it.uscc = :uscc', { register: ground.register.id, uscc })
    .getOne();
  const rows = await ctx.query<{ id: string; reason: string | null; until: string }>(
    `select v.id, ${whyNot('$1::date')} as reason, ${endOf} as until from inside.evidence v, ${ruleRow('$1::date')} r
     where v.uscc = $2 and v.undone_at is null order by v.dated_on desc, v.number`,
    [ground.at, uscc],
  );
  const evidences = await Promise.all(
    rows.map(async ({ id, reason, until }) => ({ evidence: await ctx.load(Evidence, id), counts: reason === null, reason, until })),
  );
  const standing = entry ? await standingOf(ctx, entry, ground.at) : { counted: false, reason: 'NOT_IN_REGISTER' };
  return { at: ground.at, register: ground.register, rule: ground.rule, entry, ...standing, evidences };
}
