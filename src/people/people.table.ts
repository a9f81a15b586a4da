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
    /** When it was last used, to within some minutes; null: not since sessions tell. */
    lastUsedAt: integer('last_used_at'),
    /** What the browser calls itself, shortened. */
    agent: text(),
  },
  (t) => [index('session_person').on(t.personId), index('session_expires').on(t.expiresAt)],
);

/** Links that work once: an invitation makes an account, a reset gives an account another password. */
export const accountLinkTable = sqliteTable(
  'account_link',
  {
    id: integer().primaryKey(),
    kind: text({ enum: ['invitation', 'reset'] }).notNull(),
    /** SHA-256 of the secret in the link; the secret itself is shown once. */
    tokenHash: text('token_hash').notNull(),
    createdBy: integer('created_by')
      .notNull()
      .references(() => personTable.id),
    createdAt: integer('created_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
    revokedAt: integer('revoked_at'),
    usedAt: integer('used_at'),
    /** Reset: whose password. Invitation: who came of it, once used. */
    personId: integer('person_id').references(() => personTable.id),
    /** Invitation: the role and the estates (none: all) of the account to be. */
    role: text({ enum: roles }),
    estates: text({ mode: 'json' }).$type<number[]>(),
    /** Invitation: whom it is for, in the words of who invites. */
    note: text(),
  },
  (t) => [uniqueIndex('account_link_token').on(t.tokenHash), index('account_link_person').on(t.personId)],
);
