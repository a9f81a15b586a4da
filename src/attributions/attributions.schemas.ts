/** What the interface sends and gets about whose a misplacement is. */
import { z } from 'zod';

/** How it is known: the number on the bag, a witness on duty, or what the household itself said. */
export const attributionBases = ['bag_number', 'witness', 'own_word'] as const;
/** `replaced`: by another attribution; `refused`: by the person asked to sign; the rest by whoever attributed or judged. */
export const attributionEnds = ['replaced', 'withdrawn', 'refused', 'verdict_undone'] as const;

/** What somebody who is asked to sign can do. */
export const signatureDecisions = ['signed', 'refused'] as const;

/** Whose it is; `unknown` says that somebody looked and it can't be told. */
const attributionTargetSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('household'),
    id: z.int().positive(),
    basis: z.enum(attributionBases),
    detail: z.string().trim().max(200).optional(),
  }),
  z.strictObject({
    kind: z.literal('unit'),
    id: z.int().positive(),
    basis: z.enum(attributionBases),
    detail: z.string().trim().max(200).optional(),
  }),
  z.strictObject({ kind: z.literal('unknown') }),
]);

/** Body of PUT /findings/{id}/attribution: compare-and-set by the live attribution's id, null when there was none. */
export const attributionRequestSchema = z.strictObject({
  replaces: z.int().positive().nullable(),
  target: attributionTargetSchema,
});

/** Query of DELETE /findings/{id}/attribution. */
export const attributionIdSchema = z.strictObject({ attribution: z.coerce.number().int().positive() });

/** An attribution as it is shown beside its finding. */
export const attributionSchema = z.object({
  id: z.int(),
  kind: z.enum(['household', 'unit', 'unknown']),
  /** Null for `unknown`. */
  target: z.object({ id: z.int(), label: z.string(), estate: z.string() }).nullable(),
  basis: z.enum(attributionBases).nullable(),
  /** The bag's number, the witness, the words. */
  detail: z.string().nullable(),
  by: z.object({ id: z.int(), name: z.string() }),
  at: z.iso.datetime({ offset: true }),
  /** Null until a second person has signed: before that it has no consequences. */
  signed: z
    .object({ by: z.object({ id: z.int(), name: z.string() }), at: z.iso.datetime({ offset: true }) })
    .nullable(),
});

/** Answer of PUT and DELETE: the live attribution, null when there is none. */
export const attributionAnswerSchema = z.object({ attribution: attributionSchema.nullable() });

/** Answer of GET /findings/{id}/attributions: all that was ever said of whose it is, oldest first. */
export const attributionHistorySchema = z.object({
  items: z.array(
    attributionSchema.extend({
      ended: z
        .object({
          by: z.object({ id: z.int(), name: z.string() }),
          at: z.iso.datetime({ offset: true }),
          because: z.enum(attributionEnds),
          /** Why somebody refused to sign. */
          note: z.string().nullable(),
        })
        .nullable(),
    }),
  ),
});

export type AttributionHistory = z.infer<typeof attributionHistorySchema>;
export type AttributionTarget = z.infer<typeof attributionTargetSchema>;
export type AttributionView = z.infer<typeof attributionSchema>;
export type AttributionEnd = (typeof attributionEnds)[number];
