/** Reads and writes addresses of devices, what is heard behind them, bodies, events. */
import { and, asc, desc, eq, inArray, isNotNull, isNull, lt, sql } from 'drizzle-orm';
import { cameraTable } from '../cameras/cameras.table.ts';
import { estateTable, stationTable } from '../places/places.table.ts';
import type { Db } from '../platform/db/database.ts';
import { pushAddressTable, pushBodyTable, pushEventTable, pushFetchTable, pushSourceTable } from './push.table.ts';
import type { BodySummary } from './push-summary.schemas.ts';

export type PushAddress = typeof pushAddressTable.$inferSelect;
export type PushSource = typeof pushSourceTable.$inferSelect;
export type PushBody = typeof pushBodyTable.$inferSelect;
export type PushRepo = ReturnType<typeof createPushRepo>;

/** What is told of a source each time it is heard. */
export type Heard = Pick<
  typeof pushSourceTable.$inferInsert,
  'addressId' | 'identity' | 'channel' | 'vendor' | 'mac' | 'deviceId' | 'channelName' | 'remoteAddress'
>;

export function createPushRepo(db: Db) {
  return {
    ...addressesOf(db),
    ...sourcesOf(db),
    ...bodiesOf(db),
    ...eventsOf(db),
  };
}

function addressesOf(db: Db) {
  const inUse = isNotNull(pushAddressTable.tokenHash);
  return {
    findAddressByToken: (tokenHash: string): PushAddress | null =>
      db.select().from(pushAddressTable).where(eq(pushAddressTable.tokenHash, tokenHash)).get() ?? null,
    findAddress: (id: number): PushAddress | null =>
      db.select().from(pushAddressTable).where(eq(pushAddressTable.id, id)).get() ?? null,
    findAddressOfCamera: (cameraId: number): PushAddress | null =>
      db.select().from(pushAddressTable).where(eq(pushAddressTable.cameraId, cameraId)).get() ?? null,
    /** Those in use, oldest first. */
    listAddresses: (): PushAddress[] =>
      db.select().from(pushAddressTable).where(inUse).orderBy(asc(pushAddressTable.id)).all(),
    insertAddress: (row: typeof pushAddressTable.$inferInsert): number =>
      db.insert(pushAddressTable).values(row).returning().get().id,
    updateAddress: (id: number, set: Partial<typeof pushAddressTable.$inferInsert>): void =>
      void db.update(pushAddressTable).set(set).where(eq(pushAddressTable.id, id)).run(),
    /** Where a camera stands, for people. */
    placeOfCamera: (id: number) =>
      db
        .select({
          id: cameraTable.id,
          name: cameraTable.name,
          retiredAt: cameraTable.retiredAt,
          station: stationTable.name,
          estateId: estateTable.id,
          estate: estateTable.name,
        })
        .from(cameraTable)
        .innerJoin(stationTable, eq(stationTable.id, cameraTable.stationId))
        .innerJoin(estateTable, eq(estateTable.id, stationTable.estateId))
        .where(eq(cameraTable.id, id))
        .get() ?? null,
  };
}

function sourcesOf(db: Db) {
  const isOf = ({ addressId, identity, channel }: Pick<Heard, 'addressId' | 'identity' | 'channel'>) =>
    and(
      eq(pushSourceTable.addressId, addressId),
      eq(pushSourceTable.identity, identity),
      eq(pushSourceTable.channel, channel),
    );
  return {
    findSource: (id: number): PushSource | null =>
      db.select().from(pushSourceTable).where(eq(pushSourceTable.id, id)).get() ?? null,
    findSourceOf: (of: Pick<Heard, 'addressId' | 'identity' | 'channel'>): PushSource | null =>
      db.select().from(pushSourceTable).where(isOf(of)).get() ?? null,
    insertSource: (row: typeof pushSourceTable.$inferInsert): PushSource =>
      db.insert(pushSourceTable).values(row).returning().get(),
    updateSource: (id: number, set: Partial<typeof pushSourceTable.$inferInsert>): void =>
      void db.update(pushSourceTable).set(set).where(eq(pushSourceTable.id, id)).run(),
    countPictures: (id: number, more: number): void =>
      void db
        .update(pushSourceTable)
        .set({ pictures: sql`${pushSourceTable.pictures} + ${more}` })
        .where(eq(pushSourceTable.id, id))
        .run(),
    sourcesOfAddress: (addressId: number): PushSource[] =>
      db
        .select()
        .from(pushSourceTable)
        .where(eq(pushSourceTable.addressId, addressId))
        .orderBy(asc(pushSourceTable.identity), asc(pushSourceTable.channel))
        .all(),
    sourcesOfCamera: (cameraId: number): PushSource[] =>
      db.select().from(pushSourceTable).where(eq(pushSourceTable.cameraId, cameraId)).all(),
    /** Channels that nobody has said anything about, latest first. */
    waitingSources: (limit: number) =>
      db
        .select({ source: pushSourceTable, address: { id: pushAddressTable.id, name: pushAddressTable.name } })
        .from(pushSourceTable)
        .innerJoin(pushAddressTable, eq(pushAddressTable.id, pushSourceTable.addressId))
        .where(
          and(
            isNull(pushSourceTable.cameraId),
            isNull(pushSourceTable.ignoredAt),
            isNotNull(pushAddressTable.tokenHash),
            sql`${pushAddressTable.kind} <> 'camera'`,
          ),
        )
        .orderBy(desc(pushSourceTable.lastSeenAt))
        .limit(limit)
        .all(),
    countSources: (addressId: number): number =>
      db
        .select({ count: sql<number>`count(*)` })
        .from(pushSourceTable)
        .where(eq(pushSourceTable.addressId, addressId))
        .get()?.count ?? 0,
  };
}

