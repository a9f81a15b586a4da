/** Party branches (支部) as the API takes and shows them. */
import { z } from 'zod';
import { nameSchema } from '../places/places.schemas.ts';

/** Path of /branches/:id. */
export const branchParamsSchema = z.object({ id: z.coerce.number().int().positive() });
/** Body of POST /branches. */
export const newBranchSchema = z.strictObject({ name: nameSchema });
/** Body of PATCH /branches/:id. */
export const branchChangeSchema = z.strictObject({ name: nameSchema, isRetired: z.boolean() }).partial();
/** Answer of GET /branches, those in use first. `people`: accounts that are not deactivated. */
export const branchListSchema = z.object({
  items: z.array(
    z.object({
      id: z.int(),
      name: z.string(),
      people: z.int(),
      retiredAt: z.iso.datetime({ offset: true }).nullable(),
    }),
  ),
});

export type BranchChange = z.infer<typeof branchChangeSchema>;
export type BranchList = z.infer<typeof branchListSchema>;
