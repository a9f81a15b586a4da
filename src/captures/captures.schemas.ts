/** What a camera says with a photograph, and the receipt it gets. */
import { z } from 'zod';

/** Clients that forget to encode the + of an offset in an address send a space. */
const mendOffset = (text: string): string => text.trim().replace(/ (\d{2}:?\d{2})$/, '+$1');

export const captureFieldsSchema = z.object({
  captured_at: z
    .string()
    .transform(mendOffset)
    .pipe(z.iso.datetime({ offset: true, error: 'must be a time with its offset, such as 2026-11-23T18:05:00+08:00' }))
    .optional(),
  note: z.string().trim().max(500).optional(),
  /** `yes`: it was kept back while there was no network, so that its time is old and yet to be believed. */
  late: z.enum(['yes', 'no']).optional(),
});

export const receiptSchema = z.object({
  id: z.int(),
  state: z.enum(['received', 'queued', 'classified', 'unreadable', 'failed']),
  sha256: z.string(),
  capturedAt: z.iso.datetime(),
  receivedAt: z.iso.datetime(),
  /** True when the time it was taken is doubtful: long ago by the device’s clock. */
  clockSuspect: z.boolean(),
  /** It had been kept back, or was sent once more, after an outage. */
  late: z.boolean(),
  /** Why it is unreadable or failed. */
  reason: z.string().nullable(),
  /** For a camera with masks: the original waits to be masked, is erased and the masked picture kept, or both are gone. */
  masking: z.enum(['waiting', 'masked', 'erased']).nullable(),
  /** True when this very photograph had come from this camera before. */
  duplicate: z.boolean(),
});

/** Answer of GET /cameras/{id}/photo: the latest one that people may see; null: there is none (yet). */
export const lastPhotoSchema = z.object({
  photo: z
    .object({
      captureId: z.int(),
      /** Signed for who asks, for about a quarter of an hour. */
      url: z.string(),
      capturedAt: z.iso.datetime(),
      receivedAt: z.iso.datetime(),
      masked: z.boolean(),
    })
    .nullable(),
});

const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);

/** What a worker is told about a masked camera's photograph: the original and what to paint over, or that it is done. */
export const maskingTaskSchema = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('waiting'),
    sha256: sha256Schema,
    /** The newest mask revision among them; it comes back with the masked picture. */
    revision: z.int().positive(),
    polygons: z.array(z.array(z.tuple([z.number(), z.number()])).min(3)),
  }),
  z.object({ state: z.literal('masked'), sha256: sha256Schema }),
]);
/** Answer to a masked picture: the hash of the one that is kept, which may be that of an earlier attempt. */
export const keptPictureSchema = z.object({ sha256: sha256Schema });

/** Answer to GET /spool: how many originals of masked cameras wait, and since when. */
export const spoolSchema = z.object({
  originals: z.int(),
  /** Of these, unreadable or failed ones: another try may be asked for until they are erased. */
  ended: z.int(),
  oldestAgeS: z.int().nullable(),
});

export type LastPhoto = z.infer<typeof lastPhotoSchema>;
export type MaskingTask = z.infer<typeof maskingTaskSchema>;
export type CaptureFields = z.infer<typeof captureFieldsSchema>;
export type Receipt = z.infer<typeof receiptSchema>;
