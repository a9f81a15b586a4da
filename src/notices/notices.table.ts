/** Notices: what a household is told before anything follows from a case attributed to it, and how it was handed over. */
import { sql } from 'drizzle-orm';
import { check, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { attributionTable } from '../attributions/attributions.table.ts';
import { personTable } from '../people/people.table.ts';
import { deliveryWays } from './notices.schemas.ts';

/** Never edited: whether it holds follows from the attribution, its signature, the violation and the appeal. */
export const noticeTable = sqliteTable(
  'notice',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    attributionId: integer('attribution_id')
      .notNull()
      .references(() => attributionTable.id),
    /** On the slip: with it a household appeals without an account. */
    code: text().notNull(),
    /** Days for an appeal, from the handing over. */
    termDays: integer('term_days').notNull(),
    createdAt: integer('created_at').notNull(),
  },
  (t) => [uniqueIndex('notice_attribution').on(t.attributionId), uniqueIndex('notice_code').on(t.code)],
);

/** Handing over, and what of it was taken back. */
export const noticeDeliveryTable = sqliteTable(
  'notice_delivery',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    noticeId: integer('notice_id')
      .notNull()
      .references(() => noticeTable.id),
    /** `slip`: on paper, by the person; `application`: the person, of the household itself, has opened it. */
    way: text({ enum: deliveryWays }).notNull(),
    personId: integer('person_id')
      .notNull()
      .references(() => personTable.id),
    deliveredAt: integer('delivered_at').notNull(),
    undoneAt: integer('undone_at'),
    undoneBy: integer('undone_by').references(() => personTable.id),
  },
  (t) => [
    uniqueIndex('notice_delivery_standing').on(t.noticeId).where(sql`${t.undoneAt} IS NULL`),
    index('notice_delivery_notice').on(t.noticeId),
    check('notice_delivery_undone', sql`(${t.undoneAt} IS NULL) = (${t.undoneBy} IS NULL)`),
  ],
);
