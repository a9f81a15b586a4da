/** What was photographed of a finding's bin around it. Tells nothing of what the model made of any of it. */
import { z } from 'zod';

const time = z.iso.datetime({ offset: true });
const outline = z.array(z.tuple([z.number(), z.number()])).nullable();

const stripFrameSchema = z.object({
  id: z.int(),
  capturedAt: time,
  /** Null: hidden as sensitive. */
  photo: z.object({ url: z.string(), width: z.int(), height: z.int(), outline, hidden: z.literal(false) }).nullable(),
  /** The one that is judged. */
  isShown: z.boolean(),
});

/** Answer of GET /findings/{id}/frames: episodes of the bin in order of time, none for a photograph of no episode. */
export const filmStripSchema = z.object({
  episodes: z.array(
    z.object({
      id: z.int(),
      /** That of the finding, or one before or after it. */
      place: z.enum(['before', 'this', 'after']),
      startedAt: time,
      endedAt: time,
      /** All of them; of neighbours only some are listed. */
      count: z.int(),
      duplicateOf: z.int().nullable(),
      frames: z.array(stripFrameSchema),
    }),
  ),
  /** What people have said of these episodes and may take back. */
  edits: z.array(
    z.object({
      id: z.int(),
      kind: z.enum(['duplicate', 'split']),
      episode: z.int(),
      other: z.int(),
      by: z.object({ id: z.int(), name: z.string() }),
      at: time,
    }),
  ),
});

/** Body of POST /findings/{id}/frames/duplicate: the episode that shows the same as that of the finding. */
export const duplicateRequestSchema = z.strictObject({ episode: z.int().positive() });
/** Body of POST /findings/{id}/frames/split: the first frame of what is something else. */
export const splitRequestSchema = z.strictObject({ frame: z.int().positive() });
/** Body of POST /findings/{id}/frames/undo. */
export const editUndoRequestSchema = z.strictObject({ edit: z.int().positive() });

export type FilmStrip = z.infer<typeof filmStripSchema>;
