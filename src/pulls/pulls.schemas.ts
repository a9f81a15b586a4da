/** Cameras that are asked for their picture, as administrators set and see them. */
import { z } from 'zod';
import { authModes, presets, pullFaults } from '../camera-client/camera-client.ts';

const host = z
  .string()
  .trim()
  .min(1)
  .max(253)
  .regex(/^[A-Za-z0-9.:_-]+$/, 'must be a host name or an address, without scheme or path');

/** Body of PUT /cameras/{id}/pull. */
export const pullChangeSchema = z.strictObject({
  enabled: z.boolean().default(true),
  preset: z.enum(presets),
  scheme: z.enum(['http', 'https']).default('http'),
  host,
  port: z.int().min(1).max(65_535),
  channel: z.int().min(1).max(512).default(1),
  /** With preset `path`: where the picture is on the camera. */
  path: z
    .string()
    .max(512)
    .regex(/^\/[\x21-\x7e]*$/, 'must begin with / and hold no spaces')
    .default('/'),
  auth: z.enum(authModes).default('digest'),
  username: z.string().max(128).default(''),
  /** Left out: as before, which is possible only while it goes to the same place; null: none. */
  password: z.string().max(256).nullable().optional(),
  /** False: an HTTPS certificate must be one that the system trusts; cameras' own seldom are. */
  anyCertificate: z.boolean().default(true),
});

const time = z.iso.datetime({ offset: true });

/** Answer of GET /cameras/{id}/pull; null: this camera is not asked. The password is in no answer. */
export const pullViewSchema = z.object({
  pull: z
    .object({
      enabled: z.boolean(),
      preset: z.enum(presets),
      scheme: z.enum(['http', 'https']),
      host: z.string(),
      port: z.int(),
      channel: z.int(),
      path: z.string(),
      auth: z.enum(authModes),
      username: z.string(),
      hasPassword: z.boolean(),
      anyCertificate: z.boolean(),
      lastTriedAt: time.nullable(),
      lastOkAt: time.nullable(),
      /** Why there has been no picture, since when, how many times in a row. */
      trouble: z.object({ fault: z.enum(pullFaults), detail: z.string(), since: time, failures: z.int() }).nullable(),
      /** Null: it is not asked for now (switched off, or the station is closed). */
      nextAt: time.nullable(),
    })
    .nullable(),
});

/** Answer of POST /cameras/{id}/pull/now: the picture taken in, or why there is none. */
export const pulledSchema = z.object({
  captureId: z.int().nullable(),
  duplicate: z.boolean(),
  fault: z.enum([...pullFaults, 'not_taken_in']).nullable(),
  detail: z.string().nullable(),
});

export type PullChange = z.infer<typeof pullChangeSchema>;
export type PullView = z.infer<typeof pullViewSchema>;
export type Pulled = z.infer<typeof pulledSchema>;
