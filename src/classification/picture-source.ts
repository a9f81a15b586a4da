/** The picture a worker classifies: the photograph, or of a masked camera's the masked one, made and handed in here if need be. */
import { createHash } from 'node:crypto';
import { keptPictureSchema, type MaskingTask, maskingTaskSchema } from '../captures/captures.schemas.ts';
import { maskPhoto } from '../inference/mask-photo.ts';
import type { PhotoLimits } from '../inference/preprocess.ts';
import type { ClassifyCapture } from '../platform/queue/queues.ts';
import type { PhotoSource } from './photo-source.ts';
import type { WebClient } from './web-client.ts';

export interface PictureSource {
  /**
   * The bytes to classify. Throws UnreadablePhotoError when an original can't be decoded to be masked, OutageError while the
   * web process is away, Error for what another try may mend.
   */
  read(job: ClassifyCapture): Promise<Buffer>;
}

const sha256Of = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/**
 * Masking comes before everything else, and what is classified is the very file that is kept: nothing that is masked can
 * show in a result, and a second attempt, after the original is gone, gives the same numbers as the first.
 */
export function createPictureSource(deps: {
  /** Stored pictures: photographs without masks, and masked ones. */
  stored: PhotoSource;
  web: WebClient;
  limits: PhotoLimits;
}): PictureSource {
  const { stored, web, limits } = deps;

  async function mask(captureId: number, task: Extract<MaskingTask, { state: 'waiting' }>): Promise<Buffer> {
    const original = await web.get(`captures/${captureId}/original`);
    if (sha256Of(original) !== task.sha256) {
      throw new Error(`the original of capture ${captureId} (${original.length} bytes) is not what was received`);
    }
    const picture = await maskPhoto(original, task.polygons, limits);
    const answer = await web.putPicture(`captures/${captureId}/masked?revision=${task.revision}`, picture);
    const kept = keptPictureSchema.parse(JSON.parse(answer.toString('utf8')));
    return kept.sha256 === sha256Of(picture) ? picture : stored.read(captureId, kept.sha256);
  }

  return {
    async read({ captureId, sha256, isMasked }) {
      if (!isMasked) return stored.read(captureId, sha256);
      const answer = await web.get(`captures/${captureId}/masking`);
      const task = maskingTaskSchema.parse(JSON.parse(answer.toString('utf8')));
      return task.state === 'masked' ? stored.read(captureId, task.sha256) : mask(captureId, task);
    },
  };
}
