/** The ledger of points, to which rows are only ever added, and the versions of the rules. */
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { findingTable } from '../findings/findings.table.ts';
import { personTable } from '../people/people.table.ts';
import { pointCodes, type RuleSet } from './points.rules.ts';

export const pointRuleTable = sqliteTable(
  'point_rule',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    /** First day of the community's calendar for which it holds, yyyy-mm-dd. */
    fromDay: text('from_day').notNull(),
    rules: text({ mode: 'json' }).$type<RuleSet>().notNull(),
    note: text().notNull(),
    createdAt: integer('created_at').notNull(),
    createdBy: integer('created_by')
      .notNull()
      .references(() => personTable.id),
  },
  (t) => [index('point_rule_from').on(t.fromDay)],
);

/** The latest row of a member's cause says what stands; the sum of the differences is the balance. */
export const pointEntryTable = sqliteTable(
  'point_entry',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    personId: integer('person_id')
      .notNull()
      .references(() => personTable.id),
    causeKey: text('cause_key').notNull(),
    /** Tenths of a point: added by this row, and what stands for the cause after it. */
    difference: integer().notNull(),
    tenths: integer().notNull(),
    /** Null: the cause no longer holds. */
    code: text({ enum: pointCodes }),
    /** Which case within the window; 0: not counted. */
    nth: integer().notNull(),
    /** Day of the cause; the month it is booked in is a later one when that day's month was closed. */
    day: text().notNull(),
    bookedMonth: text('booked_month').notNull(),
    /** 0: the rules that the program comes with. */
    ruleVersionId: integer('rule_version_id').notNull(),
    /** The evidence; null: there is no photograph. */
    findingId: text('finding_id').references(() => findingTable.id),
    bookedAt: integer('booked_at').notNull(),
  },
  (t) => [
    index('point_entry_cause').on(t.personId, t.causeKey, t.id),
    index('point_entry_month').on(t.bookedMonth, t.personId),
  ],
);
