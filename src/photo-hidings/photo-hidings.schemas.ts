/** What the interface sends and gets about photographs that nobody is shown any more. */
import { z } from 'zod';

/** A person can be made out; a parcel label, paper or number plate; hygiene or medicine; anything else (with a note). */
export const hidingReasons = ['person', 'personal_data', 'private_item', 'other'] as const;

/** Body of POST /findings/{id}/hiding. */
export const hidingRequestSchema = z
  .strictObject({
    reason: z.enum(hidingReasons),
    note: z.string().trim().max(200).optional(),
    /** Also the other frames of the same episode, which show the same. */
    frames: z.boolean().default(true),
  })
  .refine((body) => body.reason !== 'other' || (body.note ?? '') !== '', {
    path: ['note'],
    message: 'is needed where the reason is “other”',
  });

/** Answer: how many photographs are hidden that were not before. */
export const hidingAnswerSchema = z.object({ hidden: z.int() });

/** Body of POST /photo-hidings/{id}/lift. */
export const liftRequestSchema = z.strictObject({ note: z.string().trim().min(1, 'say why').max(200) });

const personSchema = z.object({ id: z.int(), name: z.string() });
const time = z.iso.datetime({ offset: true });

const photoHidingSchema = z.object({
  id: z.int(),
  capturedAt: time,
  place: z.object({ estate: z.string(), station: z.string() }),
  reason: z.enum(hidingReasons),
  note: z.string().nullable(),
  by: personSchema,
  at: time,
  lifted: z.object({ by: personSchema, at: time, note: z.string().nullable() }).nullable(),
});

/** Answer of GET /photo-hidings: those hidden first, then the latest lifted. */
export const photoHidingsSchema = z.object({ items: z.array(photoHidingSchema) });

export type HidingRequest = z.infer<typeof hidingRequestSchema>;
export type HidingReason = (typeof hidingReasons)[number];
export type PhotoHiding = z.infer<typeof photoHidingSchema>;
export type PhotoHidings = z.infer<typeof photoHidingsSchema>;
