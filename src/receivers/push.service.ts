/**
 * What devices push: the body is stored first, then read, then answered as its maker expects; the work is done after the
 * answer. Each picture becomes the same capture as one that was posted; a body that a killed process left is done later.
 */
import type { CameraHealthService } from '../cameras/camera-health.service.ts';
import type { Camera, CamerasService } from '../cameras/cameras.service.ts';
import type { MasksService } from '../cameras/masks.service.ts';
import type { CapturesService } from '../captures/captures.service.ts';
import type { Calendar } from '../platform/calendar.ts';
import type { Clock } from '../platform/clock.ts';
import { type Db, inTransaction } from '../platform/db/database.ts';
import { createGroupCommit } from '../platform/db/group-commit.ts';
import { AppError } from '../platform/errors.ts';
import type { Spool } from '../platform/files/spool.ts';
import type { Logger } from '../platform/logger.ts';
import type { PushRequest } from './message.ts';
import { type ParsedPush, type PushFault, parsePush } from './parse-push.ts';
import type { PushAddress, PushBody, PushRepo, PushSource } from './push.repo.ts';
import type { PushAddressesService } from './push-addresses.service.ts';
import {
  eventKey,
  identityOf,
  type PushedEvent,
  type PushedPicture,
  picturesToTake,
  type Understood,
} from './push-event.rules.ts';
import type { PushFetchRepo } from './push-fetch.repo.ts';
import type { BodySummary, EventSummary, Outcome, PictureSummary } from './push-summary.schemas.ts';

export type PushService = ReturnType<typeof createPushService>;

const dayMs = 86_400_000;
const keepMs = 7 * dayMs;
/** The sweep leaves alone what is being worked on. */
const unfinishedAfterMs = 30_000;
/** Devices repeat an event every second as long as it lasts. */
const repeatWithinMs = 10_000;
const sweptAtOnce = 200;
/** Of those without a file only a few lines are kept, but many cameras send many. */
const mostBodies = 20_000;
/** Refusals of the picture itself: the same again would be refused again. */
const refusals = ['not_an_image', 'photo_truncated', 'photo_too_many_pixels', 'photo_animated'] as const;

const faultTexts: Record<PushFault, string> = {
  empty: 'The body is empty.',
  cut_off: 'A picture in the body breaks off; please send it again, whole.',
  no_document: 'The body holds neither a picture nor a document of a device.',
  unknown_document: 'The document in the body is not one of a device that is known here, and no picture came with it.',
};

export interface Delivery extends PushRequest {
  remoteAddress: string;
}

/** An event with the channel it came from; null: there are too many of them to remember. */
interface Sourced {
  event: PushedEvent;
  source: PushSource | null;
}

function refuse(fault: PushFault): never {
  const code = fault === 'cut_off' ? 'photo_truncated' : fault === 'empty' ? 'push_empty' : 'push_not_understood';
  throw new AppError(code, faultTexts[fault]);
}

