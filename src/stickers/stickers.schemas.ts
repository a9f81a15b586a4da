/** Stickers to print, and the places that a phone may report of. */
import { z } from 'zod';
import { categories } from '../inference/categories.ts';

/** Body of POST /stickers: stations to print for. */
export const stickerRequestSchema = z.strictObject({ stationIds: z.array(z.int().positive()).min(1).max(500) });

export const codeSchema = z.object({ code: z.string().trim().toUpperCase().max(16) });

/** Of a station (`bin` null) or a bin. */
const stickerSchema = z.object({
  code: z.string(),
  estate: z.object({ id: z.int(), name: z.string() }),
  station: z.object({ id: z.int(), name: z.string() }),
  bin: z.object({ id: z.int(), name: z.string(), expected: z.enum(categories) }).nullable(),
});
/** Stations in order, each before its bins. */
export const stickerListSchema = z.object({ items: z.array(stickerSchema) });

/** Answer of GET /report-places: all that a phone needs to know a sticker without network. */
export const reportPlacesSchema = z.object({
  stations: z.array(
    z.object({
      id: z.int(),
      name: z.string(),
      estate: z.object({ id: z.int(), name: z.string() }),
      bins: z.array(z.object({ id: z.int(), name: z.string(), expected: z.enum(categories) })),
    }),
  ),
  codes: z.array(z.object({ code: z.string(), stationId: z.int(), binId: z.int().nullable(), isRetired: z.boolean() })),
});

export type Sticker = z.infer<typeof stickerSchema>;
export type StickerList = z.infer<typeof stickerListSchema>;
export type ReportPlaces = z.infer<typeof reportPlacesSchema>;
