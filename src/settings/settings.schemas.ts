/** The community's settings as administrators see and change them, and the operator's to look at. */
import { z } from 'zod';
import { categories } from '../inference/categories.ts';

/** Least and most of each time that an office sets, in the unit of its name. */
export const timeLimits = {
  leaseMinutes: { least: 1, most: 600 },
  sessionHours: { least: 1, most: 720 },
  unusableGraceMinutes: { least: 1, most: 10_080 },
  spoolHours: { least: 0, most: 720 },
} as const;
export type TimeName = keyof typeof timeLimits;

const time = (name: TimeName) => z.int().min(timeLimits[name].least).max(timeLimits[name].most).nullable().optional();

/** Body of PATCH /settings: what is left out stays as it is; null: as the environment says. */
export const settingsChangeSchema = z.strictObject({
  name: z.string().trim().min(1).max(64).optional(),
  scheme: z.string().min(1).max(64).optional(),
  timeZone: z.string().min(1).max(64).optional(),
  leaseMinutes: time('leaseMinutes'),
  sessionHours: time('sessionHours'),
  unusableGraceMinutes: time('unusableGraceMinutes'),
  spoolHours: time('spoolHours'),
});

const inLanguages = z.record(z.string(), z.string());
const inBothLanguages = z.object({ en: z.string(), 'zh-CN': z.string() });

/** Answer of GET and PATCH /settings. */
export const settingsSchema = z.object({
  name: z.string(),
  timeZone: z.string(),
  /** Days and months are counted in it: once there are cameras or photographs it stays. */
  timeZoneFixed: z.boolean(),
  scheme: z.string(),
  schemes: z.array(
    z.object({
      id: z.string(),
      categories: z.array(z.object({ id: z.enum(categories), names: inLanguages, colour: z.string() })),
    }),
  ),
  times: z.array(
    z.object({
      name: z.enum(Object.keys(timeLimits) as [TimeName, ...TimeName[]]),
      /** What the office has set; null: what the environment says holds. */
      value: z.int().nullable(),
      fallback: z.int(),
      least: z.int(),
      most: z.int(),
    }),
  ),
  /** Those of the environment, without secrets. */
  operator: z.array(
    z.object({
      name: z.string(),
      readBy: z.enum(['web', 'worker', 'both']),
      meaning: inBothLanguages,
      fallback: z.string().nullable(),
      value: z.string().nullable(),
      state: z.enum(['fallback', 'set', 'hidden', 'at_worker']),
    }),
  ),
});

export type SettingsChange = z.infer<typeof settingsChangeSchema>;
export type SettingsView = z.infer<typeof settingsSchema>;
