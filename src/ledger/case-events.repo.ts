/** Reads what happened to one case: verdicts, attributions, notices, appeals, points, lists; each with its time and person. */
import { sql } from 'drizzle-orm';
import type { appealGrounds } from '../appeals/appeals.schemas.ts';
import type { AttributionEnd, attributionBases } from '../attributions/attributions.schemas.ts';
import type { Category } from '../inference/categories.ts';
import type { Db } from '../platform/db/database.ts';
import type { pointCodes } from '../points/points.rules.ts';
import type { spotCheckOutcomes, taskKinds } from '../tasks/tasks.schemas.ts';

export type CaseEventsRepo = ReturnType<typeof createCaseEventsRepo>;

export interface VerdictRow {
  id: number;
  findingId: string;
  judgement: 'misplaced' | 'fits' | 'unclear' | 'no_waste';
  actual: Category | 'mixed' | null;
  note: string | null;
  givenAt: number;
  personId: number;
  undoneAt: number | null;
  undoneBy: number | null;
}
export interface AttributionRow {
  id: number;
  householdId: number | null;
  unitId: number | null;
  label: string | null;
  basis: (typeof attributionBases)[number] | null;
  detail: string | null;
  attributedBy: number;
  attributedAt: number;
  signedBy: number | null;
  signedAt: number | null;
  endedBy: number | null;
  endedAt: number | null;
  endedBecause: AttributionEnd | null;
  endedNote: string | null;
}

