/** The fixture photographs that simulated cameras post: their index, which the demonstration's views are made from too. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const categorySchema = z.enum(['recyclable', 'hazardous', 'kitchen', 'residual']);
const pointSchema = z.tuple([z.number().min(0).max(1), z.number().min(0).max(1)]);

const sceneIndexSchema = z.object({
  schema: z.literal(1),
  layouts: z.record(
    z.string(),
    z.object({
      width: z.int().positive(),
      height: z.int().positive(),
      bins: z.array(z.object({ position: z.int(), expected: categorySchema, polygon: z.array(pointSchema).min(3) })),
    }),
  ),
  scenes: z.array(
    z.object({
      file: z.string(),
      layout: z.string(),
      light: z.enum(['day', 'morning', 'overcast', 'evening', 'night', 'infrared', 'dark']),
      bins: z.array(
        z.object({
          position: z.int(),
          content: z.enum([...categorySchema.options, 'mixed', 'empty', 'closed_bag']),
          items: z.array(z.string()),
          misplaced: z.boolean(),
        }),
      ),
    }),
  ),
});

export type SceneIndex = z.infer<typeof sceneIndexSchema>;
export type Scene = SceneIndex['scenes'][number];

export interface Scenes extends SceneIndex {
  /** The JPEG as it lies in the folder. */
  read(scene: Scene): Promise<Buffer>;
}

/** Reads `index.json` of a scenes folder (fixtures/scenes). Throws where it is missing or not of this form. */
export async function loadScenes(directory: string): Promise<Scenes> {
  const index = sceneIndexSchema.parse(JSON.parse(await readFile(join(directory, 'index.json'), 'utf8')));
  return { ...index, read: (scene) => readFile(join(directory, scene.file)) };
}
