/** Channels, what there was to tell, and the messages made of it. */
import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { channelKinds, deliveryStates, type Topic, topics } from './messages.schemas.ts';

export const messageChannelTable = sqliteTable('message_channel', {
  id: integer().primaryKey({ autoIncrement: true }),
  kind: text({ enum: channelKinds }).notNull(),
  name: text().notNull(),
  /** Webhook or mailbox, sealed: who has the webhook can write into the group. */
  sealedAddress: text('sealed_address').notNull(),
  addressHint: text('address_hint').notNull(),
  sealedSecret: text('sealed_secret'),
  topics: text({ mode: 'json' }).$type<Topic[]>().notNull(),
  language: text({ enum: ['zh-CN', 'en'] }).notNull(),
  quietFrom: integer('quiet_from'),
  quietTo: integer('quiet_to'),
  digestMinutes: integer('digest_minutes').notNull(),
  template: text(),
  /** Nothing from before is told. */
  createdAt: integer('created_at').notNull(),
  retiredAt: integer('retired_at'),
});

/** Something to tell, once: `key` names it for ever. */
export const messageEventTable = sqliteTable(
  'message_event',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    key: text().notNull(),
    topic: text({ enum: topics }).notNull(),
    /** Figures and names for the words. */
    facts: text({ mode: 'json' }).$type<Record<string, string | number>>().notNull(),
    at: integer().notNull(),
  },
  (t) => [uniqueIndex('message_event_key').on(t.key)],
);

/** A message to one channel. */
export const messageDeliveryTable = sqliteTable(
  'message_delivery',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    channelId: integer('channel_id')
      .notNull()
      .references(() => messageChannelTable.id),
    state: text({ enum: deliveryStates }).notNull(),
    dueAt: integer('due_at').notNull(),
    tries: integer().notNull().default(0),
    sentAt: integer('sent_at'),
    fault: text(),
  },
  (t) => [
    index('message_delivery_due').on(t.state, t.dueAt),
    uniqueIndex('message_delivery_waiting').on(t.channelId).where(sql`${t.state} = 'waiting' AND ${t.tries} = 0`),
    index('message_delivery_channel').on(t.channelId, t.id),
  ],
);

/** What a message tells; nothing is told to a channel twice. */
export const messageDeliveryEventTable = sqliteTable(
  'message_delivery_event',
  {
    channelId: integer('channel_id').notNull(),
    eventId: integer('event_id')
      .notNull()
      .references(() => messageEventTable.id),
    deliveryId: integer('delivery_id')
      .notNull()
      .references(() => messageDeliveryTable.id),
  },
  (t) => [primaryKey({ columns: [t.channelId, t.eventId] }), index('message_delivery_event_delivery').on(t.deliveryId)],
);
