/** Asks cameras for their picture at their interval within opening hours, and takes it in like any other photograph. */
import { type CameraAddress, type ClientLimits, PullError } from '../camera-client/camera-client.ts';
import type { Snapshots } from '../camera-client/snapshots.ts';
import type { CameraHealthService } from '../cameras/camera-health.service.ts';
import { isOpenAt } from '../cameras/cameras.rules.ts';
import type { Camera, CamerasService } from '../cameras/cameras.service.ts';
import type { CapturesService } from '../captures/captures.service.ts';
import type { Calendar } from '../platform/calendar.ts';
import type { Clock } from '../platform/clock.ts';
import { type Db, inTransaction } from '../platform/db/database.ts';
import { AppError } from '../platform/errors.ts';
import type { Logger } from '../platform/logger.ts';
import type { Sealing } from '../platform/sealing.ts';
import type { CameraPull, PullsRepo } from './pulls.repo.ts';
import { firstPullAt, nextPullAt } from './pulls.rules.ts';
import type { PullChange, Pulled, PullView } from './pulls.schemas.ts';

export type PullsService = ReturnType<typeof createPullsService>;

const isoOrNull = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());
const contextOf = (cameraId: number): string => `camera_pull ${cameraId}`;
/** More at once would hold that many pictures in memory. */
const mostAtOnce = 16;

