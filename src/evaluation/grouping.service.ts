/** Measures the grouping into episodes on drawn sequences, with the very code that serves: preparePhoto, then groupFrames. */
import { type Frame, groupFrames, groupingLimits } from '../episodes/episodes.rules.ts';
import { fingerprintDistance } from '../inference/fingerprint-distance.ts';
import type { InputSpec } from '../inference/manifest.ts';
import { preparePhoto } from '../inference/preprocess.ts';
import { readSquare, squareToJpeg } from '../platform/files/raw-picture.ts';
import { type Grouped, type GroupingFigures, groupingFigures } from './grouping.rules.ts';
import { drawBin, drawContent, drawFrame, frameSide, photoSide } from './grouping-pictures.ts';
import { type PlannedPhoto, planSequence, type SequencePlan } from './grouping-plan.rules.ts';
import type { LabelledPhoto } from './labels-csv.ts';

/** As the models in models/ have it; the fingerprint is taken of the crop at this size. */
const input: InputSpec = {
  name: 'input',
  layout: 'NCHW',
  width: 224,
  height: 224,
  mean: [0.5, 0.5, 0.5],
  std: [0.5, 0.5, 0.5],
  resize: { fit: 'fill', kernel: 'linear' },
};
const minuteMs = 60_000;
/** The default of EPISODE_GAP_S. */
const gapMs = 600_000;
const contentsPerSequence = 6;
/** Colours by which photographs look alike are means over a grid of this many cells a side. */
const alikeGrid = 4;

interface KnownPicture {
  planned: PlannedPhoto;
  pixels: Buffer;
}

function coarseColours(pixels: Uint8Array): number[] {
  const cell = photoSide / alikeGrid;
  const sums: number[] = Array(alikeGrid * alikeGrid * 3).fill(0);
  for (let at = 0; at < pixels.length; at += 1) {
    const pixel = Math.floor(at / 3);
    const [column, row] = [Math.floor((pixel % photoSide) / cell), Math.floor(pixel / photoSide / cell)];
    const cellAt = (row * alikeGrid + column) * 3 + (at % 3);
    sums[cellAt] = sums[cellAt]! + pixels[at]! / (cell * cell);
  }
  return sums;
}

/** Decodes all photographs (48 kB each). */
async function readPictures(photos: readonly LabelledPhoto[]): Promise<KnownPicture[]> {
  const pictures: KnownPicture[] = [];
  for (const { path, item, category, group } of photos) {
    const pixels = await readSquare(path, photoSide);
    pictures.push({
      pixels,
      planned: { item, isBag: category === 'closed_bag', group, colours: coarseColours(pixels) },
    });
  }
  return pictures;
}

/** Fingerprints of a planned sequence, frame by frame, drawn, encoded and decoded again. */
async function fingerprintsOf(plan: SequencePlan, pictures: readonly KnownPicture[]): Promise<Buffer[]> {
  const bin = drawBin(plan.seed);
  const scenes = plan.contents.map(({ layers }) =>
    drawContent(
      bin,
      layers.map((layer) => ({ layer, photo: pictures[layer.photo]!.pixels })),
    ),
  );
  return Promise.all(
    plan.frames.map(async (frame) => {
      const jpeg = await squareToJpeg(drawFrame(scenes[frame.content]!, frame), frameSide, frame.jpegQuality);
      const { views } = await preparePhoto(jpeg, null, input, { maxPixels: frameSide * frameSide });
      return views[0]!.fingerprint;
    }),
  );
}

const toFrame = (fingerprint: Buffer, minute: number): Frame => ({
  at: minute * minuteMs,
  viewRevisionId: 1,
  modelId: 1,
  fingerprint,
});

export interface GroupingOptions {
  seed: number;
  sequences: number;
  onProgress?: (done: number, of: number) => void;
}

/** Draws sequences of these photographs, groups them and counts what went wrong. */
export async function measureGrouping(
  photos: readonly LabelledPhoto[],
  { seed, sequences, onProgress }: GroupingOptions,
): Promise<GroupingFigures> {
  const pictures = await readPictures(photos);
  const planned = pictures.map((picture) => picture.planned);
  const grouped: Grouped[] = [];
  for (let number = 0; number < sequences; number += 1) {
    const plan = planSequence(planned, contentsPerSequence, seed * 100_003 + number);
    const frames = (await fingerprintsOf(plan, pictures)).map(toFrame);
    grouped.push({ plan, episodes: groupFrames(frames, groupingLimits(gapMs), fingerprintDistance) });
    onProgress?.(number + 1, sequences);
  }
  return groupingFigures(grouped);
}
