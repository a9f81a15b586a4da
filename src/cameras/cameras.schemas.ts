/** Cameras and their views as the API takes and shows them. */
import { z } from 'zod';
import { categories } from '../inference/categories.ts';
import { cameraHealthSchema } from './camera-health.schemas.ts';
import { noticeReasons } from './camera-notices.schemas.ts';
import { type PolygonFault, polygonFault, polygonLimits } from './polygon.rules.ts';

const fraction = z.number().min(0).max(1);
const { leastPoints, mostPoints, mostViews, mostMasks } = polygonLimits;
const faultTexts: Record<PolygonFault, string> = {
  too_few: `must have at least ${leastPoints} points`,
  too_many: `must have at most ${mostPoints} points`,
  too_small: 'must cover at least a hundredth of the picture each way',
  crosses: 'must not cross or touch itself',
};

/** Points in fractions of the upright picture. */
const polygonSchema = z
  .array(z.tuple([fraction, fraction]))
  .min(leastPoints)
  .max(mostPoints)
  .superRefine((points, context) => {
    const fault = polygonFault(points);
    if (fault) context.addIssue({ code: 'custom', message: faultTexts[fault] });
  });

/** One view to draw on the camera's picture. */
const newViewSchema = z.strictObject({
  binId: z.int().positive(),
  polygon: polygonSchema,
  /** A bin has one counting view; others are evidence only. */
  counting: z.boolean().default(true),
});

const viewsSchema = z
  .array(newViewSchema)
  .max(mostViews)
  .refine((views) => new Set(views.map((view) => view.binId)).size === views.length, 'must name each bin once');

/** The revision that was drawn upon; another one in force: somebody else was quicker, and nothing is changed. */
const basedOn = z.int().min(0).optional();

/** Body of PUT /cameras/{id}/views: all views of the camera; a bin left out loses its view. */
export const viewSetSchema = z.strictObject({ views: viewsSchema, basedOn });

const masksSchema = z.array(polygonSchema).max(mostMasks);

/** Body of PUT /cameras/{id}/masks: all areas that nobody may see; none at all: the camera's pictures are kept as they come. */
export const maskSetSchema = z.strictObject({ masks: masksSchema, basedOn });

const name = z.string().trim().min(1).max(64);
const intervalS = z.int().min(1).max(86_400);

/** Body of POST /cameras. */
export const newCameraSchema = z.strictObject({
  stationId: z.int().positive(),
  name,
  intervalS: intervalS.default(60),
  views: viewsSchema.default([]),
  masks: masksSchema.default([]),
});

/** Body of PATCH /cameras/{id}: what is left out stays as it is. */
export const cameraChangeSchema = z.strictObject({ name: name.optional(), intervalS: intervalS.optional() });

/** Answer of POST /cameras and POST /cameras/{id}/key: the key is shown this once. */
export const addedCameraSchema = z.object({ id: z.int(), key: z.string() });
export const cameraKeySchema = z.object({ key: z.string() });

const polygon = z.array(z.tuple([z.number(), z.number()]));
const time = z.iso.datetime({ offset: true });
const place = z.object({ id: z.int(), name: z.string() });

/** Answer of PUT /cameras/{id}/views and /masks: the revision in force, for photographs that come from `validFrom` on. */
export const drawnSchema = z.object({ revision: z.int(), validFrom: time });

const cameraSchema = z.object({
  id: z.int(),
  name: z.string(),
  stationId: z.int(),
  station: place,
  estate: place,
  intervalS: z.int(),
  hasKey: z.boolean(),
  addedAt: time,
  lastSeenAt: time.nullable(),
  /** Nothing has come for longer, within opening hours, than three photographs take. */
  silent: z.boolean(),
  /** Photographs of today so far; `expected` by the station's opening hours up to now. */
  today: z.object({ expected: z.int(), received: z.int(), unusable: z.int() }),
  /** Open notices about it. */
  notices: z.array(z.object({ reason: z.enum(noticeReasons), since: time, count: z.int() })),
  /** Whether the service knows where the camera stands: still learning, known, or moved since. */
  reference: z.object({ state: z.enum(['gathering', 'set', 'moved']), setAt: time.nullable() }),
  viewRevision: z.int(),
  views: z.array(z.object({ binId: z.int(), counting: z.boolean(), polygon })),
  /** 0: it has never had any. */
  maskRevision: z.int(),
  masks: z.array(polygon),
});
/** Answer of GET /cameras. */
export const cameraListSchema = z.object({ items: z.array(cameraSchema) });

/** Answer of GET /cameras/{id}. */
export const cameraDetailSchema = cameraSchema.extend({
  health: cameraHealthSchema,
  /** The station's bins from left to right; `countedBy`: the other camera that counts this bin. */
  bins: z.array(
    z.object({
      id: z.int(),
      name: z.string(),
      position: z.int(),
      expected: z.enum(categories),
      countedBy: place.nullable(),
    }),
  ),
});

/** Answer of GET /cameras/{id}/masks, oldest first; setBy null: made with the demonstration. */
export const maskHistorySchema = z.object({
  items: z.array(z.object({ revision: z.int(), masks: z.array(polygon), setAt: time, setBy: place.nullable() })),
});
export type NewView = z.infer<typeof newViewSchema>;
export type NewCamera = z.infer<typeof newCameraSchema>;
export type CameraChange = z.infer<typeof cameraChangeSchema>;
export type CameraView = z.infer<typeof cameraSchema>;
export type CameraDetail = z.infer<typeof cameraDetailSchema>;
export type CameraList = z.infer<typeof cameraListSchema>;
export type Drawn = z.infer<typeof drawnSchema>;
export type MaskHistory = z.infer<typeof maskHistorySchema>;
