/** Whether a model is as often right as it is sure. Pure. */

interface ConfidenceBin {
  /** Confidences from `from` (exclusive, but for 0) to `to`. */
  from: number;
  to: number;
  photos: number;
  right: number;
  /** Null when no photograph is in the bin. */
  meanConfidence: number | null;
}

export interface CalibrationError {
  /** Mean distance between confidence and share of right ones, weighted by the bins' photographs; null without any. */
  value: number | null;
  photos: number;
  bins: ConfidenceBin[];
}

/** Expected calibration error over `count` bins of equal width, of the confidence (0..1) in what is predicted. */
export function calibrationError(
  rows: readonly { confidence: number; right: boolean }[],
  count: number,
): CalibrationError {
  const bins = Array.from({ length: count }, () => ({ photos: 0, right: 0, confidence: 0 }));
  for (const { confidence, right } of rows) {
    const bin = bins[Math.min(count - 1, Math.max(0, Math.ceil(confidence * count) - 1))]!;
    bin.photos += 1;
    bin.right += right ? 1 : 0;
    bin.confidence += confidence;
  }
  const distance = bins.reduce((sum, { right, confidence }) => sum + Math.abs(right - confidence), 0);
  return {
    value: rows.length === 0 ? null : distance / rows.length,
    photos: rows.length,
    bins: bins.map(({ photos, right, confidence }, index) => ({
      from: index / count,
      to: (index + 1) / count,
      photos,
      right,
      meanConfidence: photos === 0 ? null : confidence / photos,
    })),
  };
}
