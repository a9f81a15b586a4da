/** What people said about episodes: this one shows the same as an earlier one, or this one is really two. Kept and undoable. */
import { sql } from 'drizzle-orm';
import { check, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { personTable } from '../people/people.table.ts';
import { episodeTable } from './episodes.table.ts';

export const episodeEditTable = sqliteTable(
  'episode_edit',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    kind: text({ enum: ['duplicate', 'split'] }).notNull(),
    /** The later of two that show the same; the one that was split, which keeps its verdict. */
    episodeId: integer('episode_id')
      .notNull()
      .references(() => episodeTable.id),
    /** The earlier one; the part split off. No reference: a part is gone after its split was undone. */
    otherId: integer('other_id').notNull(),
    editedBy: integer('edited_by')
      .notNull()
      .references(() => personTable.id),
    editedAt: integer('edited_at').notNull(),
    undoneBy: integer('undone_by').references(() => personTable.id),
    undoneAt: integer('undone_at'),
  },
  (t) => [
    uniqueIndex('episode_edit_duplicate').on(t.episodeId).where(sql`${t.kind} = 'duplicate' AND ${t.undoneAt} IS NULL`),
    index('episode_edit_episode').on(t.episodeId),
    index('episode_edit_other').on(t.otherId),
    check('episode_edit_undone_whole', sql`(${t.undoneAt} IS NULL) = (${t.undoneBy} IS NULL)`),
  ],
);
