/** Estates, stations and bins as the API takes and shows them. */
import { z } from 'zod';
import { categories } from '../inference/categories.ts';
import { openingHoursSchema } from './opening-hours.schemas.ts';

/** Of a place. */
export const nameSchema = z.string().trim().min(1).max(64);
const name = nameSchema;
/** Body of POST /estates. */
export const newEstateSchema = z.strictObject({ name });

/** Body of POST /stations. Bins are listed from left to right. */
export const newStationSchema = z.strictObject({
  estateId: z.int().positive(),
  name,
  openingHours: openingHoursSchema.default([
    ['06:30', '08:30'],
    ['18:00', '20:00'],
  ]),
  bins: z
    .array(z.strictObject({ name: name.optional(), expected: z.enum(categories) }))
    .min(1)
    .max(12),
});

/** Answer to whatever was added: its number. */
export const addedSchema = z.object({ id: z.int() });
const placeName = z.object({ id: z.int(), name: z.string() });
/** Answer of GET /estates. */
export const estateListSchema = z.object({ items: z.array(placeName) });
/** Answer of POST /stations: the numbers of the station and its bins. */
export const addedStationSchema = addedSchema.extend({
  bins: z.array(z.object({ id: z.int(), position: z.int() })),
});
/** Query of GET /stations. */
export const stationsQuerySchema = z.object({ retired: z.stringbool().default(false) });
const retiredAt = z.iso.datetime({ offset: true }).nullable();
/** Answer of GET /stations. */
export const stationListSchema = z.object({
  items: z.array(
    placeName.extend({
      estate: placeName,
      retiredAt,
      openingHours: z.array(z.tuple([z.string(), z.string()])),
      bins: z.array(placeName.extend({ expected: z.enum(categories), position: z.int(), retiredAt })),
    }),
  ),
});

export type NewEstate = z.infer<typeof newEstateSchema>;
export type NewStation = z.infer<typeof newStationSchema>;
export type StationList = z.infer<typeof stationListSchema>;
