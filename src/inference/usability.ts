/** Whether a view can be judged at all, and if not, why. Pure: the same measures always give the same reason. */
import type { UnusableReason } from './categories.ts';
import type { FrameQuality, Quality } from './quality.ts';

/**
 * Limits of the measures in quality.ts. A picture is refused only when nobody could judge it: a wrong "unusable" silently
 * loses an observation, a wrong "usable" is still looked at by the network, which may abstain. Chosen on one half of the
 * groups of photographs and measured on the other, see decisions/013 and `npm run quality:measure`.
 */
export const qualityLimits = {
  /** Share of pixels without detail, dark or bright, from which on there is nothing else. */
  darkShare: 0.97,
  brightShare: 0.97,
  /** Where even the darkest hundredth is so bright, glare lies over everything. */
  glare: 225 / 255,
  /** So much white, nothing darker than this, and little detail: washed out. */
  whiteShare: 0.75,
  washedOut: 0.7,
  washedOutDetail: 0.06,
  /** Softer edges than these, where there are any, are those of a blurred picture. */
  edges: 0.34,
  /** Less detail than this is noise, vignette and shading. */
  detail: 3 / 255,
  /** A view without detail is behind something when so much of the photograph is without, too. */
  flatShare: 0.6,
  /** No texture at all, not even noise. */
  sharpness: 0.002,
} as const;

/** Why nobody could judge this view of this photograph; null when somebody could. `frame` is the whole photograph. */
export function unusableReason(quality: Quality, frame: FrameQuality): UnusableReason | null {
  const limits = qualityLimits;
  if (quality.darkShare >= limits.darkShare) return 'too_dark';
  if (quality.brightShare >= limits.brightShare || quality.darkest >= limits.glare) return 'over_exposed';
  const isPale = quality.brightShare >= limits.whiteShare && quality.darkest >= limits.washedOut;
  if (isPale && quality.detail < limits.washedOutDetail) return 'over_exposed';
  const isFlat = quality.detail < limits.detail && frame.flatShare >= limits.flatShare;
  if (frame.detail < limits.detail || isFlat || quality.sharpness < limits.sharpness) return 'lens_covered';
  return quality.edges < limits.edges ? 'blurred' : null;
}
