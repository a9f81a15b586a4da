/** Reads a month's points, lists and appeals for its report. */
import { sql } from 'drizzle-orm';
import type { MonthList } from '../lists/lists.rules.ts';
import type { Db } from '../platform/db/database.ts';
import type { Later } from './later.schemas.ts';

type Points = NonNullable<Later['points']>;

export function createLaterRepo(db: Db) {
  return {
    points(month: string): Points {
      const causes = db.all<Points['causes'][number]>(sql`
        SELECT code, count(*) AS rows, sum(difference) AS tenths FROM point_entry
        WHERE booked_month = ${month} GROUP BY code ORDER BY code`);
      const sums = db.get<Omit<Points, 'causes'>>(sql`
        SELECT count(DISTINCT person_id) AS members, coalesce(sum(CASE WHEN code IS NOT NULL THEN max(difference, 0) END), 0) AS given,
          coalesce(sum(CASE WHEN code IS NOT NULL THEN min(difference, 0) END), 0) AS taken,
          coalesce(sum(CASE WHEN code IS NULL THEN difference END), 0) AS reversed
        FROM point_entry WHERE booked_month = ${month}`);
      return { ...(sums ?? { members: 0, given: 0, taken: 0, reversed: 0 }), causes };
    },
    /** Editions of the month's lists, oldest first. */
    editions: (month: string) =>
      db
        .all<{ number: number; signedAt: number | null; publishedAt: number | null; content: string }>(sql`
          SELECT number, signed_at AS signedAt, published_at AS publishedAt, content
          FROM list_edition WHERE month = ${month} ORDER BY number`)
        .map(({ content, ...row }) => ({ ...row, content: JSON.parse(content) as MonthList })),
    /** Filed in the time; late: decided after their day, or not at all by `now`. */
    appeals: (from: number, to: number, now: number): NonNullable<Later['appeals']> =>
      db.get<NonNullable<Later['appeals']>>(sql`
        SELECT count(*) AS filed, coalesce(sum(decision IS 'upheld'), 0) AS upheld,
          coalesce(sum(decision IS 'refused'), 0) AS refused, coalesce(sum(decision IS NULL), 0) AS waiting,
          coalesce(sum(coalesce(decided_at, ${now}) > due_at), 0) AS late
        FROM appeal LEFT JOIN appeal_decision
          ON appeal_decision.appeal_id = appeal.id AND appeal_decision.undone_at IS NULL
        WHERE filed_at >= ${from} AND filed_at < ${to}`) ?? { filed: 0, upheld: 0, refused: 0, waiting: 0, late: 0 },
  };
}
