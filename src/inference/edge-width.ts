/** How sharp the strongest edges of a picture are: tells a blurred picture from one of something flat. Pure. */

/** A grey picture, row by row, in levels 0..255. */
interface GreyPicture {
  levels: Float32Array;
  width: number;
  height: number;
}

/** Side of the picture on which edges are measured: enlarging a small crop then doesn't count as blur. */
const measuredSide = 112;
/** Lines of about 14 pixels are looked at, one from every sixth pixel of every sixth row. */
const lineStep = 6;
/** Of these the strongest in each direction, if they have some contrast and are enough to go by. */
const strongestShare = 0.06;
const leastContrast = 16;
const leastLines = 12;
/** Which of the strongest edges counts: most pictures have some soft ones among them, few have hard ones by chance. */
const quantile = 0.8;

/** A direction to look along: a step in pixels, steps in a line, and whether two neighbours are averaged against noise. */
interface Direction {
  right: number;
  down: number;
  steps: number;
  isSmoothed: boolean;
}

/** A picture shaken along one direction is sharp across it: eight are needed, the softest tells. */
const lookedAlong: Direction[] = [
  { right: 1, down: 0, steps: 14, isSmoothed: true },
  { right: 0, down: 1, steps: 14, isSmoothed: true },
  { right: 1, down: 1, steps: 10, isSmoothed: true },
  { right: -1, down: 1, steps: 10, isSmoothed: true },
  { right: 2, down: 1, steps: 6, isSmoothed: false },
  { right: 1, down: 2, steps: 6, isSmoothed: false },
  { right: -1, down: 2, steps: 6, isSmoothed: false },
  { right: -2, down: 1, steps: 6, isSmoothed: false },
];

/** The picture made smaller by a whole factor, so that its width is about `measuredSide`. */
function reduced({ levels, width, height }: GreyPicture): GreyPicture {
  const factor = Math.max(1, Math.round(width / measuredSide));
  const [across, down] = [Math.floor(width / factor), Math.floor(height / factor)];
  const small = new Float32Array(across * down);
  for (let y = 0; y < down * factor; y += 1) {
    let from = y * width;
    const row = Math.floor(y / factor) * across;
    for (let at = row; at < row + across; at += 1) {
      let sum = 0;
      for (let x = 0; x < factor; x += 1, from += 1) sum += levels[from]!;
      small[at] = small[at]! + sum / (factor * factor);
    }
  }
  return { levels: small, width: across, height: down };
}

/** The steepest step of a line, in levels. */
function steepestOf(levels: Float32Array, start: number, step: number, { steps, isSmoothed }: Direction): number {
  const end = start + step * (isSmoothed ? steps - 1 : steps);
  let steepest = 0;
  if (isSmoothed) {
    for (let at = start + 2 * step; at < end; at += step) {
      const change = Math.abs(levels[at + step]! + levels[at]! - levels[at - step]! - levels[at - 2 * step]!) / 2;
      if (change > steepest) steepest = change;
    }
    return steepest;
  }
  for (let at = start + step; at < end; at += step) {
    const change = Math.abs(levels[at]! - levels[at - step]!);
    if (change > steepest) steepest = change;
  }
  return steepest;
}

function contrastOf(levels: Float32Array, start: number, step: number, steps: number): number {
  let low = 255;
  let high = 0;
  for (let at = start; at < start + step * steps; at += step) {
    const level = levels[at]!;
    if (level < low) low = level;
    if (level > high) high = level;
  }
  return high - low;
}

/** The contrast that the strongest `strongestShare` of the lines reach, at least `leastContrast`. */
function strongestFrom(lines: Int32Array, count: number): number {
  let wanted = Math.ceil(count * strongestShare);
  let contrast = 255;
  while (contrast > leastContrast && wanted > lines[contrast]!) {
    wanted -= lines[contrast]!;
    contrast -= 1;
  }
  return contrast;
}

/** Steepness of the strongest edges along one direction; 1 when there are too few to tell. */
function sharpnessAlong({ levels, width, height }: GreyPicture, direction: Direction): number {
  const { right, down, steps } = direction;
  const step = down * width + right;
  const left = Math.max(0, -right * (steps - 1));
  const end = width - Math.max(0, right * (steps - 1));
  const contrasts: number[] = [];
  const lines = new Int32Array(256);
  for (let y = 0; y < height - down * (steps - 1); y += lineStep) {
    for (let x = left; x < end; x += lineStep) {
      const contrast = contrastOf(levels, y * width + x, step, steps);
      contrasts.push(contrast);
      lines[Math.floor(contrast)] = lines[Math.floor(contrast)]! + 1;
    }
  }
  const least = strongestFrom(lines, contrasts.length);
  const shares: number[] = [];
  let line = 0;
  for (let y = 0; y < height - down * (steps - 1); y += lineStep) {
    for (let x = left; x < end; x += lineStep, line += 1) {
      const contrast = contrasts[line]!;
      if (contrast >= least) shares.push(steepestOf(levels, y * width + x, step, direction) / contrast);
    }
  }
  if (shares.length < leastLines) return 1;
  return Math.min(1, Float64Array.from(shares).sort()[Math.floor(shares.length * quantile)]!);
}

/**
 * How much of a strong edge's contrast lies within two pixels of 112 across the picture, in the direction where that is
 * least: about 0.7 in sharp photographs, 0.2 where nothing is left to be seen, 1 where there is no edge to go by
 * or the picture is smaller than that.
 */
export function edgeSharpness(picture: GreyPicture): number {
  if (picture.width < measuredSide || picture.height < measuredSide) return 1;
  const small = reduced(picture);
  return Math.min(...lookedAlong.map((direction) => sharpnessAlong(small, direction)));
}
