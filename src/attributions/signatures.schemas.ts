/** Signing attributions, as the interface sends and gets it. */
import { z } from 'zod';
import { findingPlaceSchema } from '../findings/findings.schemas.ts';
import { categories } from '../inference/categories.ts';
import { attributionSchema, signatureDecisions } from './attributions.schemas.ts';

/** Body of POST /attributions/{id}/signature. */
export const signatureRequestSchema = z.discriminatedUnion('decision', [
  z.strictObject({ decision: z.literal('signed') }),
  z.strictObject({
    decision: z.literal('refused'),
    reason: z.string().trim().min(1, 'must say why').max(300),
  }),
]);

/** One to sign, with the picture as it may leave the desk. */
const signableSchema = z.object({
  attribution: attributionSchema,
  findingId: z.uuid(),
  capturedAt: z.iso.datetime({ offset: true }),
  place: findingPlaceSchema,
  expected: z.enum(categories).nullable(),
  actual: z.enum([...categories, 'mixed']).nullable(),
  judgedBy: z.object({ id: z.int(), name: z.string() }),
  /** The view's crop, all around it in squares; signed and short-lived. */
  pictureUrl: z.string(),
});

/** Answer of GET /signatures. */
export const signaturesSchema = z.object({
  waiting: z.array(signableSchema),
  /** Waiting too, but judged or attributed by the caller, or of their household. */
  forOthers: z.int(),
  /** The caller's own latest decisions, newest first. */
  own: z.array(
    signableSchema.extend({
      id: z.int(),
      decision: z.enum(signatureDecisions),
      reason: z.string().nullable(),
      at: z.iso.datetime({ offset: true }),
      undoneAt: z.iso.datetime({ offset: true }).nullable(),
    }),
  ),
});

export type SignatureRequest = z.infer<typeof signatureRequestSchema>;
export type Signable = z.infer<typeof signableSchema>;
export type Signatures = z.infer<typeof signaturesSchema>;
