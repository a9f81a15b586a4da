/** What a worker does with one job: fetch, decode, classify; it holds no state and decides nothing. */
import type { Classifier } from '../inference/classifier.ts';
import type { PhotoLimits, PreparedView } from '../inference/preprocess.ts';
import { preparePhoto } from '../inference/preprocess.ts';
import { UnreadablePhotoError } from '../inference/unreadable-photo.error.ts';
import type { ClassifyCapture, ObservedView, RecordClassification } from '../platform/queue/queues.ts';
import type { PictureSource } from './picture-source.ts';
import type { CroppedView, ViewSets } from './view-sets.ts';

export interface ClassifyDeps {
  photos: PictureSource;
  viewSets: ViewSets;
  classifier: Pick<Classifier, 'manifest' | 'classifyTogether'>;
  limits: PhotoLimits;
}

/** A volunteer's photograph is one view; a camera without views gives none. */
async function viewsOf(job: ClassifyCapture, viewSets: ViewSets): Promise<CroppedView[] | null> {
  if (job.cameraId === null) return null;
  if (job.viewSetRevision === null) return [];
  return viewSets.get(job.cameraId, job.viewSetRevision);
}

function describeView(view: PreparedView, probabilities: Float32Array, viewRevisionId: number | null): ObservedView {
  return {
    viewRevisionId,
    probabilities: [...probabilities],
    quality: view.quality,
    fingerprint: view.fingerprint.toString('base64'),
  };
}

/**
 * Classifies one capture. That a photograph can't be decoded is a result. Throws OutageError while the web process is away,
 * Error for everything that another try may mend.
 */
export function createClassify({ photos, viewSets, classifier, limits }: ClassifyDeps) {
  const { manifest } = classifier;

  async function classifyPhoto(bytes: Buffer, views: CroppedView[] | null): Promise<RecordClassification['outcome']> {
    const crops = views?.map(({ crop }) => crop) ?? null;
    const photo = await preparePhoto(bytes, crops, manifest.input, limits);
    const found = await classifier.classifyTogether(photo.views.map(({ tensor }) => tensor));
    const observations = photo.views.map((view, index) =>
      describeView(view, found[index]!, views?.[index]?.viewRevisionId ?? null),
    );
    const { width, height } = photo;
    const frame = { quality: photo.frame.quality, signature: photo.frame.signature.toString('base64') };
    return { kind: 'classified', width, height, frame, observations };
  }

  return async (job: ClassifyCapture): Promise<RecordClassification> => {
    const { captureId } = job;
    try {
      const [bytes, views] = await Promise.all([photos.read(job), viewsOf(job, viewSets)]);
      return { captureId, model: manifest.model, outcome: await classifyPhoto(bytes, views) };
    } catch (error) {
      if (!(error instanceof UnreadablePhotoError)) throw error;
      const reason = `${error.reason}: ${error.message}`;
      return { captureId, model: manifest.model, outcome: { kind: 'unreadable', reason } };
    }
  };
}
