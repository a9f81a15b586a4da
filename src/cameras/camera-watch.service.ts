/** Watches each camera's pictures: whether it stands where its views were drawn, and whether it must be reported. */
import type { UnusableReason } from '../inference/categories.ts';
import { frameReferenceOf, isReferenceUsable, matchFrame, placeOf } from '../inference/frame-match.ts';
import { signatureBytes } from '../inference/frame-signature.ts';
import type { PlacesService } from '../places/places.service.ts';
import type { Calendar } from '../platform/calendar.ts';
import type { Clock } from '../platform/clock.ts';
import { type Db, inTransaction } from '../platform/db/database.ts';
import type { Logger } from '../platform/logger.ts';
import {
  commonestFault,
  isReportable,
  pictureCount,
  stepStretch,
  type UnusableStretch,
} from './camera-notices.rules.ts';
import type { PictureFault } from './camera-notices.schemas.ts';
import { newStanding, placeReason, referenceFrames, referenceSpacingMs, stepStanding } from './camera-place.rules.ts';
import type { CameraReference, CameraWatch, CameraWatchRepo } from './camera-watch.repo.ts';
import { openMinutesBetween } from './cameras.rules.ts';

export type CameraWatchService = ReturnType<typeof createCameraWatchService>;

/** A camera's picture as it is recorded. */
export interface WatchedPicture {
  camera: { id: number; name: string; stationId: number; viewSetRevision: number };
  /** The camera's view set when the picture arrived. */
  viewSetRevision: number | null;
  /** When it was taken, or came if its clock can't be believed. */
  takenAt: number;
}

const noWatch = (cameraId: number): CameraWatch => ({
  cameraId,
  latestAt: 0,
  standing: newStanding,
  stretch: null,
});

function split(samples: Buffer): Buffer[] {
  const count = samples.length / signatureBytes;
  return Array.from({ length: count }, (_, at) => samples.subarray(at * signatureBytes, (at + 1) * signatureBytes));
}

