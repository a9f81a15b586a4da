/** Parts of queries that know of second looks: which finding is one, and which verdict counts. */
import { type SQL, sql } from 'drizzle-orm';

// A finding has few verdicts, a person thousands: the plus before a person's column keeps the planner from the index by person.

/** True for findings that are no second looks. */
export const isOriginal: SQL<boolean> = sql`finding.source NOT IN ('second_look', 'third_look')`;

/** Number of the verdict that counts for `finding`: that of a third look where one has decided, else the live one. */
export const standingVerdictId: SQL<number | null> = sql`coalesce(
  (SELECT standing_verdict_id FROM second_look WHERE second_look.finding_id = finding.id),
  (SELECT live.id FROM verdict AS live WHERE live.finding_id = finding.id AND live.undone_at IS NULL))`;

/** True for a `verdict` on `finding` that counts: on an original that no third look has overruled, or one that a third look upheld. */
export const doesCount: SQL<boolean> = sql`(EXISTS (
    SELECT 1 FROM second_look WHERE second_look.standing_verdict_id = verdict.id)
  OR finding.source NOT IN ('second_look', 'third_look') AND NOT EXISTS (
    SELECT 1 FROM second_look WHERE second_look.finding_id = finding.id AND second_look.standing_verdict_id IS NOT NULL))`;

/** True where two people differ on `finding` and a third has not decided yet. */
export const isContested: SQL<number> = sql`EXISTS (
  SELECT 1 FROM second_look WHERE second_look.finding_id = finding.id AND second_look.state = 'contested')`;

/** True when the person has judged what the finding asks about again: then it is not for them. */
export function isOfOwnVerdict(personId: number): SQL<number> {
  return sql`EXISTS (
    SELECT 1 FROM second_look JOIN verdict AS earlier
      ON earlier.finding_id IN (second_look.finding_id, second_look.second_id) AND earlier.finding_id <> finding.id
    WHERE (second_look.second_id = finding.id OR second_look.third_id = finding.id) AND +earlier.person_id = ${personId})`;
}

/** True when what the finding is of was ever said to be that household's. */
export function isOfOwnHousehold(householdId: number): SQL<number> {
  return sql`EXISTS (
    SELECT 1 FROM attribution JOIN finding AS said ON said.id = attribution.finding_id
    WHERE attribution.household_id = ${householdId}
      AND (said.episode_id = finding.episode_id OR said.report_capture_id = finding.report_capture_id))`;
}

/** Days after which a verdict is shown to others although nobody took the second look. */
const patienceMs = 14 * 86_400_000;

/**
 * True when the person must not be shown the judged `finding`: it waits for a second or third look that may be theirs, or
 * is such a look by somebody else. Who has judged it sees it.
 */
export function isHiddenFrom(personId: number, now: number): SQL<number> {
  return sql`NOT EXISTS (
      SELECT 1 FROM verdict AS own WHERE own.finding_id = finding.id AND +own.person_id = ${personId})
    AND (finding.source IN ('second_look', 'third_look') OR EXISTS (
      SELECT 1 FROM second_look WHERE second_look.finding_id = finding.id
        AND (second_look.state = 'contested' OR second_look.state = 'waiting' AND second_look.drawn_at > ${now - patienceMs})))`;
}
