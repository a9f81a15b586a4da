/** The draws of audits: one for each day of the community, done once, so that it can be done again and checked. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const auditDrawTable = sqliteTable('audit_draw', {
  /** yyyy-mm-dd of the community; also names the draw: with the community's seed it gives the same choice again. */
  day: text().primaryKey(),
  drawnAt: integer('drawn_at').notNull(),
  budget: integer().notNull(),
  /** Unflagged episodes that could be drawn, of this day and stragglers of earlier ones: N, frozen here. */
  episodes: integer().notNull(),
  audits: integer().notNull(),
});
