/** A month's counts by station: counts of rows, never a rate (that comes from the report's estimator). */
import { z } from 'zod';

export const monthSchema = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'must be a month such as 2026-11');

const countsSchema = z.object({
  /** Photographs taken in the month; those of them that could not be read; those that volunteers reported. */
  photos: z.int(),
  unreadable: z.int(),
  reported: z.int(),
  /** Episodes of counting views, and those of them the model flagged. */
  episodes: z.int(),
  flagged: z.int(),
  /** Findings without a verdict, and the verdicts by kind. */
  open: z.int(),
  misplaced: z.int(),
  fits: z.int(),
  unclear: z.int(),
  noWaste: z.int(),
  /** Rows of the ledger that are live: the confirmed cases. */
  violations: z.int(),
  /** Of these: those on which two people differ and a third has yet to decide. */
  contested: z.int(),
  /**
   * Photographs of all cameras in the hours that have ended: expected within opening hours, received, of these unusable,
   * and lost: expected but missing or unusable, hour by hour, so that a surplus in one hour makes up for nothing in another.
   */
  hours: z.object({ expected: z.int(), received: z.int(), unusable: z.int(), lost: z.int() }),
});

export const monthCountsSchema = z.object({
  month: monthSchema,
  timeZone: z.string(),
  /** Months that hold photographs, newest first. */
  months: z.array(monthSchema),
  total: countsSchema,
  stations: z.array(
    countsSchema.extend({
      id: z.int(),
      name: z.string(),
      estate: z.object({ id: z.int(), name: z.string() }),
    }),
  ),
});

export type Counts = z.infer<typeof countsSchema>;
export type MonthCounts = z.infer<typeof monthCountsSchema>;
