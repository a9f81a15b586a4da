/** The drop folder as administrators set and see it. */
import { z } from 'zod';

const pattern = z.string().trim().min(1).max(200);
/** A folder of its own directly below the drop folder, as an FTP server gives each of its users. */
const folder = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9_\u4e00-\u9fff][A-Za-z0-9_.\u4e00-\u9fff-]{0,63}$/, 'must be the plain name of a folder');

/** Body of PUT /drop-folder. */
export const dropSettingChangeSchema = z.strictObject({
  patterns: z.array(pattern).min(1).max(20),
  keepsDone: z.boolean(),
});

/** Body of PUT /cameras/{id}/drop-folder: where its files lie; channel 0: all that lie there. */
export const dropSourceChangeSchema = z.strictObject({ folder, channel: z.int().min(0).max(99_999).default(0) });

/** Body of POST /drop-folder/trial. */
export const dropTrialSchema = z.strictObject({
  patterns: z.array(pattern).min(1).max(20),
  sample: z.string().trim().min(1).max(512),
});

const time = z.iso.datetime({ offset: true });

/** Answer to a trial: what is read from the name, or why nothing is. */
export const dropTrialAnswerSchema = z.object({
  fits: z.boolean(),
  channel: z.int().nullable(),
  capturedAt: time.nullable(),
  faults: z.array(
    z.object({ pattern: z.string(), fault: z.enum(['unknown_part', 'no_time', 'twice', 'too_many_any', 'empty']) }),
  ),
});

/** Answer of GET and PUT /drop-folder. */
export const dropFolderSchema = z.object({
  /** Null: whoever runs the service has set none (DROP_DIR). */
  folder: z.string().nullable(),
  patterns: z.array(z.string()),
  keepsDone: z.boolean(),
  sources: z.array(z.object({ cameraId: z.int(), camera: z.string(), folder: z.string(), channel: z.int() })),
  /** The latest that were put aside. */
  rejections: z.array(z.object({ path: z.string(), reason: z.string(), at: time })),
});

/** Answer of GET /cameras/{id}/drop-folder; null: it has none. */
export const dropSourceSchema = z.object({
  active: z.boolean(),
  source: z.object({ folder: z.string(), channel: z.int() }).nullable(),
});

export type DropSettingChange = z.infer<typeof dropSettingChangeSchema>;
export type DropFolderView = z.infer<typeof dropFolderSchema>;
export type DropTrial = z.infer<typeof dropTrialSchema>;
export type DropTrialAnswer = z.infer<typeof dropTrialAnswerSchema>;
export type DropSourceView = z.infer<typeof dropSourceSchema>;
