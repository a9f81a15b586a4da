/** Versions of models that have been used here. */
import { integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

export const modelTable = sqliteTable(
  'model',
  {
    id: integer().primaryKey(),
    name: text().notNull(),
    version: text().notNull(),
    sha256: text().notNull(),
    /** Item labels in the order of the probabilities. */
    labels: text({ mode: 'json' }).$type<string[]>().notNull(),
    firstUsedAt: integer('first_used_at').notNull(),
  },
  (t) => [uniqueIndex('model_name_version').on(t.name, t.version)],
);
