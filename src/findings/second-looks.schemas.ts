/** How far people agree, as the API shows it. */
import { z } from 'zod';
import { categories } from '../inference/categories.ts';
import { findingPlaceSchema, judgements } from './findings.schemas.ts';

/** Answer of GET /second-looks/{month}. */
export const secondLooksSchema = z.object({
  month: z.string(),
  /** Share of verdicts that is drawn, 0 to 1. */
  share: z.number(),
  counts: z.object({
    /** Drawn and not withdrawn by an undo. */
    drawn: z.int(),
    waiting: z.int(),
    same: z.int(),
    /** Both say misplaced and differ in what it was. */
    otherCategory: z.int(),
    /** Differ, and wait for a third. */
    contested: z.int(),
    decided: z.int(),
    /** Of the decided: those in which the first verdict does not stand. */
    overruled: z.int(),
  }),
  /** Those that a third has decided; of the others nothing is told, as whoever reads this may be the third. */
  decided: z.array(
    z.object({
      findingId: z.uuid(),
      capturedAt: z.iso.datetime({ offset: true }),
      place: findingPlaceSchema,
      expected: z.enum(categories).nullable(),
      /** First, second and third. */
      verdicts: z.array(
        z.object({
          by: z.object({ id: z.int(), name: z.string() }),
          judgement: z.enum(judgements),
          actual: z.enum([...categories, 'mixed']).nullable(),
          stands: z.boolean(),
        }),
      ),
    }),
  ),
});

export type SecondLooks = z.infer<typeof secondLooksSchema>;
