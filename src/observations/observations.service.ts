/** Records what workers found: decides, writes and groups, many results to a transaction; a second time changes nothing. */
import type { PictureFault } from '../cameras/camera-notices.schemas.ts';
import type { CameraWatchService, WatchedPicture } from '../cameras/camera-watch.service.ts';
import type { CamerasService } from '../cameras/cameras.service.ts';
import type { Capture, CapturesRepo } from '../captures/captures.repo.ts';
import { keptPhoto } from '../captures/captures.rules.ts';
import type { EpisodesService } from '../episodes/episodes.service.ts';
import type { UnusableReason } from '../inference/categories.ts';
import { decide } from '../inference/decision.ts';
import { toDistributions } from '../inference/distributions.ts';
import { outcomesOf, type Scheme } from '../inference/scheme.ts';
import { unusableReason } from '../inference/usability.ts';
import type { ModelsService } from '../models/models.service.ts';
import type { Clock } from '../platform/clock.ts';
import { type Db, inTransaction } from '../platform/db/database.ts';
import { createGroupCommit } from '../platform/db/group-commit.ts';
import type { Logger } from '../platform/logger.ts';
import type { ObservedView, RecordClassification } from '../platform/queue/queues.ts';
import type { VolunteerReportsService } from '../volunteer-reports/volunteer-reports.service.ts';
import type { ObservationsRepo } from './observations.repo.ts';

function toBlob(probabilities: Float32Array): Buffer {
  const blob = Buffer.alloc(probabilities.length * 4);
  probabilities.forEach((probability, index) => {
    blob.writeFloatLE(probability, index * 4);
  });
  return blob;
}

/** Item probabilities out of an observation's blob. */
export function fromBlob(blob: Buffer): Float32Array {
  return Float32Array.from({ length: blob.length / 4 }, (_, index) => blob.readFloatLE(index * 4));
}

type RecordedCapture = Pick<
  Capture,
  'id' | 'capturedAt' | 'receivedAt' | 'clockSuspect' | 'cameraId' | 'personId' | 'viewSetRevision'
>;
type Classified = Extract<RecordClassification['outcome'], { kind: 'classified' }>;