/** `placeReason` and `pictureRecorded` run inside the transaction that records the picture. */
export function createCameraWatchService(deps: {
  db: Db;
  repo: CameraWatchRepo;
  places: Pick<PlacesService, 'station'>;
  calendar: Calendar;
  clock: Clock;
  log: Logger;
  /** Asked each time, as the office may change it. */
  graceMinutes: () => number;
}) {
  const { db, repo, places, calendar, clock, log, graceMinutes } = deps;

  /** One more signature for the reference, which is set once there are enough that agree; else the oldest makes room. */
  const gather = (picture: WatchedPicture, known: CameraReference | null, signature: Buffer): void => {
    const before = known ? split(known.samples) : [];
    if (known && picture.takenAt - known.sampledAt < referenceSpacingMs) return;
    const samples = [...before, signature].slice(-referenceFrames);
    const reference = samples.length === referenceFrames ? frameReferenceOf(samples) : null;
    const isSet = reference !== null && isReferenceUsable(reference);
    repo.putReference({
      cameraId: picture.camera.id,
      viewSetRevision: picture.camera.viewSetRevision,
      samples: isSet ? Buffer.alloc(0) : Buffer.concat(samples),
      sampledAt: picture.takenAt,
      edges: isSet ? Buffer.from(reference.edges) : null,
      steady: isSet ? Buffer.from(reference.steady) : null,
      setAt: isSet ? clock() : null,
    });
  };

  /** The reference for the view set in force; null when none has been begun. */
  const referenceOf = ({ camera }: WatchedPicture): CameraReference | null => {
    const found = repo.reference(camera.id);
    return found?.viewSetRevision === camera.viewSetRevision ? found : null;
  };

  const report = (
    camera: WatchedPicture['camera'],
    before: UnusableStretch | null,
    stretch: UnusableStretch | null,
    at: number,
  ): void => {
    if (!before && !stretch) return;
    const open = repo.openNotice(camera.id, 'unusable');
    const about = { cameraId: camera.id, camera: camera.name };
    if (!stretch && open) {
      const until = before?.usableSince ?? at;
      repo.updateNotice(open.id, { until, endedAt: clock() });
      log.info({ ...about, since: open.since, until }, 'a camera’s pictures can be used again');
    }
    if (!stretch) return;
    const facts = { reason: commonestFault(stretch), count: pictureCount(stretch) };
    if (open) repo.updateNotice(open.id, facts);
    else if (isReportable(stretch, graceMinutes())) {
      const { since } = stretch;
      repo.insertNotice({ cameraId: camera.id, kind: 'unusable', since, ...facts, raisedAt: clock() });
      log.warn({ ...about, since, ...facts }, 'a camera’s pictures have been unusable for long');
    }
  };

  return {
    /**
     * Why the views of a picture can't be trusted to show their bins; null when they can, or when nothing is known.
     * `signature` is null for a picture that shows too little by itself.
     */
    placeReason(picture: WatchedPicture, signature: Buffer | null): UnusableReason | null {
      if (picture.viewSetRevision !== picture.camera.viewSetRevision) return null;
      const watch = repo.watch(picture.camera.id) ?? noWatch(picture.camera.id);
      const isLate = picture.takenAt <= watch.latestAt;
      const reference = referenceOf(picture);
      if (!reference?.edges || !reference.steady) {
        if (signature && !isLate) gather(picture, reference, signature);
        if (watch.standing.outSince !== null || watch.standing.movedSince !== null) {
          repo.putWatch({ ...watch, standing: newStanding });
        }
        return null;
      }
      const known = { edges: reference.edges, steady: reference.steady };
      const place = signature ? placeOf(matchFrame(known, signature)) : 'unknown';
      if (isLate) return placeReason(newStanding, place);
      const standing = stepStanding(watch.standing, place, picture.takenAt);
      if (watch.standing.movedSince === null && standing.movedSince !== null) {
        log.warn(
          { cameraId: picture.camera.id, camera: picture.camera.name },
          'a camera has moved: set its views anew',
        );
      }
      if (JSON.stringify(standing) !== JSON.stringify(watch.standing)) repo.putWatch({ ...watch, standing });
      return placeReason(standing, place);
    },
    /** A picture was recorded; `fault` says why it was of no use, null that it was. Older ones that come late change nothing. */
    pictureRecorded({ camera, takenAt }: WatchedPicture, fault: PictureFault | null): void {
      const watch = repo.watch(camera.id) ?? noWatch(camera.id);
      if (takenAt <= watch.latestAt) return;
      const opening = places.station(camera.stationId)?.openingHours ?? [];
      const openMinutes = watch.stretch ? openMinutesBetween(opening, watch.latestAt, takenAt, calendar) : 0;
      const stretch = stepStretch(watch.stretch, { at: takenAt, fault, openMinutes });
      repo.putWatch({ ...watch, latestAt: takenAt, stretch });
      report(camera, watch.stretch, stretch, takenAt);
    },
    /** Forgets where the camera stood: the next pictures make a new reference. */
    renewReference(cameraId: number): void {
      inTransaction(db, () => {
        repo.removeReference(cameraId);
        const watch = repo.watch(cameraId);
        if (watch) repo.putWatch({ ...watch, standing: newStanding });
      });
    },
    /** How far the reference of a camera has come. */
    referenceState(
      cameraId: number,
      viewSetRevision: number,
    ): { state: 'gathering' | 'set' | 'moved'; setAt: number | null } {
      const reference = repo.reference(cameraId);
      if (!reference?.setAt || reference.viewSetRevision !== viewSetRevision)
        return { state: 'gathering', setAt: null };
      const isMoved = (repo.watch(cameraId)?.standing.movedSince ?? null) !== null;
      return { state: isMoved ? 'moved' : 'set', setAt: reference.setAt };
    },
    notices: repo.notices,
  };
}
