/** Reads what members' points follow from, and the ledger; adds rows to it. */
import { asc, desc, eq, sql } from 'drizzle-orm';
import { isContested } from '../findings/standing-verdicts.repo.ts';
import type { Db } from '../platform/db/database.ts';
import type { RuleVersion, Standing } from './points.rules.ts';
import { pointEntryTable, pointRuleTable } from './points.table.ts';

export type PointsRepo = ReturnType<typeof createPointsRepo>;
export type PointEntry = typeof pointEntryTable.$inferSelect;

/** Who has points: party members, by role or by branch. */
export interface Member {
  id: number;
  name: string;
  householdId: number | null;
  branch: { id: number; name: string } | null;
}

export function createPointsRepo(db: Db) {
  return {
    members: (): Member[] =>
      db
        .all<{ id: number; name: string; householdId: number | null; branchId: number | null; branchName: string }>(sql`
          SELECT person.id AS id, person.name AS name, person.household_id AS householdId, branch.id AS branchId,
            coalesce(branch.name, '') AS branchName
          FROM person LEFT JOIN branch ON branch.id = person.branch_id
          WHERE person.role = 'member' OR person.branch_id IS NOT NULL ORDER BY person.id`)
        .map(({ branchId, branchName, ...member }) => ({
          ...member,
          branch: branchId === null ? null : { id: branchId, name: branchName },
        })),
    /** Reports of bins whose case is confirmed, not contested, by members and those who have a branch; people first, they are fewer. */
    confirmedReports: () =>
      db.all<{ reportId: string; personId: number; at: number; findingId: string }>(sql`
        SELECT volunteer_report.id AS reportId, volunteer_report.person_id AS personId,
          volunteer_report.captured_at AS at, violation.finding_id AS findingId
        FROM person CROSS JOIN volunteer_report ON volunteer_report.person_id = person.id
          JOIN violation ON violation.id = coalesce(
            (SELECT id FROM violation WHERE report_capture_id = volunteer_report.capture_id AND voided_at IS NULL),
            (SELECT id FROM violation WHERE episode_id = volunteer_report.episode_id AND episode_id IS NOT NULL
              AND voided_at IS NULL))
          JOIN finding ON finding.id = violation.finding_id
        WHERE (person.role = 'member' OR person.branch_id IS NOT NULL) AND NOT ${isContested}`),
    versions: () => db.select().from(pointRuleTable).orderBy(asc(pointRuleTable.id)).all(),
    insertVersion: (row: Omit<typeof pointRuleTable.$inferInsert, 'id'>): RuleVersion =>
      db.insert(pointRuleTable).values(row).returning().get(),
    /** The latest row of each member's cause. */
    standing: (): Standing[] =>
      db.all<Standing>(sql`
        SELECT entry.person_id AS memberId, entry.cause_key AS key, entry.day AS day, entry.tenths AS tenths,
          entry.code AS code, entry.nth AS nth, entry.rule_version_id AS ruleVersionId
        FROM (SELECT max(id) AS id FROM point_entry GROUP BY person_id, cause_key) AS latest
          JOIN point_entry AS entry ON entry.id = latest.id`),
    insert: (row: Omit<PointEntry, 'id'>): void => void db.insert(pointEntryTable).values(row).run(),
    /** Sums by member of what was booked in these months, both included. */
    sums: (fromMonth: string, toMonth: string): Map<number, number> =>
      new Map(
        db
          .all<{ personId: number; tenths: number }>(sql`
            SELECT person_id AS personId, sum(difference) AS tenths FROM point_entry
            WHERE booked_month >= ${fromMonth} AND booked_month <= ${toMonth} GROUP BY person_id`)
          .map(({ personId, tenths }) => [personId, tenths]),
      ),
    /** The sum of all that was ever booked for one member. */
    balanceOf: (personId: number): number =>
      db.get<{ tenths: number }>(
        sql`SELECT coalesce(sum(difference), 0) AS tenths FROM point_entry WHERE person_id = ${personId}`,
      )?.tenths ?? 0,
    /** Newest first. */
    entriesOf: (personId: number, limit: number): PointEntry[] =>
      db
        .select()
        .from(pointEntryTable)
        .where(eq(pointEntryTable.personId, personId))
        .orderBy(desc(pointEntryTable.id))
        .limit(limit)
        .all(),
  };
}
