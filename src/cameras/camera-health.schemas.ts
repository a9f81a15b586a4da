/** How a camera is beside what its pictures show, as the API takes and shows it. */
import { z } from 'zod';

/** What was last heard of a camera: a photograph, a sign of life of its own, one of its gateway, an answer to a question. */
export const contactKinds = ['photo', 'heartbeat', 'agent', 'pull'] as const;

const time = z.iso.datetime({ offset: true });
const count = z.int().min(0).max(100_000_000);

/** Body of POST /cameras/heartbeat, with the camera's key: that it lives, and what its gateway still holds. */
export const heartbeatSchema = z.strictObject({
  /** The sender's clock. */
  clock: time.optional(),
  agent: z
    .strictObject({
      waiting: count,
      dropped: count,
      droppedFrom: time.nullable(),
      droppedUntil: time.nullable(),
      refused: count,
    })
    .optional(),
});

/** Answer to it: the service's clock. */
export const heartbeatAnswerSchema = z.object({ clock: time });

/** Part of GET /cameras/{id}: what is known of its health. */
export const cameraHealthSchema = z.object({
  lastContact: z.object({ at: time, kind: z.enum(contactKinds) }).nullable(),
  /** Milliseconds by which its clock is ahead of the service's; `off`: more than it may be. */
  clockDrift: z.object({ ms: z.int(), at: time, off: z.boolean() }).nullable(),
  size: z.object({ width: z.int(), height: z.int(), since: time }).nullable(),
  /** The size before, when it has changed: views were drawn upon another picture then. */
  formerSize: z.object({ width: z.int(), height: z.int() }).nullable(),
  agent: z
    .object({
      waiting: z.int(),
      dropped: z.int(),
      droppedFrom: time.nullable(),
      droppedUntil: time.nullable(),
      refused: z.int(),
      at: time,
    })
    .nullable(),
  /** The last seven days: photographs, those of no use, and hours of opening that are not measured. */
  week: z.object({
    expected: z.int(),
    received: z.int(),
    unusable: z.int(),
    openHours: z.int(),
    hoursNotMeasured: z.int(),
  }),
});

export type Heartbeat = z.infer<typeof heartbeatSchema>;
export type CameraHealthView = z.infer<typeof cameraHealthSchema>;
