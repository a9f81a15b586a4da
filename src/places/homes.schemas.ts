/** Buildings, units and homes, and changes to any place, as the API takes and shows them. */
import { z } from 'zod';
import { categories } from '../inference/categories.ts';
import { openingHoursSchema } from './opening-hours.schemas.ts';
import { nameSchema } from './places.schemas.ts';

const placeKinds = ['estate', 'building', 'unit', 'household', 'station', 'bin'] as const;
export const homesPerPage = 50;

/** Query of GET /households. */
export const homesQuerySchema = z.object({
  search: z.string().trim().max(64).default(''),
  estateId: z.coerce.number().int().positive().optional(),
  state: z.enum(['live', 'retired', 'red_list', 'without_member']).default('live'),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
});

/** Body of POST /households: homes of a unit; building and unit are made where there are none yet. */
export const newHomesSchema = z.strictObject({
  estateId: z.int().positive(),
  building: nameSchema,
  unit: nameSchema,
  rooms: z.array(nameSchema).min(1).max(500),
});

export const placeParamsSchema = z.object({ kind: z.enum(placeKinds), id: z.coerce.number().int().positive() });
export const idParamsSchema = z.object({ id: z.coerce.number().int().positive() });
/** Body of PATCH /places/{kind}/{id}. The name of a household is its room. */
export const placeChangeSchema = z.strictObject({
  name: nameSchema.optional(),
  /** Of a bin. */
  expected: z.enum(categories).optional(),
  /** Of a station. */
  openingHours: openingHoursSchema.optional(),
});
/** Body of POST /stations/{id}/bins. */
export const newBinSchema = z.strictObject({ name: nameSchema.optional(), expected: z.enum(categories) });
/** Body of POST /households/{id}/consent: from that day on, or with that day as the last. */
export const consentSchema = z.strictObject({
  agrees: z.boolean(),
  day: z.iso.date('must be a day such as 2026-03-01'),
});

const named = z.object({ id: z.int(), name: z.string() });
const retiredAt = z.iso.datetime({ offset: true }).nullable();
const homeSchema = z.object({
  id: z.int(),
  code: z.string(),
  estate: named,
  building: named,
  unit: named,
  room: z.string(),
  retiredAt,
  /** The day since which it agrees to be on the red list; null: it doesn't. */
  redListSince: z.string().nullable(),
  /** Whose responsibility field it is of today. */
  member: named.nullable(),
});
/** Answer of GET /households. */
export const homeListSchema = z.object({ total: z.int(), page: z.int(), perPage: z.int(), items: z.array(homeSchema) });
/** Answer of POST /households. */
export const addedHomesSchema = z.object({ added: z.int(), restored: z.int(), unchanged: z.int() });
/** Answer of GET /places: estates with their buildings and units, also retired ones; `homes` counts those that are not. */
export const placeTreeSchema = z.object({
  estates: z.array(
    named.extend({
      retiredAt,
      homes: z.int(),
      buildings: z.array(
        named.extend({ retiredAt, homes: z.int(), units: z.array(named.extend({ retiredAt, homes: z.int() })) }),
      ),
    }),
  ),
});

export type HomesQuery = z.infer<typeof homesQuerySchema>;
export type NewHomes = z.infer<typeof newHomesSchema>;
export type PlaceKind = (typeof placeKinds)[number];
export type PlaceChange = z.infer<typeof placeChangeSchema>;
export type HomeView = z.infer<typeof homeSchema>;
export type HomeList = z.infer<typeof homeListSchema>;
export type AddedHomes = z.infer<typeof addedHomesSchema>;
export type PlaceTree = z.infer<typeof placeTreeSchema>;
