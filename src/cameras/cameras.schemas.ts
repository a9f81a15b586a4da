/** Cameras and their views as the API takes and shows them. */
import { z } from 'zod';
import { isSimplePolygon } from './polygon.rules.ts';

const fraction = z.number().min(0).max(1);

/** Points in fractions of the upright picture. */
const polygonSchema = z
  .array(z.tuple([fraction, fraction]))
  .min(3)
  .max(64)
  .refine((points) => {
    const span = (axis: 0 | 1) =>
      Math.max(...points.map((point) => point[axis])) - Math.min(...points.map((point) => point[axis]));
    return span(0) >= 0.01 && span(1) >= 0.01;
  }, 'must cover at least a hundredth of the picture each way')
  .refine(isSimplePolygon, 'must not cross or touch itself');

/** One view to draw on the camera's picture. */
const newViewSchema = z.strictObject({
  binId: z.int().positive(),
  polygon: polygonSchema,
  /** A bin has one counting view; others are evidence only. */
  counting: z.boolean().default(true),
});

const viewsSchema = z
  .array(newViewSchema)
  .max(12)
  .refine((views) => new Set(views.map((view) => view.binId)).size === views.length, 'must name each bin once');

/** Body of PUT /cameras/{id}/views: all views of the camera; a bin left out loses its view. */
export const viewSetSchema = z.strictObject({ views: viewsSchema });

const masksSchema = z.array(polygonSchema).max(16);

/** Body of PUT /cameras/{id}/masks: all areas that nobody may see; none at all: the camera's pictures are kept as they come. */
export const maskSetSchema = z.strictObject({ masks: masksSchema });

/** Body of POST /cameras. */
export const newCameraSchema = z.strictObject({
  stationId: z.int().positive(),
  name: z.string().trim().min(1).max(64),
  intervalS: z.int().min(1).max(86_400).default(60),
  views: viewsSchema.default([]),
  masks: masksSchema.default([]),
});

/** Answer of POST /cameras and POST /cameras/{id}/key: the key is shown this once. */
export const addedCameraSchema = z.object({ id: z.int(), key: z.string() });
export const cameraKeySchema = z.object({ key: z.string() });

const polygon = z.array(z.tuple([z.number(), z.number()]));
const time = z.iso.datetime({ offset: true });
const cameraSchema = z.object({
  id: z.int(),
  name: z.string(),
  stationId: z.int(),
  intervalS: z.int(),
  hasKey: z.boolean(),
  lastSeenAt: time.nullable(),
  /** Whether the service knows where the camera stands: still learning, known, or moved since. */
  reference: z.object({ state: z.enum(['gathering', 'set', 'moved']), setAt: time.nullable() }),
  views: z.array(z.object({ binId: z.int(), counting: z.boolean(), polygon })),
  masks: z.array(polygon),
});
/** Answer of GET /cameras. */
export const cameraListSchema = z.object({ items: z.array(cameraSchema) });
/** Answer of GET /cameras/{id}/masks; setBy null: made with the demonstration. */
export const maskHistorySchema = z.object({
  items: z.array(z.object({ revision: z.int(), masks: z.array(polygon), setAt: time, setBy: z.int().nullable() })),
});
export type NewView = z.infer<typeof newViewSchema>;
export type NewCamera = z.infer<typeof newCameraSchema>;
