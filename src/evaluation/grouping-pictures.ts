/** Draws the frames of a planned sequence: a bin of our own drawing, photographs in its opening, light, noise, arms. Pure. */
import { seededRandom } from './evaluation.rules.ts';
import type { FramePlan, Layer } from './grouping-plan.rules.ts';

/** Side of a frame, of the scene with room to shake, and of the photographs put into it, in pixels. */
export const frameSide = 256;
const marginPx = 4;
const sceneSide = frameSide + 2 * marginPx;
export const photoSide = 128;

/** Standard deviation of the sensor's noise, in levels of 255. */
const noiseSigma = 5;
const noiseLength = 1 << 19;

export interface Bin {
  /** The opening's half axes, in fractions of the scene; its centre is the scene's. */
  halfWidth: number;
  halfHeight: number;
  picture: Uint8Array;
}

type Random = () => number;
type Rgb = readonly [number, number, number];

const lids: Rgb[] = [
  [40, 80, 160],
  [180, 40, 40],
  [50, 120, 60],
  [80, 82, 86],
];

/** Smooth random texture of 0..1: values on a coarse grid, interpolated between. */
function texture(random: Random, cells: number): (x: number, y: number) => number {
  const values = Float32Array.from({ length: (cells + 1) ** 2 }, random);
  return (x, y) => {
    const [column, row] = [Math.min(cells - 1, Math.floor(x * cells)), Math.min(cells - 1, Math.floor(y * cells))];
    const [right, down] = [x * cells - column, y * cells - row];
    const at = row * (cells + 1) + column;
    const above = values[at]! * (1 - right) + values[at + 1]! * right;
    const below = values[at + cells + 1]! * (1 - right) + values[at + cells + 2]! * right;
    return above * (1 - down) + below * down;
  };
}

/** An empty bin seen from above on a pavement, with a rim around a dark opening. */
export function drawBin(seed: number): Bin {
  const random = seededRandom(seed);
  const [halfWidth, halfHeight] = [0.34 + 0.1 * random(), 0.3 + 0.1 * random()];
  const lid = lids[Math.floor(random() * lids.length)]!;
  const [coarse, fine] = [texture(random, 8), texture(random, 60)];
  const ground = 90 + 80 * random();
  const picture = new Uint8Array(sceneSide * sceneSide * 3);
  for (let y = 0; y < sceneSide; y += 1) {
    for (let x = 0; x < sceneSide; x += 1) {
      const [across, down] = [x / sceneSide, y / sceneSide];
      const radius = Math.hypot((across - 0.5) / halfWidth, (down - 0.5) / halfHeight);
      const grain = 0.75 + 0.35 * coarse(across, down) + 0.15 * fine(across, down);
      for (let channel = 0; channel < 3; channel += 1) {
        let level = ground * grain;
        if (radius < 1) level = (22 + 40 * (1 - down) + 0.12 * lid[channel]!) * grain;
        else if (radius < 1.08) level = lid[channel]! * 0.5 + 90;
        else if (radius < 1.4) level = lid[channel]! * grain;
        picture[(y * sceneSide + x) * 3 + channel] = level;
      }
    }
  }
  return { halfWidth, halfHeight, picture };
}

/** The bin with photographs (squares of `photoSide`) in its opening, which cuts them off. */
export function drawContent(bin: Bin, layers: readonly { layer: Layer; photo: Uint8Array }[]): Uint8Array {
  const scene = Uint8Array.from(bin.picture);
  for (const { layer, photo } of layers) {
    for (let y = 0; y < sceneSide; y += 1) {
      for (let x = 0; x < sceneSide; x += 1) {
        const [across, down] = [(x / sceneSide - 0.5) / bin.halfWidth, (y / sceneSide - 0.5) / bin.halfHeight];
        const [u, v] = [(across - layer.x) / layer.width, (down - layer.y) / layer.height];
        // A rounded square: what is thrown in has neither corners nor a frame.
        if (across ** 2 + down ** 2 >= 1 || u ** 4 + v ** 4 >= 1) continue;
        const from = Math.floor(((v + 1) / 2) * photoSide) * photoSide + Math.floor(((u + 1) / 2) * photoSide);
        scene.set(photo.subarray(from * 3, from * 3 + 3), (y * sceneSide + x) * 3);
      }
    }
  }
  return scene;
}

/** A band across the picture, never more than half of it: whether a point (0..1) lies within it. */
function drawBand(random: Random): (x: number, y: number) => boolean {
  const angle = random() * Math.PI;
  const [along, across] = [Math.cos(angle), Math.sin(angle)];
  const halfWidth = 0.06 + 0.16 * random();
  const offset = (random() - 0.5) * 0.5;
  const end = -0.3 + 0.6 * random();
  return (x, y) => {
    const [dx, dy] = [x - 0.5, y - 0.5];
    return Math.abs(-dx * across + dy * along - offset) < halfWidth && dx * along + dy * across < end + 0.3;
  };
}

const sleeves: Rgb[] = [
  [70, 130, 60],
  [40, 44, 60],
  [200, 160, 130],
  [190, 190, 195],
];

function createNoise(): Int8Array {
  const random = seededRandom(7);
  return Int8Array.from({ length: noiseLength }, () => {
    const sum = random() + random() + random() + random() - 2;
    return Math.round(sum * Math.sqrt(3) * noiseSigma);
  });
}

const noise = createNoise();

/** What the camera makes of a scene: a square of `frameSide`, interleaved RGB. */
export function drawFrame(scene: Uint8Array, plan: FramePlan): Uint8Array {
  const random = seededRandom(plan.seed);
  const band = plan.obstruction ? drawBand(random) : null;
  const sleeve = sleeves[Math.floor(random() * sleeves.length)]!;
  const shade = 0.4 + 0.3 * random();
  const [left, top] = [marginPx + plan.shakePx[0], marginPx + plan.shakePx[1]];
  const frame = new Uint8Array(frameSide * frameSide * 3);
  let grain = Math.floor(random() * noiseLength);
  for (let y = 0; y < frameSide; y += 1) {
    for (let x = 0; x < frameSide; x += 1) {
      const within = band?.(x / frameSide, y / frameSide) ?? false;
      const tilt = 1 + plan.light.slope * (x / frameSide - 0.5);
      for (let channel = 0; channel < 3; channel += 1) {
        let level = scene[((y + top) * sceneSide + x + left) * 3 + channel]!;
        if (within) level = plan.obstruction === 'arm' ? sleeve[channel]! : level * shade;
        grain = (grain + 1) % noiseLength;
        level = level * plan.light.gains[channel]! * tilt + noise[grain]!;
        frame[(y * frameSide + x) * 3 + channel] = Math.max(0, Math.min(255, level));
      }
    }
  }
  return frame;
}
