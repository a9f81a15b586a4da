/** What the search for a home takes and gives. */
import { z } from 'zod';

/** Query of GET /homes. `estate`: the name of the estate whose homes come first. */
export const homeSearchQuerySchema = z.strictObject({
  q: z.string().trim().min(1).max(60),
  estate: z.string().max(100).optional(),
});

export const homeSearchSchema = z.object({
  items: z.array(
    z.object({
      kind: z.enum(['household', 'unit']),
      id: z.int(),
      estate: z.string(),
      /** Building, unit and room. */
      label: z.string(),
    }),
  ),
  /** There are more than are given. */
  more: z.boolean(),
});

export type HomeSearch = z.infer<typeof homeSearchSchema>;
