/** Several findings of one bin rejected at once, as the interface asks for it. */
import { z } from 'zod';
import { reviewItemSchema } from './findings.schemas.ts';

export const maxAtOnce = 40;
/** Verdicts that can be given on several findings at once. */
export const rejections = ['fits', 'no_waste'] as const;

/** Body of POST /review/bulk-offers. */
export const bulkOfferRequestSchema = z.strictObject({
  /** A finding that the caller has just judged `fits` or `no_waste`. */
  like: z.uuid(),
  /** Items before the caller already, which are left out. */
  holding: z.array(z.uuid()).max(20).default([]),
});

/** Answer: open items of the same bin in the order in which they were photographed, leased to the caller. */
export const bulkOfferSchema = z.object({ judgement: z.enum(rejections), items: z.array(reviewItemSchema) });

/** Body of POST /review/bulk-rejections: each by the version that was shown. */
export const bulkRejectionRequestSchema = z.strictObject({
  like: z.uuid(),
  items: z
    .array(z.strictObject({ id: z.uuid(), version: z.int().min(0) }))
    .min(1)
    .max(maxAtOnce)
    .refine((items) => new Set(items.map(({ id }) => id)).size === items.length, 'must not name an item twice'),
});

/** Answer: on how many the verdict was recorded; the others come singly. */
export const bulkRejectionSchema = z.object({ id: z.int(), recorded: z.int() });
/** Answer of POST /review/bulk-rejections/{id}/undo. */
export const bulkUndoSchema = z.object({ undone: z.int() });

export type BulkOffer = z.infer<typeof bulkOfferSchema>;
export type BulkRejectionAnswer = z.infer<typeof bulkRejectionSchema>;