export function createObservationsService(deps: {
  db: Db;
  repo: ObservationsRepo;
  captures: Pick<CapturesRepo, 'find' | 'end'>;
  cameras: Pick<CamerasService, 'find' | 'viewBinding' | 'countUnusable'>;
  watch: Pick<CameraWatchService, 'placeReason' | 'pictureRecorded'>;
  episodes: Pick<EpisodesService, 'group' | 'waiting'>;
  reports: Pick<VolunteerReportsService, 'placeOf' | 'classified'>;
  models: Pick<ModelsService, 'current' | 'currentName' | 'thresholds' | 'offsets'>;
  scheme: () => Scheme;
  clock: Clock;
  log: Logger;
  /** Told inside the transaction. */
  onPhotoEnded: (capture: Pick<Capture, 'id' | 'stationId'>) => void;
}) {
  const { db, repo, captures, cameras, watch, episodes, reports, models, scheme, clock, log, onPhotoEnded } = deps;

  /** The bin that a view shows; the whole of a volunteer's photograph shows what the report says. */
  const bindingOf = (capture: RecordedCapture, { viewRevisionId }: ObservedView) => {
    if (viewRevisionId === null) return { ...reports.placeOf(capture.id), counting: false };
    const binding = cameras.viewBinding(viewRevisionId);
    if (!binding) throw new Error(`view revision ${viewRevisionId} does not exist`);
    return binding;
  };

  /** Writes one view with what is made of it. */
  const writeView = (capture: RecordedCapture, view: ObservedView, unusable: UnusableReason | null) => {
    const binding = bindingOf(capture, view);
    const model = models.current();
    const probabilities = Float32Array.from(view.probabilities);
    const thresholds = models.thresholds();
    const { decision, score, threshold } = decide({
      ...toDistributions(probabilities, outcomesOf(model.labels, scheme()), thresholds.softening, models.offsets()),
      unusable,
      expected: binding.expected,
      thresholds,
    });
    repo.insert({
      captureId: capture.id,
      viewRevisionId: view.viewRevisionId,
      modelId: model.id,
      current: true,
      binId: binding.binId,
      counting: binding.counting,
      expected: binding.expected,
      capturedAt: capture.capturedAt,
      probabilities: toBlob(probabilities),
      quality: view.quality,
      fingerprint: Buffer.from(view.fingerprint, 'base64'),
      decision,
      unusable,
      score,
      threshold,
      recordedAt: clock(),
    });
  };

  /** A camera's picture ended with this fault, or with none: its hours and the watch over it are told. */
  const tellCamera = (capture: RecordedCapture, fault: PictureFault | null): void => {
    const picture = pictureOf(capture);
    if (!picture) return;
    if (fault !== null) cameras.countUnusable(picture.camera.id, capture.capturedAt);
    watch.pictureRecorded(picture, fault);
  };

  /** A clock that is far behind doesn't make its pictures late. */
  const pictureOf = (capture: RecordedCapture): WatchedPicture | null => {
    const { cameraId, viewSetRevision, capturedAt, receivedAt, clockSuspect } = capture;
    const camera = cameraId === null ? null : cameras.find(cameraId);
    return camera && { camera, viewSetRevision, takenAt: clockSuspect ? receivedAt : capturedAt };
  };

  /** Why each view can't be judged: by itself, or because its camera no longer stands where the views were drawn. */
  const unusableViews = (capture: RecordedCapture, { frame, observations }: Classified): (UnusableReason | null)[] => {
    const own = observations.map(({ quality }) => unusableReason(quality, frame.quality));
    const picture = pictureOf(capture);
    if (!picture || own.length === 0) return own;
    const signature = own.includes(null) ? Buffer.from(frame.signature, 'base64') : null;
    const moved = watch.placeReason(picture, signature);
    return own.map((reason) => reason ?? moved);
  };

  const writeClassified = (capture: RecordedCapture, outcome: Classified): void => {
    const { width, height, observations } = outcome;
    const ended = { state: 'classified', stateReason: null, endedAt: clock(), width, height } as const;
    if (!captures.end(capture.id, ended)) return;
    const unusable = unusableViews(capture, outcome);
    for (const [index, view] of observations.entries()) writeView(capture, view, unusable[index] ?? null);
    if (unusable.length > 0) tellCamera(capture, unusable.includes(null) ? null : (unusable[0] ?? null));
    if (capture.personId !== null) reports.classified(capture.id);
  };

  const write = ({ captureId, model, outcome }: RecordClassification): void => {
    const capture = captures.find(captureId);
    if (!capture) {
      log.warn({ captureId }, 'a result for a photograph that is not here');
      return;
    }
    if (outcome.kind === 'classified') {
      if (!keptPhoto(capture)) {
        log.error({ captureId }, 'a result for a photograph whose masked picture is not here: update the worker');
        return;
      }
      if (model !== models.currentName()) {
        throw new Error(`the worker runs model ${model}, this service ${models.currentName()}: restart the worker`);
      }
      writeClassified(capture, outcome);
      onPhotoEnded(capture);
      return;
    }
    const ended = captures.end(captureId, { state: outcome.kind, stateReason: outcome.reason, endedAt: clock() });
    if (!ended) return;
    log.warn({ captureId, reason: outcome.reason }, `photograph ${outcome.kind}`);
    onPhotoEnded(capture);
    if (outcome.kind === 'unreadable') tellCamera(capture, 'unreadable');
  };

  const results = createGroupCommit(db, write, {
    maxItems: 200,
    finish: () => episodes.group(episodes.waiting()),
  });

  return {
    /** Resolves when the result is durable. */
    record: (result: RecordClassification): Promise<void> => results.submit(result),
    /** Groups what waited for photographs that have ended otherwise. */
    groupWaiting: (): void => inTransaction(db, () => episodes.group(episodes.waiting())),
  };
}
