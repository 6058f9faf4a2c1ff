import type { Rubric } from '../../calls/rubric.ts';
import type { Context } from '../../kernel/context.ts';
import { refuse } from '../../kernel/errors.ts';
import type { Mark } from '../review/entity.ts';
import { byCriterion } from '../review/marks.ts';
import { openOf } from '../review/phase.ts';
import { type Item, rank } from '../scoring.ts';
import { type Seats, seat } from '../seating.ts';
import { severity } from '../severity.ts';
import type { CallResult, ReviewResult } from './values.ts';

interface SheetRow {
  id: string;
  expertId: string;
  expert: string;
  marks: Mark[];
  vetoes: string[];
  /** Of the version of the rubric that counts, by an expert without an interest. */
  counts: boolean;
}
interface ItemRow {
  id: string;
  number: string;
  name: string;
  provider: string;
  kind: string;
  divisions: string[];
  abstentions: number;
  sheets: SheetRow[] | null;
  /** What its experts have agreed on, where the call asks for it. */
  agreed: { marks: Mark[]; vetoes: string[] } | null;
}
interface CallRow {
  id: string;
  rubric: Rubric;
  version: number;
  seats: Seats[];
  open: number;
  /** Sheets of consensus that are not settled. */
  unsettled: number;
  items: ItemRow[] | null;
}

/** Submissions that came under review, whatever has become of them since; who withdrew has left the result. */
const judged = `('ADMITTED', 'SELECTED', 'NOTICED', 'HELD', 'LISTED', 'NOT_SELECTED')`;

/**
 * All of a call's result as one row: the last word of every expert on every submission. A sheet counts when it was marked by
 * the rubric of now and no conflict of interest in force stands between expert and provider.
 */
const text = `
  select c.id, c.rubric, c.rubric_version as version, c.seats, ${openOf('c')} as open,
    (select count(*)::int from inside.consensus_sheet k join inside.submission s on s.id = k.submission_id
      where k.call_id = c.id and k.state = 'OPEN' and s.state = 'ADMITTED' and c.state = 'REVIEWING') as unsettled, (
    select jsonb_agg(jsonb_build_object('id', s.id, 'number', s.number, 'name', s.name, 'provider', coalesce(s.snapshot #>> '{provider,name}', p.name),
             'kind', p.kind, 'divisions', s.divisions, 'abstentions', coalesce(given.abstentions, 0), 'sheets', given.sheets,
             'agreed', (select jsonb_build_object('marks', k.marks, 'vetoes', k.vetoes) from inside.consensus_sheet k where k.submission_id = s.id and k.state = 'SETTLED' and k.settled_at >= c.rubric_frozen_at)) order by s.number, s.id)
    from inside.submission s join inside.provider p on p.id = s.provider_id
    left join (
      select r.submission_id, count(*) filter (where r.state in ('DECLINED', 'RECUSED')) as abstentions,
        jsonb_agg(jsonb_build_object('id', r.id, 'expertId', r.expert_id, 'expert', e.name, 'marks', r.marks, 'vetoes', r.vetoes,
          'counts', r.rubric_version = c.rubric_version and not exists (
            select from inside.conflict x join inside.submission of on of.id = r.submission_id
            where x.expert_id = r.expert_id and x.provider_id = of.provider_id and x.state = 'IN_FORCE'
              and (x.submission_id is null or x.submission_id = of.id))) order by r.expert_id, r.id)
          filter (where r.state = 'SUBMITTED' and not exists (select from inside.review later where later.replaces_id = r.id)) as sheets
      from inside.review r join inside.expert e on e.id = r.expert_id where r.call_id = c.id group by r.submission_id
    ) given on given.submission_id = s.id
    where s.call_id = c.id and s.state in ${judged} and s.unseals_at <= (select domain_now())
  ) as items
  from inside.call c where c.id = $1`;

function resultOf(row: CallRow): CallResult {
  const { id: callId, rubric, version: rubricVersion, seats, open, unsettled } = row;
  if (open > 0) throw refuse('ILLEGAL_STATE', 'MARKS_NOT_IN', { open });
  if (unsettled > 0) throw refuse('ILLEGAL_STATE', 'CONSENSUS_NOT_IN', { open: unsettled });
  const items = (row.items ?? []).map(item => {
    const given = item.sheets ?? [];
    const sheets = given.filter(({ counts }) => counts).map(sheet => ({ ...sheet, given: sheet.marks, marks: byCriterion(sheet.marks) }));
    return { ...item, sheets, setAside: given.length - sheets.length };
  });
  const byId = new Map(items.map(item => [item.id, item]));
  const marked = items.map(
    ({ id, number, sheets }): Item => ({
      ...{ id, number, sheets: sheets.map(({ marks }) => marks) },
      vetoed: sheets.some(({ vetoes }) => vetoes.length > 0),
    }),
  );
  // What was agreed is the result; what each has marked is shown beside it.
  const own = new Map(rank(marked, rubric).map(result => [result.id, result]));
  const results = rank(
    marked.map((item, at) => {
      const { agreed } = items[at]!;
      return agreed && item.sheets.length > 0 ? { ...item, sheets: [byCriterion(agreed.marks)], vetoed: agreed.vetoes.length > 0 } : item;
    }),
    rubric,
  );
  const { seated, lines } = seat(
    results.map(({ id, passing }) => ({ ...byId.get(id)!, passing })),
    seats,
  );
  const names = new Map(items.flatMap(({ sheets }) => sheets.map(({ expertId, expert }) => [expertId, expert])));
  const told = ({ id, number, name, provider, abstentions, setAside }: (typeof items)[number]) => ({
    ...{ submissionId: id, number, name, providerName: provider, abstentions, setAside },
  });
  return {
    ...{ callId, rubricVersion, pass: rubric.pass, seats: lines },
    items: results.map(({ id, sheets: _, details: __, ...result }): ReviewResult => {
      const item = byId.get(id)!;
      const { kind, divisions } = item;
      const { details, spread, flagged, mean, median } = own.get(id)!;
      return {
        ...{ ...result, ...told(item), kind, divisions, reviews: item.sheets.length, agreed: item.agreed !== null },
        ...{ spread, flagged, mean, median },
        standing: !result.passing ? 'NOT_PASSING' : seated.has(id) ? 'SEATED' : 'NO_SEAT',
        sheets: item.sheets.map(({ id: reviewId, expertId, expert: expertName, given: marks, vetoes }, at) => ({
          ...{ reviewId, expertId, expertName, marks, vetoes },
          ...details[at]!,
        })),
      };
    }),
    unmarked: items.filter(({ sheets }) => sheets.length === 0).map(told),
    experts: severity(items, rubric).map(expert => ({ ...expert, expertName: names.get(expert.expertId)! })),
  };
}

/**
 * The result of a call; refused with MARKS_NOT_IN as long as a review is open, so that nobody sees how it is going.
 * One statement and exact arithmetic.
 */
export async function callResult(ctx: Context, callId: string): Promise<CallResult> {
  const [row] = (await ctx.query(text, [callId])) as CallRow[];
  if (!row) throw refuse('NOT_FOUND');
  return resultOf(row);
}

export const reviewResults = async (ctx: Context, callId: string): Promise<ReviewResult[]> => (await callResult(ctx, callId)).items;
