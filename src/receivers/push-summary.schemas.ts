/** How a body was understood and what became of it, as it is kept beside the body and shown to administrators. */
import { z } from 'zod';

const partSchema = z.object({
  name: z.string().nullable(),
  fileName: z.string().nullable(),
  type: z.string().nullable(),
  bytes: z.int(),
  kind: z.enum(['document', 'picture', 'field', 'cut_off', 'unknown', 'empty']),
  /** Beginning of a text, pictures in it left out. */
  text: z.string().nullable(),
  sha256: z.string(),
});

/** What became of one picture, or of the address of one. */
const outcomes = [
  'taken',
  'duplicate',
  'crop',
  'known_event',
  'to_fetch',
  'no_camera',
  'not_an_image',
  'photo_truncated',
  'photo_too_many_pixels',
  'photo_animated',
] as const;
export type Outcome = (typeof outcomes)[number];

const pictureSchema = z.object({
  name: z.string(),
  /** Null: only its address came. */
  bytes: z.int().nullable(),
  outcome: z.enum(outcomes),
  captureId: z.int().nullable(),
});

const eventSchema = z.object({
  eventType: z.string(),
  channel: z.string().nullable(),
  channelName: z.string().nullable(),
  /** As the device wrote it, with the offset when it gave one; null: it gave none that can be read. */
  said: z.string().nullable(),
  isTimeUnreadable: z.boolean(),
  isActive: z.boolean(),
  isResent: z.boolean(),
  vendorId: z.string().nullable(),
  mac: z.string().nullable(),
  /** Number of the camera whose pictures these are; null: nobody’s yet. */
  cameraId: z.int().nullable(),
  pictures: z.array(pictureSchema),
});

export const bodySummarySchema = z.object({
  parts: z.array(partSchema),
  vendor: z.string().nullable(),
  /** Why nothing could be done with it. */
  fault: z.enum(['empty', 'cut_off', 'no_document', 'unknown_document', 'internal']).nullable(),
  isHeartbeat: z.boolean(),
  events: z.array(eventSchema),
});
export type BodySummary = z.infer<typeof bodySummarySchema>;
export type EventSummary = z.infer<typeof eventSchema>;
export type PictureSummary = z.infer<typeof pictureSchema>;
