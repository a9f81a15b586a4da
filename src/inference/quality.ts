/** Cheap measures of how much a picture shows, and the conservative rule for pictures that show nothing at all. */

export interface Quality {
  /** Mean luma, 0 (black) to 1 (white). */
  brightness: number;
  /** Share of pixels so dark that no detail is left in them. */
  darkShare: number;
  /** Share of pixels at the sensor's limit. */
  brightShare: number;
  /** Standard deviation of the Laplacian of luma, in units of full scale: fine detail, about 0.01 to 0.2 in photographs. */
  sharpness: number;
}

const darkLuma = 20;
const brightLuma = 250;

/** Measures a resized crop by its luma (0..255, row by row). Sharpness depends on the size: compare only equal ones. */
export function measureQuality(luma: Float32Array, width: number, height: number): Quality {
  let sum = 0;
  let dark = 0;
  let bright = 0;
  for (const value of luma) {
    sum += value;
    if (value < darkLuma) dark += 1;
    if (value > brightLuma) bright += 1;
  }
  return {
    brightness: sum / luma.length / 255,
    darkShare: dark / luma.length,
    brightShare: bright / luma.length,
    sharpness: laplacianDeviation(luma, width, height) / 255,
  };
}

function laplacianDeviation(luma: Float32Array, width: number, height: number): number {
  let sum = 0;
  let squares = 0;
  for (let y = 1; y < height - 1; y += 1) {
    for (let at = y * width + 1; at < (y + 1) * width - 1; at += 1) {
      const laplacian = luma[at - 1]! + luma[at + 1]! + luma[at - width]! + luma[at + width]! - 4 * luma[at]!;
      sum += laplacian;
      squares += laplacian * laplacian;
    }
  }
  const count = (width - 2) * (height - 2);
  return Math.sqrt(Math.max(0, squares / count - (sum / count) ** 2));
}

/**
 * A picture is refused only when nobody could judge it: a wrong "unusable" silently loses an observation, a wrong "usable"
 * is still looked at by the network, which may abstain. Measured at 224 × 224 on 11,203 photographs (training photos and
 * street scenes): darkShare at most 0.912 (a battery on black), brightShare at most 0.966 (a toothbrush on white),
 * sharpness at least 0.0052 (a blurred plate): these limits refuse none of them. Unlit night pictures come to 0.99 and more.
 */
export const unusableLimits = { darkShare: 0.98, brightShare: 0.98, sharpness: 0.002 } as const;

/** Whether a picture shows nothing that anybody could judge: too dark, over-exposed, or flat (a covered lens, fog). */
export function isUnusable(quality: Quality): boolean {
  return (
    quality.darkShare >= unusableLimits.darkShare ||
    quality.brightShare >= unusableLimits.brightShare ||
    quality.sharpness < unusableLimits.sharpness
  );
}