export function createCaseEventsRepo(db: Db) {
  return {
    /** On the finding and, once all have judged, on the looks at it. */
    verdicts: (findingId: string): VerdictRow[] =>
      db.all<VerdictRow>(sql`
        SELECT verdict.id AS id, finding_id AS findingId, judgement, actual, note, given_at AS givenAt,
          person_id AS personId, undone_at AS undoneAt, undone_by AS undoneBy
        FROM verdict WHERE finding_id IN (
          SELECT ${findingId} UNION SELECT second_id FROM second_look WHERE finding_id = ${findingId}
            AND state IN ('agreed', 'decided')
          UNION SELECT third_id FROM second_look WHERE finding_id = ${findingId} AND state = 'decided')
        ORDER BY verdict.id`),
    looks: (findingId: string): { secondId: string; thirdId: string | null } | null =>
      db.get(sql`SELECT second_id AS secondId, third_id AS thirdId FROM second_look WHERE finding_id = ${findingId}`) ??
      null,
    entry: (id: number): { createdAt: number; voidedBy: number | null } =>
      db.get<{ createdAt: number; voidedBy: number | null }>(
        sql`SELECT created_at AS createdAt, voided_by AS voidedBy FROM violation WHERE id = ${id}`,
      ) ?? { createdAt: 0, voidedBy: null },
    attributions: (findingId: string): AttributionRow[] =>
      db.all<AttributionRow>(sql`
        SELECT attribution.id AS id, household_id AS householdId, attribution.unit_id AS unitId,
          building.name || ' ' || unit.name || coalesce(' ' || household.room, '') AS label, basis, detail,
          attributed_by AS attributedBy, attributed_at AS attributedAt, signed_by AS signedBy, signed_at AS signedAt,
          ended_by AS endedBy, ended_at AS endedAt, ended_because AS endedBecause, ended_note AS endedNote
        FROM attribution LEFT JOIN household ON household.id = attribution.household_id
          LEFT JOIN unit ON unit.id = coalesce(attribution.unit_id, household.unit_id)
          LEFT JOIN building ON building.id = unit.building_id
        WHERE finding_id = ${findingId} ORDER BY attribution.id`),
    notices: (attributionId: number): { id: number; termDays: number; createdAt: number }[] =>
      db.all(sql`SELECT id, term_days AS termDays, created_at AS createdAt FROM notice
        WHERE attribution_id = ${attributionId}`),
    deliveries: (noticeId: number) =>
      db.all<{
        way: 'slip' | 'application';
        personId: number;
        deliveredAt: number;
        undoneAt: number | null;
        undoneBy: number | null;
      }>(sql`SELECT way, person_id AS personId, delivered_at AS deliveredAt, undone_at AS undoneAt, undone_by AS undoneBy
        FROM notice_delivery WHERE notice_id = ${noticeId} ORDER BY id`),
    appeals: (noticeId: number) =>
      db.all<{ id: number; ground: (typeof appealGrounds)[number]; statement: string | null; filedAt: number }>(
        sql`SELECT id, ground, statement, filed_at AS filedAt FROM appeal WHERE notice_id = ${noticeId}`,
      ),
    decisions: (appealId: number) =>
      db.all<{
        decision: 'upheld' | 'refused';
        reason: string;
        decidedBy: number;
        decidedAt: number;
        undoneAt: number | null;
      }>(sql`SELECT decision, reason, decided_by AS decidedBy, decided_at AS decidedAt, undone_at AS undoneAt
        FROM appeal_decision WHERE appeal_id = ${appealId} ORDER BY id`),
    /** Tasks that follow or followed from the row, by a pass through the causes: a few thousand in a year. */
    tasks: (violationId: number) =>
      db.all<{
        id: number;
        kind: (typeof taskKinds)[number];
        dueDay: string;
        addedAt: number;
        endedAt: number | null;
        withdrawnAt: number | null;
      }>(sql`
        SELECT task.id AS id, task.kind AS kind, task.due_day AS dueDay, task_cause.added_at AS addedAt,
          task_cause.ended_at AS endedAt, task.withdrawn_at AS withdrawnAt
        FROM task_cause JOIN task ON task.id = task_cause.task_id
        WHERE task_cause.violation_id = ${violationId} ORDER BY task_cause.id`),
    completions: (taskId: number) =>
      db.all<{
        id: number;
        personId: number;
        completedAt: number;
        note: string;
        undoneAt: number | null;
        checkedBy: number | null;
        checkedAt: number | null;
        outcome: (typeof spotCheckOutcomes)[number] | null;
        checkNote: string | null;
      }>(sql`
        SELECT completion.id AS id, completion.person_id AS personId, completed_at AS completedAt,
          completion.note AS note, undone_at AS undoneAt, checked_by AS checkedBy, checked_at AS checkedAt, outcome,
          spot_check.note AS checkNote
        FROM task_completion AS completion LEFT JOIN spot_check ON spot_check.completion_id = completion.id
        WHERE completion.task_id = ${taskId} ORDER BY completion.id`),
    /** Causes of points that follow from the case: it itself, and volunteers' reports of the same content. */
    pointKeys: (of: { id: number; findingId: string; episodeId: number | null }): string[] => {
      const reports = db.all<{ id: string }>(sql`
        SELECT volunteer_report.id AS id FROM finding JOIN volunteer_report
          ON volunteer_report.capture_id = finding.report_capture_id WHERE finding.id = ${of.findingId}
        UNION SELECT id FROM volunteer_report WHERE episode_id = ${of.episodeId}`);
      const visits = db.all<{ id: number }>(sql`SELECT task_id AS id FROM task_cause WHERE violation_id = ${of.id}`);
      const checks = db.all<{ id: number }>(sql`
        SELECT completion.id AS id FROM task_cause JOIN task_completion AS completion
          ON completion.task_id = task_cause.task_id WHERE task_cause.violation_id = ${of.id}`);
      return [
        ...[`own_case:${of.findingId}`, `field_case:${of.findingId}`],
        ...reports.map(({ id }) => `report_confirmed:${id}`),
        ...visits.flatMap(({ id }) => [`visit_done:${id}`, `visit_overdue:${id}`]),
        ...checks.map(({ id }) => `spot_check_failed:${id}`),
      ];
    },
    /** Rows of the ledger of points of these causes, oldest first; found person by person, as people are few. */
    points: (keys: string[]) =>
      db.all<{
        memberId: number;
        member: string;
        difference: number;
        code: (typeof pointCodes)[number] | null;
        nth: number;
        bookedAt: number;
      }>(sql`
        SELECT person.id AS memberId, person.name AS member, point_entry.difference AS difference,
          point_entry.code AS code, point_entry.nth AS nth, point_entry.booked_at AS bookedAt
        FROM person CROSS JOIN point_entry ON point_entry.person_id = person.id AND point_entry.cause_key IN ${keys}
        ORDER BY point_entry.id`),
    /** Editions of the month's lists, oldest first, with whether the case counts in each. */
    editions: (month: string, findingId: string) =>
      db.all<{
        number: number;
        madeAt: number;
        madeBy: number | null;
        signedAt: number | null;
        signedBy: number | null;
        publishedAt: number | null;
        publishedBy: number | null;
        counted: number;
      }>(sql`
        SELECT number, made_at AS madeAt, made_by AS madeBy, signed_at AS signedAt, signed_by AS signedBy,
          published_at AS publishedAt, published_by AS publishedBy, EXISTS (
            SELECT 1 FROM json_each(list_edition.inputs, '$.cases') AS listed
            WHERE json_extract(listed.value, '$.findingId') = ${findingId}) AS counted
        FROM list_edition WHERE month = ${month} ORDER BY number`),
    names: (ids: number[]): Map<number, string> =>
      new Map(
        (ids.length === 0
          ? []
          : db.all<{ id: number; name: string }>(sql`SELECT id, name FROM person WHERE id IN ${ids}`)
        ).map(({ id, name }) => [id, name]),
      ),
  };
}
