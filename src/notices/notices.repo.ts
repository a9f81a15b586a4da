/** Reads and writes notices, with all that decides where they stand. */
import { and, eq, isNull, type SQL, sql } from 'drizzle-orm';
import { isContested } from '../findings/standing-verdicts.repo.ts';
import type { Category } from '../inference/categories.ts';
import type { Db } from '../platform/db/database.ts';
import type { CaseFacts } from './notices.rules.ts';
import { noticeDeliveryTable, noticeTable } from './notices.table.ts';

export type NoticesRepo = ReturnType<typeof createNoticesRepo>;

/** A case attributed to a household or unit, told or not, as far as rules ask about it. */
export interface AttributedCase {
  attributionId: number;
  findingId: string;
  householdId: number | null;
  unitId: number | null;
  judgedBy: number;
  attributedBy: number;
  signedBy: number | null;
  /** Of the live violation; null: none stands on the verdict. */
  violationId: number | null;
  occurredAt: number | null;
  actual: Category | 'mixed' | null;
  /** Null: none has been made. */
  noticeId: number | null;
  appealId: number | null;
  facts: CaseFacts;
}

interface CaseRow
  extends Omit<AttributedCase, 'facts'>,
    Omit<CaseFacts, 'appeal' | 'isContested' | 'isAttributionEnded'> {
  contested: number;
  ended: number;
  decision: 'upheld' | 'refused' | null;
}

function toCase(row: CaseRow): AttributedCase {
  const { contested, ended, decision, confirmedAt, signedAt, deliveredAt, termDays, ...known } = row;
  return {
    ...known,
    facts: {
      confirmedAt,
      signedAt,
      deliveredAt,
      termDays,
      isContested: contested === 1,
      isAttributionEnded: ended === 1,
      appeal: known.appealId === null ? null : { decision },
    },
  };
}

const cases: SQL = sql`
  SELECT attribution.id AS attributionId, attribution.finding_id AS findingId, attribution.household_id AS householdId,
    attribution.unit_id AS unitId, verdict.person_id AS judgedBy, attribution.attributed_by AS attributedBy,
    attribution.signed_by AS signedBy, violation.id AS violationId, violation.occurred_at AS occurredAt,
    verdict.actual AS actual, notice.id AS noticeId, appeal.id AS appealId, violation.created_at AS confirmedAt,
    attribution.signed_at AS signedAt, notice_delivery.delivered_at AS deliveredAt,
    coalesce(notice.term_days, 0) AS termDays, ${isContested} AS contested,
    attribution.ended_at IS NOT NULL AS ended, appeal_decision.decision AS decision
  FROM attribution JOIN verdict ON verdict.id = attribution.verdict_id JOIN finding ON finding.id = attribution.finding_id
    LEFT JOIN violation ON violation.verdict_id = attribution.verdict_id AND violation.voided_at IS NULL
    LEFT JOIN notice ON notice.attribution_id = attribution.id
    LEFT JOIN notice_delivery ON notice_delivery.notice_id = notice.id AND notice_delivery.undone_at IS NULL
    LEFT JOIN appeal ON appeal.notice_id = notice.id
    LEFT JOIN appeal_decision ON appeal_decision.appeal_id = appeal.id AND appeal_decision.undone_at IS NULL`;

export function createNoticesRepo(db: Db) {
  const some = (where: SQL): AttributedCase[] => db.all<CaseRow>(sql`${cases} WHERE ${where}`).map(toCase);
  return {
    find: (id: number) => db.select().from(noticeTable).where(eq(noticeTable.id, id)).get() ?? null,
    idOfCode: (code: string): number | null =>
      db.select({ id: noticeTable.id }).from(noticeTable).where(eq(noticeTable.code, code)).get()?.id ?? null,
    /** The case that a notice tells of. */
    caseOf: (noticeId: number): AttributedCase | null => some(sql`notice.id = ${noticeId}`)[0] ?? null,
    /** Of a finding, whatever was ever said of whose it is. */
    casesOf: (findingId: string): AttributedCase[] => some(sql`attribution.finding_id = ${findingId}`),
    /** Cases that somebody has said a household or unit is the source of, and that stand. */
    standingCases: (): AttributedCase[] =>
      some(sql`attribution.ended_at IS NULL AND attribution.signed_at IS NOT NULL AND attribution.basis IS NOT NULL
        AND violation.id IS NOT NULL`),
    /** Signed attributions to a household that have no notice yet, and a violation to tell of. */
    untold: (): number[] =>
      db
        .all<{ id: number }>(sql`
          SELECT attribution.id AS id FROM attribution JOIN violation
            ON violation.verdict_id = attribution.verdict_id AND violation.voided_at IS NULL
          WHERE attribution.household_id IS NOT NULL AND attribution.signed_at IS NOT NULL AND attribution.ended_at IS NULL
            AND NOT EXISTS (SELECT 1 FROM notice WHERE notice.attribution_id = attribution.id)
          ORDER BY attribution.id`)
        .map(({ id }) => id),
    /** Ids before this one, newest first, of households in these estates (null: all) or of this household. */
    ids: (of: { estates: number[] | null; householdId?: number }, before: number, limit: number): number[] =>
      db
        .all<{ id: number }>(sql`
          SELECT notice.id AS id FROM notice JOIN attribution ON attribution.id = notice.attribution_id
            JOIN household ON household.id = attribution.household_id JOIN unit ON unit.id = household.unit_id
            JOIN building ON building.id = unit.building_id
          WHERE notice.id < ${before}
            ${of.estates === null ? sql`` : sql`AND building.estate_id IN ${of.estates}`}
            ${of.householdId === undefined ? sql`` : sql`AND attribution.household_id = ${of.householdId}`}
          ORDER BY notice.id DESC LIMIT ${limit}`)
        .map(({ id }) => id),
    household: (id: number) =>
      db.get<{ id: number; label: string; estate: string; estateId: number }>(sql`
        SELECT household.id AS id, building.name || ' ' || unit.name || ' ' || household.room AS label,
          estate.name AS estate, estate.id AS estateId
        FROM household JOIN unit ON unit.id = household.unit_id JOIN building ON building.id = unit.building_id
          JOIN estate ON estate.id = building.estate_id WHERE household.id = ${id}`) ?? null,
    delivery: (noticeId: number) =>
      db.get<{ id: number; way: 'slip' | 'application'; personId: number; name: string; at: number }>(sql`
        SELECT notice_delivery.id AS id, way, person_id AS personId, person.name AS name, delivered_at AS at
        FROM notice_delivery JOIN person ON person.id = notice_delivery.person_id
        WHERE notice_id = ${noticeId} AND undone_at IS NULL`) ?? null,
    personName: (id: number): string | null =>
      db.get<{ name: string }>(sql`SELECT name FROM person WHERE id = ${id}`)?.name ?? null,
    /** False when the code is taken. */
    insert: (row: Omit<typeof noticeTable.$inferInsert, 'id'>): boolean =>
      db.insert(noticeTable).values(row).onConflictDoNothing({ target: noticeTable.code }).run().changes > 0,
    deliver: (row: Omit<typeof noticeDeliveryTable.$inferInsert, 'id'>): void =>
      void db.insert(noticeDeliveryTable).values(row).run(),
    undoDelivery: (noticeId: number, undoneBy: number, undoneAt: number): void =>
      void db
        .update(noticeDeliveryTable)
        .set({ undoneBy, undoneAt })
        .where(and(eq(noticeDeliveryTable.noticeId, noticeId), isNull(noticeDeliveryTable.undoneAt)))
        .run(),
  };
}