function bodiesOf(db: Db) {
  return {
    insertBody: (row: typeof pushBodyTable.$inferInsert): PushBody =>
      db.insert(pushBodyTable).values(row).returning().get(),
    findBody: (id: number): PushBody | null =>
      db.select().from(pushBodyTable).where(eq(pushBodyTable.id, id)).get() ?? null,
    endBody: (id: number, set: { state: 'done' | 'refused'; sourceId?: number | null; summary: BodySummary }): void =>
      void db.update(pushBodyTable).set(set).where(eq(pushBodyTable.id, id)).run(),
    forgetFile: (id: number): void =>
      void db.update(pushBodyTable).set({ hasFile: false }).where(eq(pushBodyTable.id, id)).run(),
    deleteBody: (id: number): void => void db.delete(pushBodyTable).where(eq(pushBodyTable.id, id)).run(),
    bodiesOfAddress: (addressId: number, limit: number): PushBody[] =>
      db
        .select()
        .from(pushBodyTable)
        .where(eq(pushBodyTable.addressId, addressId))
        .orderBy(desc(pushBodyTable.id))
        .limit(limit)
        .all(),
    bodiesOfSources: (sourceIds: number[], limit: number): PushBody[] =>
      db
        .select()
        .from(pushBodyTable)
        .where(inArray(pushBodyTable.sourceId, sourceIds))
        .orderBy(desc(pushBodyTable.id))
        .limit(limit)
        .all(),
    /** Left unfinished, as by a process that was killed; oldest first. */
    storedBodies: (before: number, limit: number): PushBody[] =>
      db
        .select()
        .from(pushBodyTable)
        .where(and(sql`${pushBodyTable.state} = 'stored'`, lt(pushBodyTable.receivedAt, before)))
        .orderBy(asc(pushBodyTable.id))
        .limit(limit)
        .all(),
    bodiesReceivedBefore: (before: number, limit: number): PushBody[] =>
      db
        .select()
        .from(pushBodyTable)
        .where(and(lt(pushBodyTable.receivedAt, before), sql`${pushBodyTable.state} <> 'stored'`))
        .orderBy(asc(pushBodyTable.receivedAt))
        .limit(limit)
        .all(),
    oldestBodies: (limit: number): PushBody[] =>
      db
        .select()
        .from(pushBodyTable)
        .where(sql`${pushBodyTable.state} <> 'stored'`)
        .orderBy(asc(pushBodyTable.receivedAt))
        .limit(limit)
        .all(),
    /** How much is kept: bytes of files, and rows. */
    keptBodies: (): { bytes: number; bodies: number } =>
      db
        .select({
          bytes: sql<number>`coalesce(sum(CASE WHEN ${pushBodyTable.hasFile} THEN ${pushBodyTable.bytes} END), 0)`,
          bodies: sql<number>`count(*)`,
        })
        .from(pushBodyTable)
        .get() ?? { bytes: 0, bodies: 0 },
  };
}

function eventsOf(db: Db) {
  return {
    findEventByKey: (sourceId: number, vendorKey: string) =>
      db
        .select()
        .from(pushEventTable)
        .where(and(eq(pushEventTable.sourceId, sourceId), eq(pushEventTable.vendorKey, vendorKey)))
        .get() ?? null,
    /** The latest of its kind, to which a repeat belongs when it comes soon enough. */
    latestEvent: (sourceId: number, eventType: string) =>
      db
        .select()
        .from(pushEventTable)
        .where(and(eq(pushEventTable.sourceId, sourceId), eq(pushEventTable.eventType, eventType)))
        .orderBy(desc(pushEventTable.lastAt))
        .limit(1)
        .get() ?? null,
    insertEvent: (row: typeof pushEventTable.$inferInsert): void => void db.insert(pushEventTable).values(row).run(),
    repeatEvent: (id: number, lastAt: number, pictures: number): void =>
      void db
        .update(pushEventTable)
        .set({
          lastAt: sql`max(${pushEventTable.lastAt}, ${lastAt})`,
          count: sql`${pushEventTable.count} + 1`,
          pictures: sql`${pushEventTable.pictures} + ${pictures}`,
        })
        .where(eq(pushEventTable.id, id))
        .run(),
    latestEvents: (sourceIds: number[], limit: number) =>
      db
        .select()
        .from(pushEventTable)
        .where(inArray(pushEventTable.sourceId, sourceIds))
        .orderBy(desc(pushEventTable.lastAt))
        .limit(limit)
        .all(),
    forgetEvents: (before: number): void =>
      void db.delete(pushEventTable).where(lt(pushEventTable.lastAt, before)).run(),
    forgetFetches: (before: number): void =>
      void db
        .delete(pushFetchTable)
        .where(and(lt(pushFetchTable.createdAt, before), isNull(pushFetchTable.dueAt)))
        .run(),
  };
}
