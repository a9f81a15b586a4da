/** The model in use as administrators see it. */
import { z } from 'zod';

const share = z.number().min(0).max(1);
/** A share with its 95 % interval; null: nothing was there to measure it on. */
const figure = z.object({ value: share, low: share, high: share }).nullable();
const version = z.object({
  name: z.string(),
  version: z.string(),
  sha256: z.string(),
  firstUsedAt: z.iso.datetime(),
});

/** Answer of GET /model. */
export const modelInUseSchema = z.object({
  current: version.extend({ labels: z.int(), bytes: z.int(), licence: z.string() }),
  thresholds: z.object({ flag: share, fits: share, closedBag: share, nothing: share, chosenFor: z.string() }),
  /** What is added to the logit of these labels (decision 026), the highest first; those of 0 are left out. */
  offsets: z.array(z.object({ offset: z.number(), labels: z.array(z.string()) })),
  /** Measured on photographs held back from training; null: the model’s folder has no evaluation of this very model. */
  figures: z
    .object({
      photos: z.int(),
      classes: z.int(),
      balancedAccuracy: figure,
      /** By the share of what lies wrong: it is rarer in life than among test photographs. */
      flags: z.array(z.object({ misplacedShare: share, precision: figure, recall: figure })),
    })
    .nullable(),
  /** What its card says that it can’t do and has never seen, in the card’s words. */
  limits: z.array(z.string()),
  /** Other versions that were used here, the latest first. */
  earlier: z.array(version),
});

export type ModelInUse = z.infer<typeof modelInUseSchema>;
