/** Addresses that devices post to, what is known of each device behind them, the bodies of a week, events and pictures to fetch. */
import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { cameraTable } from '../cameras/cameras.table.ts';
import type { BodySummary } from './push-summary.schemas.ts';

/** One camera's own; a recorder's, with a camera for each channel; the community's for devices nobody has set up yet. */
export const addressKinds = ['camera', 'recorder', 'waiting_room'] as const;
export const authKinds = ['none', 'basic', 'digest'] as const;
export const bodyStates = ['stored', 'done', 'refused'] as const;
export const fetchStates = ['waiting', 'done', 'refused', 'failed'] as const;

export const pushAddressTable = sqliteTable(
  'push_address',
  {
    id: integer().primaryKey(),
    kind: text({ enum: addressKinds }).notNull(),
    name: text().notNull(),
    /** Of kind camera: whose pictures these are. */
    cameraId: integer('camera_id').references(() => cameraTable.id),
    /** SHA-256 of the token in the path; null once revoked. */
    tokenHash: text('token_hash'),
    /** Addresses and networks that may post; none: any. */
    allowed: text({ mode: 'json' }).$type<string[]>().notNull(),
    authKind: text('auth_kind', { enum: authKinds }).notNull(),
    username: text(),
    /** MD5 of user, realm and password, as digest authentication needs it: as good as the password for this address alone. */
    passwordDigest: text('password_digest'),
    /** Names, addresses and networks from which pictures may be fetched; none: nothing is fetched. */
    pictureHosts: text('picture_hosts', { mode: 'json' }).$type<string[]>().notNull(),
    createdAt: integer('created_at').notNull(),
    lastSeenAt: integer('last_seen_at'),
    lastHeartbeatAt: integer('last_heartbeat_at'),
  },
  (t) => [
    uniqueIndex('push_address_token').on(t.tokenHash),
    uniqueIndex('push_address_camera').on(t.cameraId).where(sql`${t.cameraId} IS NOT NULL`),
  ],
);

/** A device's channel as it was heard through an address. */
export const pushSourceTable = sqliteTable(
  'push_source',
  {
    id: integer().primaryKey(),
    addressId: integer('address_id')
      .notNull()
      .references(() => pushAddressTable.id),
    /** By what a device is known again behind the community's address; empty behind one of its own. */
    identity: text().notNull(),
    /** Empty: it doesn't say. */
    channel: text().notNull(),
    /** Whose pictures these are; null: nobody has said, and nothing of it is taken in. */
    cameraId: integer('camera_id').references(() => cameraTable.id),
    vendor: text(),
    mac: text(),
    deviceId: text('device_id'),
    channelName: text('channel_name'),
    remoteAddress: text('remote_address'),
    /** Somebody has said that it doesn't belong here. */
    ignoredAt: integer('ignored_at'),
    firstSeenAt: integer('first_seen_at').notNull(),
    lastSeenAt: integer('last_seen_at'),
    /** Events with a picture, of whatever became of it. */
    pictures: integer().notNull().default(0),
  },
  (t) => [
    uniqueIndex('push_source_identity').on(t.addressId, t.identity, t.channel),
    index('push_source_camera').on(t.cameraId),
  ],
);

/** A body as it came; its bytes lie in a file of this number, for a week. */
export const pushBodyTable = sqliteTable(
  'push_body',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    addressId: integer('address_id')
      .notNull()
      .references(() => pushAddressTable.id),
    sourceId: integer('source_id').references(() => pushSourceTable.id),
    receivedAt: integer('received_at').notNull(),
    remoteAddress: text('remote_address').notNull(),
    method: text().notNull(),
    path: text().notNull(),
    query: text({ mode: 'json' }).$type<Record<string, string>>().notNull(),
    headers: text({ mode: 'json' }).$type<Record<string, string>>().notNull(),
    bytes: integer().notNull(),
    /** False: the file is gone, as its pictures may be seen by nobody. */
    hasFile: integer('has_file', { mode: 'boolean' }).notNull(),
    state: text({ enum: bodyStates }).notNull(),
    summary: text({ mode: 'json' }).$type<BodySummary>(),
  },
  (t) => [
    index('push_body_address').on(t.addressId, t.id),
    index('push_body_source').on(t.sourceId, t.id),
    index('push_body_received').on(t.receivedAt),
    index('push_body_stored').on(t.id).where(sql`${t.state} = 'stored'`),
  ],
);

/** Events that were told of, repeats counted; known again by the maker's id. */
export const pushEventTable = sqliteTable(
  'push_event',
  {
    id: integer().primaryKey(),
    sourceId: integer('source_id')
      .notNull()
      .references(() => pushSourceTable.id),
    /** Null: the maker gives none that can be relied on. */
    vendorKey: text('vendor_key'),
    eventType: text('event_type').notNull(),
    firstAt: integer('first_at').notNull(),
    lastAt: integer('last_at').notNull(),
    /** Times it was told of. */
    count: integer().notNull(),
    /** Pictures of it that were taken in, or are about to be fetched. */
    pictures: integer().notNull(),
    isResent: integer('is_resent', { mode: 'boolean' }).notNull(),
  },
  (t) => [
    uniqueIndex('push_event_key').on(t.sourceId, t.vendorKey).where(sql`${t.vendorKey} IS NOT NULL`),
    index('push_event_last').on(t.sourceId, t.eventType, t.lastAt),
    index('push_event_time').on(t.lastAt),
  ],
);

/** A picture that a device only gave the address of. */
export const pushFetchTable = sqliteTable(
  'push_fetch',
  {
    id: integer().primaryKey(),
    addressId: integer('address_id')
      .notNull()
      .references(() => pushAddressTable.id),
    cameraId: integer('camera_id')
      .notNull()
      .references(() => cameraTable.id),
    url: text().notNull(),
    /** ISO time with offset; null: the device gave none. */
    capturedAt: text('captured_at'),
    isResent: integer('is_resent', { mode: 'boolean' }).notNull(),
    isDoubtful: integer('is_doubtful', { mode: 'boolean' }).notNull(),
    createdAt: integer('created_at').notNull(),
    state: text({ enum: fetchStates }).notNull(),
    attempts: integer().notNull().default(0),
    /** When it is tried next; null: not again. */
    dueAt: integer('due_at'),
    /** Why it was refused, or failed last. */
    reason: text(),
    captureId: integer('capture_id'),
  },
  (t) => [
    index('push_fetch_due').on(t.dueAt).where(sql`${t.dueAt} IS NOT NULL`),
    index('push_fetch_camera').on(t.cameraId, t.id),
    index('push_fetch_address').on(t.addressId, t.id),
    index('push_fetch_created').on(t.createdAt),
  ],
);
