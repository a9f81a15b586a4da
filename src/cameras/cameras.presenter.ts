/** Cameras as administrators see them: where they stand, what they sent today, what must be seen to. */
import { maySeeEstate } from '../people/people.rules.ts';
import type { PlacesService } from '../places/places.service.ts';
import type { Calendar } from '../platform/calendar.ts';
import type { Clock } from '../platform/clock.ts';
import { AppError } from '../platform/errors.ts';
import type { CameraHealthService } from './camera-health.service.ts';
import type { CameraWatchService } from './camera-watch.service.ts';
import { expectedPhotos, isSilent, openMinutesBetween } from './cameras.rules.ts';
import type { CameraDetail, CameraView } from './cameras.schemas.ts';
import type { CamerasService } from './cameras.service.ts';
import type { MasksService } from './masks.service.ts';

export type CamerasPresenter = ReturnType<typeof createCamerasPresenter>;
type Listed = ReturnType<CamerasService['list']>[number];
type Hours = ReturnType<CamerasService['hoursSince']>;
type Notices = ReturnType<CameraWatchService['notices']>;
type Estates = readonly number[] | null;

const iso = (at: number): string => new Date(at).toISOString();
const isoOrNull = (at: number | null): string | null => (at === null ? null : iso(at));
/** A camera silent for longer is silent; there is no need to count further back. */
const farthestBackMs = 48 * 3_600_000;
const mostNotices = 1_000;

export function createCamerasPresenter(deps: {
  cameras: Pick<CamerasService, 'list' | 'viewSet' | 'hoursSince' | 'countingCameraOf' | 'find'>;
  masks: Pick<MasksService, 'polygons'>;
  health: Pick<CameraHealthService, 'view'>;
  watch: Pick<CameraWatchService, 'referenceState' | 'notices'>;
  places: Pick<PlacesService, 'binsOf'>;
  calendar: Calendar;
  clock: Clock;
}) {
  const { cameras, masks, health, watch, places, calendar, clock } = deps;

  const todayOf = ({ camera, station }: Listed, hours: Hours): CameraView['today'] => {
    const now = clock();
    const hourAt = calendar.startOfHour(now);
    const untilNow = expectedPhotos(
      station.openingHours,
      calendar.minuteOfDay(Math.max(hourAt, camera.createdAt)),
      calendar.minuteOfDay(now),
      camera.intervalS,
    );
    const sum = { expected: 0, received: 0, unusable: 0 };
    for (const hour of hours) {
      sum.expected += hour.hourAt < hourAt ? hour.expected : Math.min(hour.expected, untilNow);
      sum.received += hour.received;
      sum.unusable += hour.unusable;
    }
    return sum;
  };

  const isSilentNow = ({ camera, station }: Listed): boolean => {
    const now = clock();
    const since = Math.max(camera.lastSeenAt ?? camera.createdAt, now - farthestBackMs);
    return isSilent(openMinutesBetween(station.openingHours, since, now, calendar), camera.intervalS);
  };

  const present = (listed: Listed, hours: Hours, notices: Notices): CameraView => {
    const { camera, station, estate } = listed;
    const { state, setAt } = watch.referenceState(camera.id, camera.viewSetRevision);
    return {
      id: camera.id,
      name: camera.name,
      stationId: station.id,
      station,
      estate,
      intervalS: camera.intervalS,
      hasKey: camera.keyHash !== null,
      addedAt: iso(camera.createdAt),
      lastSeenAt: isoOrNull(camera.lastSeenAt),
      silent: isSilentNow(listed),
      today: todayOf(listed, hours),
      notices: notices.map(({ notice: { reason, since, count } }) => ({ reason, since: iso(since), count })),
      reference: { state, setAt: isoOrNull(setAt) },
      viewRevision: camera.viewSetRevision,
      views: cameras.viewSet(camera.id, camera.viewSetRevision),
      maskRevision: camera.maskSetRevision,
      masks: masks.polygons(camera.id),
    };
  };

  const presentAll = (estates: Estates): CameraView[] => {
    const hours = Map.groupBy(cameras.hoursSince(calendar.startOfDay(clock())), ({ cameraId }) => cameraId);
    const notices = Map.groupBy(
      watch.notices(estates, { endedSince: 'none', limit: mostNotices }),
      ({ camera }) => camera.id,
    );
    return cameras
      .list()
      .filter(({ estate }) => maySeeEstate(estates, estate.id))
      .map((one) => present(one, hours.get(one.camera.id) ?? [], notices.get(one.camera.id) ?? []));
  };

  return {
    /** Cameras in service of these estates (null: of all). */
    list: presentAll,
    /** One of them with its station's bins. Throws `no_such_camera`. */
    detail(id: number, estates: Estates): CameraDetail {
      const camera = presentAll(estates).find((one) => one.id === id);
      if (!camera) throw new AppError('no_such_camera', `There is no camera with number ${id}.`);
      const countedBy = (binId: number) => {
        const other = cameras.find(cameras.countingCameraOf(binId) ?? 0);
        return other && other.id !== id ? { id: other.id, name: other.name } : null;
      };
      const bins = places.binsOf(camera.stationId).toSorted((a, b) => a.position - b.position);
      return {
        ...camera,
        health: health.view(id),
        bins: bins.map((bin) => ({ ...bin, countedBy: countedBy(bin.id) })),
      };
    },
  };
}
