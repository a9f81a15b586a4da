/** Cameras: adding them, their keys (shown once, revocable) and the views on their pictures. */
import { createHash, randomBytes } from 'node:crypto';
import type { Bin, PlacesService } from '../places/places.service.ts';
import type { Calendar } from '../platform/calendar.ts';
import type { Clock } from '../platform/clock.ts';
import { type Db, inTransaction } from '../platform/db/database.ts';
import { AppError } from '../platform/errors.ts';
import type { Camera, CamerasRepo, Polygon } from './cameras.repo.ts';
import { expectedPhotos } from './cameras.rules.ts';
import type { CameraChange, NewCamera, NewView } from './cameras.schemas.ts';
import type { MasksService } from './masks.service.ts';

export type { Camera } from './cameras.repo.ts';
export type CamerasService = ReturnType<typeof createCamerasService>;

const hourMs = 3_600_000;
const hashKey = (key: string): string => createHash('sha256').update(key).digest('hex');
const makeKey = (): string => `gs_cam_${randomBytes(24).toString('base64url')}`;
const samePolygon = (a: Polygon, b: Polygon): boolean => JSON.stringify(a) === JSON.stringify(b);

function isSameSet(before: NewView[], views: NewView[]): boolean {
  const isIn = (view: NewView): boolean =>
    before.some(
      (old) => old.binId === view.binId && old.counting === view.counting && samePolygon(old.polygon, view.polygon),
    );
  return before.length === views.length && views.every(isIn);
}

/** Somebody who draws must not undo unseen what somebody else has just drawn. */
function checkBasis(basedOn: number | undefined, revision: number): void {
  if (basedOn === undefined || basedOn === revision) return;
  throw new AppError('drawn_meanwhile', `Somebody else has saved revision ${revision} of this camera meanwhile.`);
}

