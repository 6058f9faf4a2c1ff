/**
 * What counts, in SQL, said once for figures, lists, bridges and snapshots.
 *
 * `day` is any expression of a date. Nothing here reads the state of evidence, so every figure can be asked for any day.
 */
export const registerOn = (day: string): string =>
  `(select id from inside.register where in_force_from <= ${day} and replaced_at is null and undone_at is null order by in_force_from desc limit 1)`;

/** The rule of a day, as a row source. */
export const ruleRow = (day: string): string =>
  `(select id, rule_version, kinds, months from inside.coverage_rule where state = 'APPROVED' and applies_from <= ${day} order by rule_version desc limit 1)`;

/** The first day on which evidence `v` is no longer valid under rule `r`, a revocation left aside. */
const expiry = `(v.dated_on + make_interval(months => r.months))::date`;
/** The first day on which evidence `v` no longer counts under rule `r`. */
export const endOf = `least(v.revoked_on, ${expiry})`;
export const endedByRevocation = `coalesce(v.revoked_on <= ${expiry}, false)`;

/** Whether evidence `v` counts on a day under rule `r`. */
export const counts = (day: string): string =>
  `(v.undone_at is null and v.kind = any(r.kinds) and v.verified_on <= ${day} and v.dated_on <= ${day} and ${day} < ${endOf})`;

/** Why evidence `v` does not count on a day under rule `r`; null when it does. */
export const whyNot = (day: string): string => `case
  when ${counts(day)} then null
  when not (v.kind = any(r.kinds)) then 'SELF_ONLY'
  when v.dated_on > ${day} then 'DATED_LATER'
  when v.verified_on is null or v.verified_on > ${day} then 'NOT_VERIFIED'
  when ${endedByRevocation} then 'REVOKED'
  else 'EXPIRED' end`;

/** The codes of the enterprises that count on a day, as a subquery; `also` narrows the evidence they count by. */
export const coveredOn = (day: string, also = 'true'): string =>
  `(select v.uscc from inside.evidence v, ${ruleRow(day)} r where ${counts(day)} and ${also})`;

/** Why the enterprise with this code does not count on a day, as a scalar: what is nearest to counting is named. */
export const gapReason = (uscc: string, day: string): string => `(select case
    when count(*) = 0 then 'NO_EVIDENCE'
    when bool_and(not (v.kind = any(r.kinds))) then 'SELF_ONLY'
    when bool_or(v.kind = any(r.kinds) and (v.verified_on is null or v.verified_on > ${day})) then 'NOT_VERIFIED'
    else (array_agg(case when ${endedByRevocation} then 'REVOKED' else 'EXPIRED' end order by ${endOf} desc, ${endedByRevocation} desc) filter (where v.kind = any(r.kinds)))[1]
  end from inside.evidence v, ${ruleRow(day)} r where v.uscc = ${uscc} and v.undone_at is null and v.dated_on <= ${day})`;
