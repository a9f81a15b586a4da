/** Plans what a fixed camera over one bin sees minute by minute, with known truth: contents, light, shake, arms. Pure. */
import { seededRandom } from './evaluation.rules.ts';

/** What can be put into a bin: `colours` are the mean colours of a coarse grid of the photograph. */
export interface PlannedPhoto {
  item: string;
  isBag: boolean;
  /** Near-duplicates share one. */
  group: string;
  colours: readonly number[];
}

/** How a content came to follow the one before it. */
export const changes = ['other item', 'same item', 'bag by bag', 'emptied', 'filled', 'added on top'] as const;
export type Change = (typeof changes)[number];

/** A photograph put into the opening: centre and half size in fractions of the opening's half axes. */
export interface Layer {
  photo: number;
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Content {
  /** From the bottom up; none: the bin is empty. */
  layers: Layer[];
  /** Null for the first. */
  change: Change | null;
}

/** Gains of red, green and blue, and how much brighter the right edge is than the left. */
interface Light {
  gains: [number, number, number];
  slope: number;
}

export type Obstruction = 'arm' | 'shadow';

export interface FramePlan {
  content: number;
  light: Light;
  /** Since the frame before: a cloud, a lamp. */
  lightChanged: boolean;
  obstruction: Obstruction | null;
  shakePx: [number, number];
  jpegQuality: number;
  seed: number;
}

export interface SequencePlan {
  seed: number;
  contents: Content[];
  frames: FramePlan[];
}

type Random = () => number;

const between = (random: Random, low: number, high: number): number => low + (high - low) * random();
const pick = <Item>(random: Random, from: readonly Item[]): Item => from[Math.floor(random() * from.length)]!;

/** What looks the same is drawn more often: it is what goes wrong. */
const drawnChanges: readonly Change[] = [...changes, 'same item', 'bag by bag', 'bag by bag'];
/** Of the photographs most alike in colour this many are drawn from. */
const nearestOf = 3;
const mostFrames = 60;
const lightChangeShare = 0.05;
const armShare = 0.04;
const shadowShare = 0.03;

function colourDistance(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, at) => sum + Math.abs(value - b[at]!), 0);
}

/** Photographs of other groups that look most like `from`, nearest first. */
function lookAlikes(photos: readonly PlannedPhoto[], from: number, isCandidate: (photo: PlannedPhoto) => boolean) {
  const own = photos[from]!;
  return photos
    .map((photo, index) => ({ index, photo }))
    .filter(({ photo }) => photo.group !== own.group && isCandidate(photo))
    .map(({ index, photo }) => ({ index, distance: colourDistance(photo.colours, own.colours) }))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, nearestOf)
    .map(({ index }) => index);
}

function drawLayer(random: Random, photo: number): Layer {
  const [width, height] = [between(random, 0.6, 1), between(random, 0.6, 1)];
  return {
    photo,
    width,
    height,
    x: between(random, -0.6, 0.6) * (1 - width),
    y: between(random, -0.6, 0.6) * (1 - height),
  };
}

function drawSmallLayer(random: Random, photo: number): Layer {
  const [width, height] = [between(random, 0.35, 0.6), between(random, 0.35, 0.6)];
  return { photo, width, height, x: between(random, -0.4, 0.4), y: between(random, -0.4, 0.4) };
}

function drawOther(photos: readonly PlannedPhoto[], random: Random, without?: PlannedPhoto): number {
  const allowed = photos.flatMap((photo, index) => (without && photo.item === without.item ? [] : [index]));
  return pick(random, allowed.length > 0 ? allowed : photos.map((_, index) => index));
}

/** What follows `content`, by a change that is possible there. */
function drawNext(photos: readonly PlannedPhoto[], content: Content, random: Random): Content {
  const top = content.layers.at(-1);
  if (!top) return { layers: [drawLayer(random, drawOther(photos, random))], change: 'filled' };
  const own = photos[top.photo]!;
  const change = pick(random, drawnChanges);
  if (change === 'emptied') return { layers: [], change };
  if (change === 'added on top') {
    return { layers: [...content.layers, drawSmallLayer(random, drawOther(photos, random))], change };
  }
  const alike =
    change === 'same item' || (change === 'bag by bag' && own.isBag)
      ? lookAlikes(photos, top.photo, (photo) => photo.item === own.item)
      : [];
  if (alike.length > 0) {
    // In the very place of the one before: the hardest case.
    const place = content.layers[0]!;
    return { layers: [{ ...place, photo: pick(random, alike) }], change: own.isBag ? 'bag by bag' : 'same item' };
  }
  const bags = photos.flatMap((photo, index) => (photo.isBag && photo.item !== own.item ? [index] : []));
  const photo = change === 'bag by bag' && bags.length > 0 ? pick(random, bags) : drawOther(photos, random, own);
  return { layers: [drawLayer(random, photo)], change: 'other item' };
}

function suddenLight(random: Random, light: Light): Light {
  const factor = random() < 0.5 ? between(random, 0.8, 0.92) : between(random, 1.08, 1.2);
  const mean = (light.gains[0] + light.gains[1] + light.gains[2]) / 3;
  // Cloud after cloud doesn't end in darkness: it goes back where it went too far.
  const bounded = mean * factor < 0.65 || mean * factor > 1.35 ? 1 / factor : factor;
  const cast = () => between(random, 0.95, 1.05);
  return {
    gains: [light.gains[0] * bounded * cast(), light.gains[1] * bounded, light.gains[2] * bounded * cast()],
    slope: between(random, -0.12, 0.12),
  };
}

function drift(random: Random, light: Light, trend: number): Light {
  const step = 1 + trend + between(random, -0.004, 0.004);
  const mean = (light.gains[0] + light.gains[1] + light.gains[2]) / 3;
  const held = (mean > 1.35 && step > 1) || (mean < 0.65 && step < 1) ? 1 : step;
  return { gains: light.gains.map((gain) => gain * held) as Light['gains'], slope: light.slope };
}

function drawObstruction(random: Random): Obstruction | null {
  const share = random();
  if (share < armShare) return 'arm';
  return share < armShare + shadowShare ? 'shadow' : null;
}

/** One bin for a few contents of 1 to 60 frames each, a minute apart. Same photographs and seed, same plan. */
export function planSequence(photos: readonly PlannedPhoto[], contentCount: number, seed: number): SequencePlan {
  const random = seededRandom(seed);
  const contents: Content[] = [{ layers: [drawLayer(random, drawOther(photos, random))], change: null }];
  while (contents.length < contentCount) contents.push(drawNext(photos, contents.at(-1)!, random));
  const frames: FramePlan[] = [];
  let light: Light = { gains: [1, 1, 1], slope: between(random, -0.1, 0.1) };
  const trend = between(random, -0.003, 0.003);
  contents.forEach((_, content) => {
    const count = Math.ceil(mostFrames ** random());
    for (let frame = 0; frame < count; frame += 1) {
      const lightChanged = frames.length > 0 && random() < lightChangeShare;
      light = lightChanged ? suddenLight(random, light) : drift(random, light, trend);
      frames.push({
        content,
        light,
        lightChanged,
        // Two odd frames in a row are another matter than one that passes.
        obstruction: frames.at(-1)?.obstruction ? null : drawObstruction(random),
        shakePx: [Math.round(between(random, -3.49, 3.49)), Math.round(between(random, -3.49, 3.49))],
        jpegQuality: Math.round(between(random, 75, 92)),
        seed: Math.floor(random() * 2 ** 31),
      });
    }
  });
  return { seed, contents, frames };
}
