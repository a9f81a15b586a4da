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
});

export const receiptSchema = z.object({
  id: z.int(),
  state: z.enum(['received', 'queued', 'classified', 'unreadable', 'failed']),
  sha256: z.string(),
  capturedAt: z.iso.datetime(),
  receivedAt: z.iso.datetime(),
  /** True when the time it was taken is doubtful: long ago by the device’s clock. */
  clockSuspect: z.boolean(),
  /** Why it is unreadable or failed. */
  reason: z.string().nullable(),
  /** True when this very photograph had come from this camera before. */
  duplicate: z.boolean(),
});

export type CaptureFields = z.infer<typeof captureFieldsSchema>;
export type Receipt = z.infer<typeof receiptSchema>;