export function createPullsService(deps: {
  db: Db;
  repo: PullsRepo;
  cameras: Pick<CamerasService, 'findOrThrow'>;
  captures: Pick<CapturesService, 'receive'>;
  health: Pick<CameraHealthService, 'contact' | 'clockSeen'>;
  snapshots: Pick<Snapshots, 'take'>;
  sealing: Sealing;
  limits: ClientLimits;
  calendar: Calendar;
  clock: Clock;
  log: Logger;
  /** Uniform in [0, 1). */
  chance?: () => number;
}) {
  const { db, repo, cameras, captures, health, snapshots, sealing, limits, calendar, clock, log } = deps;
  const chance = deps.chance ?? Math.random;
  /** When each camera is asked next; a start begins anew. */
  const due = new Map<number, number>();
  const running = new Map<number, Promise<Pulled>>();

  const addressOf = (pull: CameraPull): CameraAddress => {
    const { preset, scheme, host, port, channel, path, auth, username, sealedPassword, anyCertificate } = pull;
    const password = sealedPassword === null ? '' : sealing.open(sealedPassword, contextOf(pull.cameraId));
    return { preset, scheme, host, port, channel, path, auth, username, password, anyCertificate };
  };

  const succeeded = (pull: CameraPull, camera: Camera, startedAt: number, driftMs: number | null): void => {
    if (pull.fault !== null) log.info({ cameraId: camera.id }, 'a camera answers again with its picture');
    inTransaction(db, () => {
      repo.update(camera.id, {
        ...{
          lastTriedAt: startedAt,
          lastOkAt: clock(),
          failures: 0,
          failingSince: null,
          fault: null,
          faultDetail: null,
        },
      });
      health.contact(camera.id, 'pull');
      if (driftMs !== null) health.clockSeen(camera.id, driftMs);
    });
  };

  const failed = (pull: CameraPull, startedAt: number, error: PullError): void => {
    const { fault, message: faultDetail } = error;
    const failingSince = pull.failingSince ?? startedAt;
    const failures = pull.failures + 1;
    if (pull.fault !== fault) log.warn({ cameraId: pull.cameraId, fault }, 'a camera gives no picture');
    repo.update(pull.cameraId, { lastTriedAt: startedAt, failures, failingSince, fault, faultDetail });
  };

  /** One picture, from its camera into the store. */
  const pullOnce = async (pull: CameraPull, camera: Camera): Promise<Pulled> => {
    const startedAt = clock();
    try {
      const { bytes, clockDriftMs } = await snapshots.take(addressOf(pull), limits);
      succeeded(pull, camera, startedAt, clockDriftMs);
      const { capture, duplicate } = await captures.receive(
        camera,
        Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
        {},
      );
      return { captureId: capture.id, duplicate, fault: null, detail: null };
    } catch (error) {
      if (error instanceof PullError) {
        failed(pull, startedAt, error);
        return { captureId: null, duplicate: false, fault: error.fault, detail: error.message };
      }
      if (!(error instanceof AppError)) throw error;
      log.warn({ cameraId: camera.id, code: error.code }, 'a camera’s picture was not taken in');
      return { captureId: null, duplicate: false, fault: 'not_taken_in', detail: error.message };
    }
  };

  /** Never twice at once for one camera: who comes second gets the first one's picture. */
  const pull = (row: CameraPull, camera: Camera): Promise<Pulled> => {
    const mine = running.get(camera.id) ?? pullOnce(row, camera).finally(() => void running.delete(camera.id));
    running.set(camera.id, mine);
    return mine;
  };

  const planNext = (camera: Camera, startedAt: number): void => {
    const { failures = 0, fault = null } = repo.find(camera.id) ?? {};
    due.set(camera.id, nextPullAt({ startedAt, intervalS: camera.intervalS, failures, fault }, chance()));
  };

  const findOrThrow = (cameraId: number): CameraPull => {
    const row = repo.find(cameraId);
    if (!row) throw new AppError('not_asked', 'This camera is not asked for pictures; set its address first.');
    return row;
  };

  /** What was entered for one place is not sent to another. */
  const keepsPassword = (before: CameraPull, change: PullChange): boolean =>
    (['scheme', 'host', 'port', 'auth', 'username', 'anyCertificate'] as const).every(
      (of) => before[of] === change[of],
    );

  const sealedFor = (cameraId: number, change: PullChange): string | null => {
    const before = repo.find(cameraId);
    if (change.password === null || change.password === '') return null;
    if (change.password !== undefined) return sealing.seal(change.password, contextOf(cameraId));
    if (!before?.sealedPassword) return null;
    if (keepsPassword(before, change)) return before.sealedPassword;
    throw new AppError('password_again', 'Please enter the password again: it goes to another place than before.', {
      faults: [{ pointer: '/password', detail: 'must be entered again' }],
    });
  };

  return {
    view(cameraId: number): PullView {
      const row = repo.find(cameraId);
      if (!row) return { pull: null };
      const { sealedPassword, lastTriedAt, lastOkAt, fault, faultDetail, failingSince, failures, ...rest } = row;
      const trouble =
        fault === null ? null : { fault, detail: faultDetail ?? '', since: isoOrNull(failingSince) ?? '', failures };
      return {
        pull: {
          ...rest,
          hasPassword: sealedPassword !== null,
          lastTriedAt: isoOrNull(lastTriedAt),
          lastOkAt: isoOrNull(lastOkAt),
          trouble,
          nextAt: isoOrNull(due.get(cameraId) ?? null),
        },
      };
    },
    /** Sets where and how a camera is asked. Throws `no_such_camera`, `password_again`. */
    set(cameraId: number, change: PullChange): void {
      const camera = cameras.findOrThrow(cameraId);
      const { password: _, ...rest } = change;
      repo.put({
        ...{ cameraId, ...rest, sealedPassword: sealedFor(cameraId, change), changedAt: clock() },
        ...{ failures: 0, failingSince: null, fault: null, faultDetail: null },
      });
      due.set(cameraId, firstPullAt(clock(), camera.intervalS, chance()));
    },
    remove(cameraId: number): void {
      repo.remove(cameraId);
      due.delete(cameraId);
    },
    /** Asks for a picture at once, whatever the hour. Throws `no_such_camera`, `not_asked`. */
    now: (cameraId: number): Promise<Pulled> => pull(findOrThrow(cameraId), cameras.findOrThrow(cameraId)),
    /** Begins with those cameras that are due; done every second. */
    tick(): void {
      const enabled = repo.enabled();
      const known = new Set(enabled.map(({ camera }) => camera.id));
      for (const id of due.keys()) if (!known.has(id)) due.delete(id);
      for (const { pull: row, camera, openingHours } of enabled) {
        const now = clock();
        if (!isOpenAt(openingHours, now, calendar)) {
          due.delete(camera.id);
          continue;
        }
        const at = due.get(camera.id) ?? firstPullAt(now, camera.intervalS, chance());
        due.set(camera.id, at);
        if (at > now || running.has(camera.id) || running.size >= mostAtOnce) continue;
        void pull(row, camera)
          .catch((error: unknown) => log.error({ err: error, cameraId: camera.id }, 'a camera could not be asked'))
          .finally(() => planNext(camera, now));
      }
    },
    /** Resolves when nothing is being asked. */
    settle: async (): Promise<void> => void (await Promise.allSettled([...running.values()])),
  };
}
