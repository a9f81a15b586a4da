/** The typed list of queues: one queue per job, its name being the job's name, with the shape of its payload. */
import { z } from 'zod';
import { fingerprintBytes } from '../../inference/fingerprint.ts';
import { signatureBytes } from '../../inference/frame-signature.ts';
import type { Quality } from '../../inference/quality.ts';

/** What is known of a queue at both of its ends. Payloads hold ids (and, coming back, the numbers a worker found). */
export interface QueueDefinition<Payload> {
  name: string;
  payload: z.ZodType<Payload>;
  /** Times a job is tried before it fails for good. */
  attempts: number;
  /** Waiting time before the second try; it doubles with each further one, half of it at random. */
  backoffMs: number;
}

const qualitySchema: z.ZodType<Quality> = z.strictObject({
  brightness: z.number(),
  darkShare: z.number(),
  brightShare: z.number(),
  darkest: z.number(),
  sharpness: z.number(),
  edges: z.number(),
  detail: z.number(),
});

/** What a worker measures of the whole photograph. */
const observedFrameSchema = z.strictObject({
  quality: z.strictObject({ detail: z.number(), flatShare: z.number() }),
  /** Base64 of a signature (src/inference/frame-signature.ts). */
  signature: z.base64().length(4 * Math.ceil(signatureBytes / 3)),
});

/** Probabilities, quality and fingerprint of one view, as a worker sends them. */
const observedViewSchema = z.strictObject({
  viewRevisionId: z.int().positive().nullable(),
  probabilities: z.array(z.number().min(0).max(1)).min(1),
  quality: qualitySchema,
  /** Base64 of a fingerprint (src/inference/fingerprint.ts). */
  fingerprint: z.base64().length(4 * Math.ceil(fingerprintBytes / 3)),
});

const outcomeSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('classified'),
    width: z.int().positive(),
    height: z.int().positive(),
    frame: observedFrameSchema,
    observations: z.array(observedViewSchema),
  }),
  z.strictObject({ kind: z.literal('unreadable'), reason: z.string() }),
  z.strictObject({ kind: z.literal('failed'), reason: z.string() }),
]);

const classifyCaptureSchema = z.strictObject({
  captureId: z.int().positive(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  mime: z.string(),
  cameraId: z.int().positive().nullable(),
  viewSetRevision: z.int().positive().nullable(),
  /** The camera had masks when it came: the worker asks what to do with it, as that changes on the way. */
  isMasked: z.boolean().default(false),
});

const recordClassificationSchema = z.strictObject({
  captureId: z.int().positive(),
  /** Model as id@version. */
  model: z.string().regex(/^.+@.+$/),
  outcome: outcomeSchema,
});

/** The key of a capture's job: as long as one of it waits or runs, there is no second. */
export const classifyKey = (captureId: number): string => `capture-${captureId}`;
const outcomeKinds = ['classified', 'unreadable', 'failed'] as const;
/** The key of a result; one of each kind may wait, so that a success is never taken for an earlier failure. */
export const resultKey = (captureId: number, kind: (typeof outcomeKinds)[number]): string =>
  `result-${captureId}-${kind}`;
/** All keys under which a result of the capture may wait. */
export const resultKeys = (captureId: number): string[] => outcomeKinds.map((kind) => resultKey(captureId, kind));

export type ObservedView = z.infer<typeof observedViewSchema>;
export type ClassifyCapture = z.infer<typeof classifyCaptureSchema>;
export type RecordClassification = z.infer<typeof recordClassificationSchema>;

/** Web → worker: classify one stored photograph. */
export const classifyCapture: QueueDefinition<ClassifyCapture> = {
  name: 'classify-capture',
  payload: classifyCaptureSchema,
  attempts: 4,
  backoffMs: 1_000,
};

/** Worker → web: what came of it. Tried for long, as a result is worth more than the work of making it again. */
export const recordClassification: QueueDefinition<RecordClassification> = {
  name: 'record-classification',
  payload: recordClassificationSchema,
  attempts: 20,
  backoffMs: 500,
};