export function createPushService(deps: {
  db: Db;
  repo: PushRepo;
  addresses: Pick<PushAddressesService, 'hear'>;
  fetches: Pick<PushFetchRepo, 'insert'>;
  files: Spool;
  cameras: Pick<CamerasService, 'find'>;
  health: Pick<CameraHealthService, 'contact'>;
  masks: Pick<MasksService, 'revisionInForce'>;
  captures: Pick<CapturesService, 'receive'>;
  calendar: Pick<Calendar, 'toIso'>;
  clock: Clock;
  log: Logger;
  mostKeptBytes: number;
}) {
  const { db, repo, addresses, fetches, files, cameras, health, masks, captures, calendar, clock, log } = deps;
  const rows = createGroupCommit(db, repo.insertBody, { maxItems: 200 });
  /** What is being done for each address, one after the other: a repeat must find what came before it. */
  const working = new Map<number, Promise<unknown>>();
  const inProgress = new Set<number>();

  const isoOf = ({ said }: Pick<PushedEvent, 'said'>): string | null =>
    said === null ? null : said.hasOffset ? said.iso : calendar.toIso(said.iso);

  const cameraOf = (address: PushAddress, source: PushSource | null): Camera | null => {
    const id = address.kind === 'camera' ? address.cameraId : source?.cameraId;
    const camera = id ? cameras.find(id) : null;
    return camera && camera.retiredAt === null ? camera : null;
  };

  const hear = (address: PushAddress, understood: Understood, remoteAddress: string): Sourced[] =>
    understood.events.map((event) => {
      const { mac, id } = event.device;
      const source = addresses.hear({
        addressId: address.id,
        identity: address.kind === 'waiting_room' ? identityOf(event.device, remoteAddress) : '',
        channel: event.channel ?? '',
        ...{ vendor: understood.vendor, mac, deviceId: id, channelName: event.channelName, remoteAddress },
      });
      return { event, source };
    });

  const take = async (camera: Camera, event: PushedEvent, picture: PushedPicture): Promise<PictureSummary> => {
    const shown = { name: picture.name, bytes: picture.bytes.length };
    const iso = isoOf(picture.said ? picture : event);
    const trust = { isDoubtful: event.isTimeUnreadable, whenAhead: 'mark' } as const;
    try {
      const fields = {
        late: event.isResent ? ('yes' as const) : ('no' as const),
        ...(iso === null ? {} : { captured_at: iso }),
      };
      const { capture, duplicate } = await captures.receive(camera, picture.bytes, fields, trust);
      return { ...shown, outcome: duplicate ? 'duplicate' : 'taken', captureId: capture.id };
    } catch (error) {
      const outcome = error instanceof AppError ? refusals.find((code) => code === error.code) : undefined;
      if (!outcome) throw error;
      return { ...shown, outcome, captureId: null };
    }
  };

  const absoluteUrl = (url: string, remoteAddress: string): string =>
    URL.parse(url, `http://${remoteAddress.includes(':') ? `[${remoteAddress}]` : remoteAddress}/`)?.href ?? url;

  const noteFetches = (camera: Camera, event: PushedEvent, body: PushBody): PictureSummary[] =>
    event.urls.map((given) => {
      const url = absoluteUrl(given, body.remoteAddress);
      fetches.insert({
        ...{ addressId: body.addressId, cameraId: camera.id, url, capturedAt: isoOf(event) },
        ...{ isResent: event.isResent, isDoubtful: event.isTimeUnreadable },
        ...{ createdAt: clock(), state: 'waiting' as const, dueAt: clock() },
      });
      return { name: url, bytes: null, outcome: 'to_fetch' as const, captureId: null };
    });

  /** Counts a repeat to the event it repeats, else notes a new one. */
  const noteEvent = (source: PushSource, event: PushedEvent, key: string | null, pictures: number): void => {
    const iso = isoOf(event);
    const at = iso === null ? clock() : Date.parse(iso);
    const known = key === null ? null : repo.findEventByKey(source.id, key);
    const latest = known ?? (key === null ? repo.latestEvent(source.id, event.eventType) : null);
    const isRepeat = known !== null || (latest?.vendorKey === null && Math.abs(at - latest.lastAt) <= repeatWithinMs);
    const { eventType, isResent } = event;
    if (latest && isRepeat) {
      repo.repeatEvent(latest.id, at, pictures);
      return;
    }
    repo.insertEvent({
      ...{ sourceId: source.id, vendorKey: key, eventType, firstAt: at, lastAt: at, count: 1, pictures, isResent },
    });
  };

  const untaken = (event: PushedEvent, outcome: Outcome): PictureSummary[] => [
    ...picturesToTake(event).map(({ name, bytes }) => ({ name, bytes: bytes.length, outcome, captureId: null })),
    ...event.urls.map((url) => ({ name: url, bytes: null, outcome, captureId: null })),
  ];

  const cropsOf = ({ pictures }: PushedEvent): PictureSummary[] =>
    pictures
      .filter(({ role }) => role === 'crop')
      .map(({ name, bytes }) => ({ name, bytes: bytes.length, outcome: 'crop' as const, captureId: null }));

  const workOnEvent = async (
    camera: Camera | null,
    { event, source }: Sourced,
    understood: Understood,
    body: PushBody,
  ): Promise<PictureSummary[]> => {
    if (!camera || !source) {
      const waiting = untaken(event, 'no_camera');
      if (source) inTransaction(db, () => repo.countPictures(source.id, waiting.length));
      return waiting;
    }
    const key = eventKey(event, understood.vendor);
    const known = key === null ? null : repo.findEventByKey(source.id, key);
    const all = untaken(event, 'known_event');
    if (known !== null && known.pictures > 0) {
      inTransaction(db, () => {
        noteEvent(source, event, key, 0);
        health.contact(camera.id, 'heartbeat');
      });
      return all;
    }
    const taken: PictureSummary[] = [];
    for (const picture of picturesToTake(event)) taken.push(await take(camera, event, picture));
    inTransaction(db, () => {
      taken.push(...noteFetches(camera, event, body));
      const count = taken.filter(
        ({ outcome }) => outcome === 'taken' || outcome === 'to_fetch' || outcome === 'duplicate',
      );
      noteEvent(source, event, key, count.length);
      repo.countPictures(source.id, all.length);
      // One whose pictures are broken, or yet to be fetched, is not silent; what was taken in has been told of already.
      const isTold = taken.some(({ outcome }) => outcome === 'taken' || outcome === 'duplicate');
      if (!isTold) health.contact(camera.id, 'heartbeat');
    });
    return taken;
  };

  const summaryOf = (parsed: ParsedPush, events: EventSummary[]): BodySummary => ({
    parts: parsed.parts,
    vendor: parsed.understood?.vendor ?? null,
    fault: parsed.fault,
    isHeartbeat: parsed.understood?.isHeartbeat ?? false,
    events,
  });

  const summariseEvent = (event: PushedEvent, camera: Camera | null, pictures: PictureSummary[]): EventSummary => ({
    ...{ eventType: event.eventType, channel: event.channel, channelName: event.channelName },
    ...{ said: event.said?.iso ?? null, isTimeUnreadable: event.isTimeUnreadable, isActive: event.isActive },
    ...{ isResent: event.isResent, vendorId: event.vendorId, mac: event.device.mac, cameraId: camera?.id ?? null },
    pictures: [...pictures, ...cropsOf(event)],
  });

  /** Nobody may see what a mask covers: of cameras with masks only the outline of a body is kept. */
  const dropFile = async (body: PushBody): Promise<void> => {
    inTransaction(db, () => repo.forgetFile(body.id));
    await files.erase(String(body.id));
  };

  const work = async (address: PushAddress, body: PushBody, parsed: ParsedPush, sourced: Sourced[]): Promise<void> => {
    const { understood } = parsed;
    if (!understood) return;
    const events: EventSummary[] = [];
    let isMasked = false;
    for (const one of sourced) {
      const camera = cameraOf(address, one.source);
      const pictures = await workOnEvent(camera, one, understood, body);
      isMasked ||= camera !== null && masks.revisionInForce(camera.id) !== null;
      events.push(summariseEvent(one.event, camera, pictures));
    }
    if (isMasked) await dropFile(body);
    const sourceId = sourced.find(({ source }) => source !== null)?.source?.id ?? null;
    inTransaction(db, () => repo.endBody(body.id, { state: 'done', sourceId, summary: summaryOf(parsed, events) }));
  };

  /** Whether a picture in a body that could not be read may be one of a camera with masks. */
  const mayShowMasked = (address: PushAddress): boolean =>
    [address.cameraId, ...repo.sourcesOfAddress(address.id).map(({ cameraId }) => cameraId)].some(
      (id) => id !== null && masks.revisionInForce(id) !== null,
    );

  const queue = (body: PushBody, job: () => Promise<void>): Promise<void> => {
    const before = working.get(body.addressId) ?? Promise.resolve();
    const mine = before.then(job).catch((error: unknown) => {
      // The body stays as stored; the sweep comes back to it.
      log.error({ err: error, bodyId: body.id }, 'what a device sent could not be taken in yet');
    });
    inProgress.add(body.id);
    const done = mine.finally(() => {
      inProgress.delete(body.id);
      if (working.get(body.addressId) === done) working.delete(body.addressId);
    });
    working.set(body.addressId, done);
    return done;
  };

  const seen = (address: PushAddress, isHeartbeat: boolean): void => {
    const at = clock();
    repo.updateAddress(address.id, { lastSeenAt: at, ...(isHeartbeat ? { lastHeartbeatAt: at } : {}) });
  };

  const store = async (address: PushAddress, delivery: Delivery): Promise<PushBody> => {
    const { method, path, query, headers, body, remoteAddress } = delivery;
    const { authorization: _secret, ...kept } = headers;
    const row = await rows.submit({
      ...{ addressId: address.id, receivedAt: clock(), remoteAddress, method, path, query, headers: kept },
      ...{ bytes: body.length, hasFile: true, state: 'stored' as const },
    });
    inProgress.add(row.id);
    try {
      await files.save(String(row.id), body);
      return row;
    } catch (error) {
      inProgress.delete(row.id);
      inTransaction(db, () => repo.deleteBody(row.id));
      throw error;
    }
  };

  const forget = async (body: PushBody): Promise<void> => {
    inTransaction(db, () => repo.deleteBody(body.id));
    await files.erase(String(body.id));
  };

  const heartbeat = (address: PushAddress, understood: Understood, remoteAddress: string): void =>
    inTransaction(db, () => {
      seen(address, true);
      const sources = hear(address, understood, remoteAddress).map(({ source }) => source);
      const heard = [null, ...sources].flatMap((source) => cameraOf(address, source)?.id ?? []);
      for (const id of new Set(heard)) health.contact(id, 'heartbeat');
    });

  /** Reads a body, ends those that can't be used, and puts the rest to work. */
  const handle = async (address: PushAddress, body: PushBody, delivery: Delivery): Promise<ParsedPush> => {
    const parsed = parsePush(delivery);
    const { understood, fault } = parsed;
    if (understood?.isHeartbeat && fault === null) {
      heartbeat(address, understood, delivery.remoteAddress);
      inProgress.delete(body.id);
      await forget(body);
      return parsed;
    }
    const sourced = inTransaction(db, () => {
      seen(address, false);
      // Nothing that can be used, but from nobody else: the camera is not silent.
      const camera = fault === null ? null : cameraOf(address, null);
      if (camera) health.contact(camera.id, 'heartbeat');
      return understood && fault === null ? hear(address, understood, delivery.remoteAddress) : [];
    });
    if (fault === null) void queue(body, () => work(address, body, parsed, sourced));
    else {
      inProgress.delete(body.id);
      inTransaction(db, () => repo.endBody(body.id, { state: 'refused', summary: summaryOf(parsed, []) }));
      if (mayShowMasked(address)) await dropFile(body);
    }
    return parsed;
  };

  const again = async (body: PushBody): Promise<void> => {
    const address = repo.findAddress(body.addressId);
    if (!address || inProgress.has(body.id)) return;
    try {
      const bytes = await files.read(String(body.id));
      inProgress.add(body.id);
      await handle(address, body, { ...body, body: bytes });
    } catch (error) {
      inProgress.delete(body.id);
      if (!(error instanceof AppError) || error.code !== 'photo_missing') throw error;
      // Killed between the row and the file: the device got no answer and sends it again.
      inTransaction(db, () => repo.deleteBody(body.id));
    }
  };

  return {
    /** Takes in one request; returns the maker's answer. Throws `push_empty`, `push_not_understood`, `photo_truncated`, `storage_full`. */
    async receive(address: PushAddress, delivery: Delivery): Promise<Understood['answer']> {
      if (delivery.body.length === 0) {
        const { understood } = parsePush(delivery);
        if (!understood) refuse('empty');
        heartbeat(address, understood, delivery.remoteAddress);
        return understood.answer;
      }
      const body = await store(address, delivery);
      const { understood, fault } = await handle(address, body, delivery);
      if (fault !== null) refuse(fault);
      if (!understood) throw new Error('neither understood nor refused');
      return understood.answer;
    },
    /** Whether what has come so far needs nothing more. */
    isWhole(request: PushRequest): boolean {
      const { understood, fault, parts } = parsePush(request);
      // Of a document that names parts to come, such as a form, the pictures may be on their way.
      return (
        fault === null && (parts.length > 1 || understood?.events.some(({ pictures }) => pictures.length > 0) === true)
      );
    },
    /** Finishes what a killed process, or a full disk, left undone. */
    async resume(): Promise<void> {
      for (const body of repo.storedBodies(clock() - unfinishedAfterMs, sweptAtOnce)) await again(body);
    },
    /** Forgets what is older than a week, or more than there is room for. */
    async sweep(): Promise<void> {
      for (const body of repo.bodiesReceivedBefore(clock() - keepMs, sweptAtOnce)) await forget(body);
      for (;;) {
        const { bytes, bodies } = repo.keptBodies();
        if (bytes <= deps.mostKeptBytes && bodies <= mostBodies) break;
        const [oldest] = repo.oldestBodies(1);
        if (!oldest) break;
        await forget(oldest);
      }
      inTransaction(db, () => {
        repo.forgetEvents(clock() - 5 * keepMs);
        repo.forgetFetches(clock() - keepMs);
      });
    },
    /** Resolves when all that was answered is done. */
    async settle(): Promise<void> {
      while (working.size > 0) await Promise.all(working.values());
    },
    findBody: repo.findBody,
    readBody: (id: number): Promise<Buffer> => files.read(String(id)),
    bodiesOfAddress: (id: number, limit: number) => repo.bodiesOfAddress(id, limit),
    bodiesOfSources: (ids: number[], limit: number) => (ids.length > 0 ? repo.bodiesOfSources(ids, limit) : []),
    latestEvents: (ids: number[], limit: number) => (ids.length > 0 ? repo.latestEvents(ids, limit) : []),
  };
}
