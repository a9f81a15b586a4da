/** Accounts, the branch (支部) and the estates of each, and sessions. */
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { estateTable, householdTable } from '../places/places.table.ts';
import { roles } from './people.schemas.ts';

export const branchTable = sqliteTable(
  'branch',
  {
    id: integer().primaryKey(),
    name: text().notNull(),
    createdAt: integer('created_at').notNull(),
    retiredAt: integer('retired_at'),
  },
  (t) => [uniqueIndex('branch_name').on(t.name)],
);

export const personTable = sqliteTable(
  'person',
  {
    id: integer().primaryKey(),
    username: text().notNull(),
    name: text().notNull(),
    role: text({ enum: roles }).notNull(),
    /** scrypt$N$r$p$salt$hash, both in base64url. */
    passwordHash: text('password_hash').notNull(),
    /** The person's own home: its findings never come to them. */
    householdId: integer('household_id').references(() => householdTable.id),
    /** Of party members; null: of none. */
    branchId: integer('branch_id').references(() => branchTable.id),
    createdAt: integer('created_at').notNull(),
    deactivatedAt: integer('deactivated_at'),
  },
  (t) => [uniqueIndex('person_username').on(t.username)],
);

/** No row for a person: all estates. */
export const personEstateTable = sqliteTable(
  'person_estate',
  {
    personId: integer('person_id')
      .notNull()
      .references(() => personTable.id),
    estateId: integer('estate_id')
      .notNull()
      .references(() => estateTable.id),
  },
  (t) => [primaryKey({ columns: [t.personId, t.estateId] })],
);

export const sessionTable = sqliteTable(
  'session',
  {
    /** SHA-256 of the cookie's value. */
    tokenHash: text('token_hash').primaryKey(),
    personId: integer('person_id')
      .notNull()
      .references(() => personTable.id),
    createdAt: integer('created_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
  },
  (t) => [index('session_person').on(t.personId), index('session_expires').on(t.expiresAt)],
);
