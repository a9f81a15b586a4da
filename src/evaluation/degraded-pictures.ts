/** What spoils a camera's pictures: blur, darkness, glare, something before the lens. Pure: pixels in, pixels out. */

/** A square of interleaved 8-bit RGB. */
export interface Picture {
  rgb: Uint8Array;
  side: number;
}

type Random = () => number;

/** A new picture by a function of each value and where it is (x, y in 0..1). */
function mapPicture(
  { rgb, side }: Picture,
  change: (level: number, x: number, y: number, channel: number) => number,
): Picture {
  const changed = new Uint8ClampedArray(rgb.length);
  for (let y = 0, at = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      for (let channel = 0; channel < 3; channel += 1, at += 1) {
        changed[at] = change(rgb[at]!, x / side, y / side, channel);
      }
    }
  }
  return { rgb: new Uint8Array(changed.buffer), side };
}

/** Adds the noise of a sensor: `sigma` levels, as good as Gaussian. */
export function withNoise(picture: Picture, sigma: number, random: Random): Picture {
  return mapPicture(picture, (level) => level + (random() + random() + random() - 1.5) * 2 * sigma);
}

/** Mean over `length` pixels along rows (step 3) or columns (step 3 × side); beyond the edge lies what lies at the edge. */
function boxBlur(rgb: Float32Array, side: number, length: number, isAcross: boolean): Float32Array {
  const blurred = new Float32Array(rgb.length);
  const [step, line] = isAcross ? [3, side * 3] : [side * 3, 3];
  const before = Math.floor(length / 2);
  const clamp = (index: number): number => Math.max(0, Math.min(side - 1, index));
  for (let number = 0; number < side; number += 1) {
    for (let channel = 0; channel < 3; channel += 1) {
      const start = number * line + channel;
      let sum = 0;
      for (let index = -before; index < length - before; index += 1) sum += rgb[start + clamp(index) * step]!;
      for (let index = 0; index < side; index += 1) {
        blurred[start + index * step] = sum / length;
        sum += rgb[start + clamp(index + length - before) * step]! - rgb[start + clamp(index - before) * step]!;
      }
    }
  }
  return blurred;
}

const toBytes = (levels: Float32Array): Uint8Array => new Uint8Array(Uint8ClampedArray.from(levels).buffer);

/** Out of focus: a Gaussian of `share` of the side, as three boxes. */
export function outOfFocus({ rgb, side }: Picture, share: number): Picture {
  const length = Math.max(1, Math.round(Math.sqrt(4 * (share * side) ** 2 + 1)));
  let levels = Float32Array.from(rgb);
  for (let pass = 0; pass < 3; pass += 1) {
    levels = boxBlur(boxBlur(levels, side, length, true), side, length, false) as Float32Array<ArrayBuffer>;
  }
  return { rgb: toBytes(levels), side };
}

/** Shaken along a line of `share` of the side, in any direction. */
export function shaken({ rgb, side }: Picture, share: number, random: Random): Picture {
  const angle = random() * Math.PI;
  const steps = Math.max(2, Math.round(share * side));
  const sums = new Float32Array(rgb.length);
  const clamp = (index: number): number => Math.max(0, Math.min(side - 1, Math.round(index)));
  for (let step = 0; step < steps; step += 1) {
    const [right, down] = [Math.cos(angle) * (step - steps / 2), Math.sin(angle) * (step - steps / 2)];
    for (let y = 0, at = 0; y < side; y += 1) {
      const row = clamp(y + down) * side;
      for (let x = 0; x < side; x += 1) {
        const from = (row + clamp(x + right)) * 3;
        for (let channel = 0; channel < 3; channel += 1, at += 1) sums[at] = sums[at]! + rgb[from + channel]! / steps;
      }
    }
  }
  return { rgb: toBytes(sums), side };
}

/** Too little light: the levels times `gain`, with the noise of a sensor turned up. */
export const darkened = (picture: Picture, gain: number, random: Random): Picture =>
  withNoise(
    mapPicture(picture, (level) => level * gain),
    4,
    random,
  );

/** Too much light: the levels times `gain`, on top of `veil` levels of glare. */
export const overExposed = (picture: Picture, gain: number, veil: number): Picture =>
  mapPicture(picture, (level) => level * gain + veil);

/** Mist on the lens: contrast times `contrast`, all of it a little out of focus. */
export const fogged = (picture: Picture, contrast: number, blur: number): Picture =>
  mapPicture(outOfFocus(picture, blur), (level) => 165 + (level - 165) * contrast);

/** Night light of the camera's own: grey, brightest in the middle. */
export function infrared({ rgb, side }: Picture, random: Random): Picture {
  const grey = Uint8Array.from(rgb);
  for (let at = 0; at < rgb.length; at += 3) {
    grey.fill(0.45 * rgb[at]! + 0.4 * rgb[at + 1]! + 0.15 * rgb[at + 2]!, at, at + 3);
  }
  const lamp = (x: number, y: number): number => 1 - 1.1 * ((x - 0.5) ** 2 + (y - 0.5) ** 2);
  return withNoise(
    mapPicture({ rgb: grey, side }, (level, x, y) => level * 0.8 * lamp(x, y)),
    5,
    random,
  );
}

/** Drops on the lens: discs of `share` of the side through which the picture is seen smeared and upside down. */
export function rainedOn(picture: Picture, drops: number, share: number, random: Random): Picture {
  const { side } = picture;
  const smeared = outOfFocus(picture, 0.03).rgb;
  const rgb = Uint8Array.from(picture.rgb);
  for (let drop = 0; drop < drops; drop += 1) {
    const [x0, y0, radius] = [random() * side, random() * side, side * share * (0.5 + random())];
    for (let y = Math.max(0, Math.ceil(y0 - radius)); y < Math.min(side, y0 + radius); y += 1) {
      for (let x = Math.max(0, Math.ceil(x0 - radius)); x < Math.min(side, x0 + radius); x += 1) {
        if ((x - x0) ** 2 + (y - y0) ** 2 > radius ** 2) continue;
        const from = (Math.min(side - 1, Math.max(0, Math.round(2 * y0 - y))) * side + x) * 3;
        rgb.set(smeared.subarray(from, from + 3), (y * side + x) * 3);
      }
    }
  }
  return { rgb, side };
}

/** A lens covered all over: a colour with a vignette, blotches where light comes through, and noise. */
export function covered(side: number, kind: 'dark' | 'cloth' | 'hand' | 'film', random: Random): Picture {
  const colours = { dark: [18, 16, 15], cloth: [90, 95, 100], hand: [150, 95, 75], film: [200, 205, 205] } as const;
  const base = { rgb: new Uint8Array(side * side * 3), side };
  const gain = 0.7 + 0.6 * random();
  const [angle, slope] = [random() * 2 * Math.PI, 0.1 + 0.5 * random()];
  const [cx, cy, width] = [random(), random(), 0.2 + 0.4 * random()];
  const blotch = kind === 'dark' ? 0.3 : (random() - 0.5) * 0.6;
  const picture = mapPicture(base, (_, x, y, channel) => {
    const light = 1 + slope * (Math.cos(angle) * (x - 0.5) + Math.sin(angle) * (y - 0.5));
    const vignette = 1 - 0.5 * ((x - 0.5) ** 2 + (y - 0.5) ** 2);
    const spot = 1 + blotch * Math.exp(-((x - cx) ** 2 + (y - cy) ** 2) / (2 * width ** 2));
    return colours[kind][channel]! * gain * light * vignette * spot;
  });
  return withNoise(picture, 3 + 3 * random(), random);
}