export function createCamerasService(deps: {
  db: Db;
  repo: CamerasRepo;
  masks: Pick<MasksService, 'set'>;
  places: Pick<PlacesService, 'station' | 'binsOf'>;
  calendar: Calendar;
  clock: Clock;
}) {
  const { db, repo, masks, places, calendar, clock } = deps;

  const findOrThrow = (id: number): Camera => {
    const camera = repo.find(id);
    if (!camera || camera.retiredAt !== null) {
      throw new AppError('no_such_camera', `There is no camera with number ${id}.`);
    }
    return camera;
  };

  const checkView = (camera: { id: number; stationId: number }, view: NewView, bins: Bin[]): void => {
    if (!bins.some((bin) => bin.id === view.binId)) {
      const detail = `Bin ${view.binId} is not one of the camera’s station.`;
      throw new AppError('bin_elsewhere', detail);
    }
    const other = view.counting ? repo.countingCameraOf(view.binId) : null;
    if (other !== null && other !== camera.id) {
      const detail = `Bin ${view.binId} is counted by camera ${other} already; send this view with "counting": false.`;
      throw new AppError('bin_counted_elsewhere', detail);
    }
  };

  /** Writes the difference between the views in force and those wanted, as one new revision of the view set; returns it. */
  const writeViews = (camera: { id: number; stationId: number; viewSetRevision: number }, views: NewView[]): number => {
    const bins = places.binsOf(camera.stationId);
    for (const view of views) checkView(camera, view, bins);
    const setRevision = camera.viewSetRevision + 1;
    const before = repo.viewSet(camera.id, camera.viewSetRevision);
    // The same again changes nothing: a new revision would make the service learn anew where the camera stands.
    if (isSameSet(before, views)) return camera.viewSetRevision;
    for (const old of before) {
      const kept = views.find((view) => view.binId === old.binId && view.counting === old.counting);
      if (kept && samePolygon(kept.polygon, old.polygon)) continue;
      repo.endViewRevision(old.viewRevisionId, setRevision);
      if (!kept) repo.retireView(old.viewId, clock());
    }
    for (const view of views) {
      const old = before.find((one) => one.binId === view.binId && one.counting === view.counting);
      if (old && samePolygon(view.polygon, old.polygon)) continue;
      const viewId =
        old?.viewId ?? repo.insertView({ cameraId: camera.id, binId: view.binId, counting: view.counting });
      repo.insertViewRevision({
        viewId,
        revision: repo.lastRevisionOf(viewId) + 1,
        polygon: view.polygon,
        fromSetRevision: setRevision,
        createdAt: clock(),
      });
    }
    repo.setViewSetRevision(camera.id, setRevision);
    return setRevision;
  };

  /** Writes down what is expected of each camera up to the end of the present hour, also for hours slept through. */
  const writeHours = (): void => {
    const until = calendar.startOfHour(clock()) + hourMs;
    inTransaction(db, () => {
      for (const camera of repo.withHoursToWrite(until)) {
        let from = camera.hoursWrittenUntil;
        while (from < until) {
          const hourAt = calendar.startOfHour(from);
          const endMinute = calendar.minuteOfDay(hourAt) + 60;
          const expected = expectedPhotos(camera.openingHours, calendar.minuteOfDay(from), endMinute, camera.intervalS);
          if (expected > 0) repo.addToHour(camera.id, hourAt, { expected });
          from = hourAt + hourMs;
        }
        repo.setHoursWrittenUntil(camera.id, until);
      }
    });
  };

  /** Takes back what is expected of a camera in the rest of the present hour. */
  const expectNoMore = ({ id, stationId, intervalS }: Camera): void => {
    const from = calendar.minuteOfDay(clock());
    const opening = places.station(stationId)?.openingHours ?? [];
    const rest = expectedPhotos(opening, from, (Math.floor(from / 60) + 1) * 60, intervalS);
    if (rest > 0) repo.addToHour(id, calendar.startOfHour(clock()), { expected: -rest });
  };

  return {
    /** The camera whose key this is; null for a wrong or revoked one. */
    findByKey: (key: string): Camera | null => repo.findByKeyHash(hashKey(key)),
    list: () => repo.list(),
    find: (id: number): Camera | null => repo.find(id),
    countingCameraOf: (binId: number): number | null => repo.countingCameraOf(binId),
    hoursSince: repo.hoursSince,
    /** Throws `no_such_camera`. */
    findOrThrow,
    viewSet: (cameraId: number, setRevision: number) => repo.viewSet(cameraId, setRevision),
    viewBinding: (viewRevisionId: number) => repo.viewBinding(viewRevisionId),
    /** Adds a camera; the key is in the answer and nowhere else. Throws `no_such_station` and those of `setViews`. */
    add(camera: NewCamera, addedBy: number | null = null): { id: number; key: string } {
      const key = makeKey();
      return inTransaction(db, () => {
        if (!places.station(camera.stationId)) {
          throw new AppError('no_such_station', `There is no station with number ${camera.stationId}.`);
        }
        const { views, masks: polygons, ...row } = camera;
        const id = repo.insert({
          ...row,
          keyHash: hashKey(key),
          viewSetRevision: 1,
          createdAt: clock(),
          hoursWrittenUntil: clock(),
        });
        if (views.length > 0) writeViews({ id, stationId: camera.stationId, viewSetRevision: 1 }, views);
        masks.set(id, polygons, addedBy);
        writeHours();
        return { id, key };
      });
    },
    /**
     * Replaces all views; returns the revision in force. Throws `no_such_camera`, `bin_elsewhere`, `bin_counted_elsewhere`,
     * and `drawn_meanwhile` when the revision is not `basedOn`.
     */
    setViews(id: number, views: NewView[], basedOn?: number): number {
      return inTransaction(db, () => {
        const camera = findOrThrow(id);
        checkBasis(basedOn, camera.viewSetRevision);
        return writeViews(camera, views);
      });
    },
    /** Replaces all masks; returns the revision in force. Throws `no_such_camera`, `drawn_meanwhile`. */
    setMasks(id: number, polygons: Polygon[], setBy: number, basedOn?: number): number {
      return inTransaction(db, () => {
        checkBasis(basedOn, findOrThrow(id).maskSetRevision);
        masks.set(id, polygons, setBy);
        return findOrThrow(id).maskSetRevision;
      });
    },
    /** Changes name or interval; another interval holds from the next hour on. Throws `no_such_camera`. */
    update(id: number, change: CameraChange): void {
      const { name, intervalS } = change;
      inTransaction(db, () => {
        findOrThrow(id);
        if (name === undefined && intervalS === undefined) return;
        repo.update(id, { ...(name === undefined ? {} : { name }), ...(intervalS === undefined ? {} : { intervalS }) });
      });
    },
    /**
     * Takes a camera out of service: its key ends, its views let go of their bins, nothing more is expected of it. What it
     * has sent stays. Throws `no_such_camera`.
     */
    retire(id: number): void {
      inTransaction(db, () => {
        const camera = findOrThrow(id);
        writeViews(camera, []);
        repo.setKey(id, null);
        expectNoMore(camera);
        repo.update(id, { retiredAt: clock() });
      });
    },
    /** A new key; the one before stops working at once. */
    replaceKey(id: number): string {
      const key = makeKey();
      inTransaction(db, () => repo.setKey(findOrThrow(id).id, hashKey(key)));
      return key;
    },
    revokeKey(id: number): void {
      inTransaction(db, () => repo.setKey(findOrThrow(id).id, null));
    },
    /** Inside a transaction: a photograph came, or turned out to be unusable. */
    countReceived(cameraId: number, capturedAt: number, now: number): void {
      repo.addToHour(cameraId, calendar.startOfHour(capturedAt), { received: 1 });
      repo.markSeen(cameraId, now);
    },
    countUnusable: (cameraId: number, capturedAt: number): void =>
      repo.addToHour(cameraId, calendar.startOfHour(capturedAt), { unusable: 1 }),
    /** Inside a transaction: a photograph counted as unusable is given another try. */
    uncountUnusable: (cameraId: number, capturedAt: number): void =>
      repo.addToHour(cameraId, calendar.startOfHour(capturedAt), { unusable: -1 }),
    writeHours,
  };
}
