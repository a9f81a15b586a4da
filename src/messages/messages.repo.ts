/** Reads and writes channels, events and messages. */
import { and, asc, desc, eq, inArray, isNull, lte, sql } from 'drizzle-orm';
import type { Db } from '../platform/db/database.ts';
import type { Happening } from './message-sources.repo.ts';
import {
  messageChannelTable,
  messageDeliveryEventTable,
  messageDeliveryTable,
  messageEventTable,
} from './messages.table.ts';

export type Channel = typeof messageChannelTable.$inferSelect;
export type Delivery = typeof messageDeliveryTable.$inferSelect;
export type MessageEvent = typeof messageEventTable.$inferSelect;
export type MessagesRepo = ReturnType<typeof createMessagesRepo>;

export function createMessagesRepo(db: Db) {
  const channels = () => db.select().from(messageChannelTable).where(isNull(messageChannelTable.retiredAt));
  return {
    channels: (): Channel[] => channels().orderBy(asc(messageChannelTable.id)).all(),
    findChannel: (id: number): Channel | null =>
      db
        .select()
        .from(messageChannelTable)
        .where(and(eq(messageChannelTable.id, id), isNull(messageChannelTable.retiredAt)))
        .get() ?? null,
    insertChannel: (row: Omit<typeof messageChannelTable.$inferInsert, 'id'>): number =>
      db.insert(messageChannelTable).values(row).returning({ id: messageChannelTable.id }).get().id,
    updateChannel: (id: number, change: Partial<typeof messageChannelTable.$inferInsert>): void =>
      void db.update(messageChannelTable).set(change).where(eq(messageChannelTable.id, id)).run(),
    /** Null: it was there already. */
    insertEvent: (event: Happening): MessageEvent | null =>
      db.insert(messageEventTable).values(event).onConflictDoNothing().returning().get() ?? null,
    lastSentAt: (channelId: number): number | null =>
      db
        .select({ at: sql<number | null>`max(${messageDeliveryTable.sentAt})` })
        .from(messageDeliveryTable)
        .where(eq(messageDeliveryTable.channelId, channelId))
        .get()?.at ?? null,
    /** The message that still takes lines: not yet tried. */
    gathering: (channelId: number): Delivery | null =>
      db
        .select()
        .from(messageDeliveryTable)
        .where(
          and(
            eq(messageDeliveryTable.channelId, channelId),
            eq(messageDeliveryTable.state, 'waiting'),
            eq(messageDeliveryTable.tries, 0),
          ),
        )
        .get() ?? null,
    insertDelivery: (channelId: number, dueAt: number, state: 'waiting' | 'sending' = 'waiting'): Delivery =>
      db.insert(messageDeliveryTable).values({ channelId, dueAt, state }).returning().get(),
    addEvent: (channelId: number, eventId: number, deliveryId: number): void =>
      void db.insert(messageDeliveryEventTable).values({ channelId, eventId, deliveryId }).onConflictDoNothing().run(),
    due: (now: number): Delivery[] =>
      db
        .select()
        .from(messageDeliveryTable)
        .where(and(eq(messageDeliveryTable.state, 'waiting'), lte(messageDeliveryTable.dueAt, now)))
        .orderBy(asc(messageDeliveryTable.dueAt), asc(messageDeliveryTable.id))
        .limit(20)
        .all(),
    /** Those that a stopped process left while they were on their way. */
    leftSending: (): Delivery[] =>
      db.select().from(messageDeliveryTable).where(eq(messageDeliveryTable.state, 'sending')).all(),
    findDelivery: (id: number): Delivery | null =>
      db.select().from(messageDeliveryTable).where(eq(messageDeliveryTable.id, id)).get() ?? null,
    updateDelivery: (id: number, change: Partial<typeof messageDeliveryTable.$inferInsert>): void =>
      void db.update(messageDeliveryTable).set(change).where(eq(messageDeliveryTable.id, id)).run(),
    /** Takes a waiting message to be sent; false: somebody else has. */
    claim: (id: number): boolean =>
      db
        .update(messageDeliveryTable)
        .set({ state: 'sending' })
        .where(and(eq(messageDeliveryTable.id, id), eq(messageDeliveryTable.state, 'waiting')))
        .run().changes === 1,
    eventsOf: (deliveryIds: number[]): (MessageEvent & { deliveryId: number })[] =>
      db
        .select({ event: messageEventTable, deliveryId: messageDeliveryEventTable.deliveryId })
        .from(messageDeliveryEventTable)
        .innerJoin(messageEventTable, eq(messageEventTable.id, messageDeliveryEventTable.eventId))
        .where(inArray(messageDeliveryEventTable.deliveryId, deliveryIds))
        .orderBy(asc(messageEventTable.at), asc(messageEventTable.id))
        .all()
        .map(({ event, deliveryId }) => ({ ...event, deliveryId })),
    latest: (limit: number): { delivery: Delivery; channel: Channel }[] =>
      db
        .select({ delivery: messageDeliveryTable, channel: messageChannelTable })
        .from(messageDeliveryTable)
        .innerJoin(messageChannelTable, eq(messageChannelTable.id, messageDeliveryTable.channelId))
        .orderBy(desc(messageDeliveryTable.id))
        .limit(limit)
        .all(),
    lastState: (channelId: number): Delivery['state'] | null =>
      db
        .select({ state: messageDeliveryTable.state })
        .from(messageDeliveryTable)
        .where(eq(messageDeliveryTable.channelId, channelId))
        .orderBy(desc(messageDeliveryTable.id))
        .limit(1)
        .get()?.state ?? null,
  };
}
