/** Keeps what is known of each camera's health, and tells once when one falls silent and once when it is heard again. */
import type { Calendar } from '../platform/calendar.ts';
import type { Clock } from '../platform/clock.ts';
import { type Db, inTransaction } from '../platform/db/database.ts';
import type { Logger } from '../platform/logger.ts';
import type { CameraHealthRepo } from './camera-health.repo.ts';
import { isClockOff, nextDrift, silentAfterMinutes, summarizeHours } from './camera-health.rules.ts';
import type { CameraHealthView, contactKinds, Heartbeat } from './camera-health.schemas.ts';
import type { CameraWatchRepo } from './camera-watch.repo.ts';
import { openMinutesBetween } from './cameras.rules.ts';
import type { CamerasService } from './cameras.service.ts';

export type CameraHealthService = ReturnType<typeof createCameraHealthService>;
type ContactKind = (typeof contactKinds)[number];

/** A photograph as it is taken in. */
export interface ArrivedPhoto {
  cameraId: number;
  receivedAt: number;
  /** As stored. */
  width: number;
  height: number;
  /** Ahead of the service's clock, by what the device said; null: it said nothing, or the photograph had been kept back. */
  driftMs: number | null;
}

const iso = (at: number): string => new Date(at).toISOString();
const isoOrNull = (at: number | null): string | null => (at === null ? null : iso(at));
const moment = (time: string | null): number | null => (time === null ? null : Date.parse(time));
const weekMs = 7 * 24 * 3_600_000;
/** Silence is counted no further back. */
const farthestBackMs = 48 * 3_600_000;

export function createCameraHealthService(deps: {
  db: Db;
  repo: CameraHealthRepo;
  notices: Pick<CameraWatchRepo, 'openNotice' | 'insertNotice' | 'updateNotice'>;
  cameras: Pick<CamerasService, 'list'>;
  calendar: Calendar;
  clock: Clock;
  log: Logger;
  graceMinutes: () => number;
}) {
  const { db, repo, notices, cameras, calendar, clock, log } = deps;

  const clockSeen = (cameraId: number, driftMs: number, at: number): void => {
    const before = repo.find(cameraId)?.clockDriftMs ?? null;
    const next = nextDrift(before, driftMs);
    repo.put(cameraId, { clockDriftMs: next, clockDriftAt: at });
    if (isClockOff(next) && !isClockOff(before ?? 0)) log.warn({ cameraId, driftMs: next }, 'a camera’s clock is off');
  };

  const sizeSeen = ({ cameraId, width, height, receivedAt }: ArrivedPhoto): void => {
    const before = repo.find(cameraId);
    if (before?.width === width && before.height === height) return;
    const former = before?.width ? { formerWidth: before.width, formerHeight: before.height } : {};
    repo.put(cameraId, { width, height, sizeSince: receivedAt, ...former });
    if (before?.width) log.warn({ cameraId, width, height, ...former }, 'a camera’s pictures have another size');
  };

  const heardAgain = (cameraId: number, at: number): void => {
    const open = notices.openNotice(cameraId, 'silent');
    if (!open) return;
    notices.updateNotice(open.id, { until: at, endedAt: clock() });
    log.info({ cameraId, since: open.since, until: at }, 'a camera that was silent sends again');
  };

  const lookAt = ({ camera, station }: ReturnType<CamerasService['list']>[number]): void => {
    // One that has never sent anything is not silent: it isn't set up yet.
    if (camera.lastSeenAt === null) return;
    const from = Math.max(camera.lastSeenAt, clock() - farthestBackMs);
    const minutes = openMinutesBetween(station.openingHours, from, clock(), calendar);
    const open = notices.openNotice(camera.id, 'silent');
    const count = Math.round((minutes * 60) / camera.intervalS);
    if (open) {
      if (count > open.count) notices.updateNotice(open.id, { count });
    } else if (minutes >= silentAfterMinutes(deps.graceMinutes(), camera.intervalS)) {
      const since = camera.lastSeenAt;
      notices.insertNotice({
        ...{ cameraId: camera.id, kind: 'silent', reason: 'silent' },
        ...{ since, count, raisedAt: clock() },
      });
      log.warn({ cameraId: camera.id, camera: camera.name, since }, 'a camera has been silent for long');
    }
  };

  return {
    /** Anything came that only this camera can have sent. Inside a transaction or not. */
    contact(cameraId: number, kind: ContactKind): void {
      repo.put(cameraId, { lastContactAt: clock(), lastContactKind: kind });
    },
    /** The camera's clock was seen, such as by a photograph that it was refused for. */
    clockSeen: (cameraId: number, driftMs: number): void => clockSeen(cameraId, driftMs, clock()),
    /** Inside the transaction that stores the photograph. */
    photoArrived(photo: ArrivedPhoto): void {
      const { cameraId, receivedAt, driftMs } = photo;
      repo.put(cameraId, { lastContactAt: receivedAt, lastContactKind: 'photo' });
      if (driftMs !== null) clockSeen(cameraId, driftMs, receivedAt);
      sizeSeen(photo);
      heardAgain(cameraId, receivedAt);
    },
    heartbeat(cameraId: number, { clock: said, agent }: Heartbeat): void {
      inTransaction(db, () => {
        repo.put(cameraId, { lastContactAt: clock(), lastContactKind: agent ? 'agent' : 'heartbeat' });
        if (said !== undefined) clockSeen(cameraId, Date.parse(said) - clock(), clock());
        if (!agent) return;
        const [droppedFrom, droppedUntil] = [moment(agent.droppedFrom), moment(agent.droppedUntil)];
        repo.put(cameraId, { agent: { ...agent, droppedFrom, droppedUntil, at: clock() } });
      });
    },
    /** Raises notices of silence that has lasted; done every minute. */
    watchSilence: (): void => inTransaction(db, () => cameras.list().forEach(lookAt)),
    view(cameraId: number): CameraHealthView {
      const health = repo.find(cameraId);
      const { width = null, height = null, sizeSince = null, agent = null } = health ?? {};
      const hourNow = calendar.startOfHour(clock());
      return {
        lastContact:
          health?.lastContactAt && health.lastContactKind
            ? { at: iso(health.lastContactAt), kind: health.lastContactKind }
            : null,
        clockDrift:
          health?.clockDriftMs != null && health.clockDriftAt !== null
            ? { ms: health.clockDriftMs, at: iso(health.clockDriftAt), off: isClockOff(health.clockDriftMs) }
            : null,
        size: width && height && sizeSince ? { width, height, since: iso(sizeSince) } : null,
        formerSize:
          health?.formerWidth && health.formerHeight
            ? { width: health.formerWidth, height: health.formerHeight }
            : null,
        agent: agent && {
          ...agent,
          droppedFrom: isoOrNull(agent.droppedFrom),
          droppedUntil: isoOrNull(agent.droppedUntil),
          at: iso(agent.at),
        },
        week: summarizeHours(repo.hours(cameraId, hourNow - weekMs, hourNow)),
      };
    },
  };
}
