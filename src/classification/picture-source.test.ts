import { beforeEach, describe, expect, it } from 'vitest';
import type { MaskingTask } from '../captures/captures.schemas.ts';
import { maskPhoto } from '../inference/mask-photo.ts';
import { colours, jobFor, photoOf, sha256Of } from './classification.fixture.ts';
import { createPictureSource } from './picture-source.ts';

const limits = { maxPixels: 1_000_000 };
const original = photoOf(colours.kitchen, colours.hazardous);
const masks: [number, number][][] = [
  [
    [0, 0],
    [0.5, 0],
    [0.5, 1],
    [0, 1],
  ],
];
const job = jobFor(7, original, { cameraId: 1, isMasked: true });

/** The web process with one photograph: `kept` is the picture it has kept for it. */
let kept: Buffer | null;
let task: MaskingTask | { state: string };
let spooled: Buffer;
let requests: string[];
beforeEach(() => {
  kept = null;
  task = { state: 'waiting', sha256: sha256Of(original), revision: 3, polygons: masks };
  spooled = original;
  requests = [];
});
const source = createPictureSource({
  stored: {
    async read(captureId, sha256) {
      requests.push(`stored ${captureId} ${sha256.slice(0, 6)}`);
      if (kept === null || sha256Of(kept) !== sha256) throw new Error('not stored');
      return kept;
    },
  },
  web: {
    async get(path) {
      requests.push(`GET ${path}`);
      return path.endsWith('/original') ? spooled : Buffer.from(JSON.stringify(task));
    },
    async putPicture(path, jpeg) {
      requests.push(`PUT ${path}`);
      kept ??= jpeg;
      return Buffer.from(JSON.stringify({ sha256: sha256Of(kept) }));
    },
  },
  limits,
});

describe('the picture a worker classifies', () => {
  it('is the very one it has masked and handed in', async () => {
    const picture = await source.read(job);
    expect(picture.equals(await maskPhoto(original, masks, limits))).toBe(true);
    expect(kept?.equals(picture)).toBe(true);
    expect(requests).toEqual(['GET captures/7/masking', 'GET captures/7/original', 'PUT captures/7/masked?revision=3']);
  });

  it('is the stored one where an earlier attempt has masked it: the original is not asked for', async () => {
    kept = await maskPhoto(original, masks, limits);
    task = { state: 'masked', sha256: sha256Of(kept) };
    expect(await source.read(job)).toEqual(kept);
    expect(requests).toEqual(['GET captures/7/masking', `stored 7 ${sha256Of(kept).slice(0, 6)}`]);
  });

  it('is the one of another worker that was quicker', async () => {
    kept = await maskPhoto(original, [], limits);
    expect(await source.read(job)).toEqual(kept);
    expect(requests.at(-1)).toBe(`stored 7 ${sha256Of(kept).slice(0, 6)}`);
  });

  it('is the photograph as it came where there are no masks', async () => {
    kept = original;
    expect(await source.read({ ...job, isMasked: false })).toEqual(original);
    expect(requests).toEqual([`stored 7 ${job.sha256.slice(0, 6)}`]);
  });

  it('is none when the original can’t be read, is another or is gone, and nothing is handed in', async () => {
    spooled = original.subarray(0, original.length - 40);
    await expect(source.read(job)).rejects.toThrow(/capture 7 \(\d+ bytes\) is not what was received/);
    task = { state: 'waiting', sha256: sha256Of(spooled), revision: 3, polygons: masks };
    await expect(source.read(job)).rejects.toMatchObject({ name: 'UnreadablePhotoError', reason: 'truncated' });
    task = { state: 'erased' };
    await expect(source.read(job)).rejects.toThrow(/state/);
    expect(requests.some((request) => request.startsWith('PUT'))).toBe(false);
  });
});
