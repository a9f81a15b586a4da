/** Settings of the gateway program: its environment, and the file that lists its cameras. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { isNetwork } from '../camera-client/networks.ts';
import { ConfigError, type Environment } from './config.ts';

const cameraSchema = z
  .strictObject({
    name: z.string().regex(/^[a-z0-9-]{1,40}$/, 'may hold a-z, 0-9 and -'),
    key: z.string().min(1),
    /** Photographs that a camera or recorder leaves here are taken from it. */
    folder: z.string().min(1).optional(),
    patterns: z
      .array(z.string())
      .default(['{ip}_{channel}_{time}_TIMING.jpg', '{ip}_{channel}_{time}_{any}.jpg', '{time}.jpg']),
    intervalS: z.int().min(1).max(86_400).default(60),
    pull: z
      .strictObject({
        preset: z.enum(['hikvision', 'dahua', 'onvif', 'path']),
        scheme: z.enum(['http', 'https']).default('http'),
        host: z.string().min(1),
        port: z.int().min(1).max(65_535).default(80),
        channel: z.int().min(1).default(1),
        path: z.string().startsWith('/').default('/'),
        auth: z.enum(['digest', 'basic', 'none']).default('digest'),
        username: z.string().default(''),
        password: z.string().default(''),
        anyCertificate: z.boolean().default(true),
      })
      .optional(),
  })
  .refine(({ folder, pull }) => (folder === undefined) !== (pull === undefined), 'needs either a folder or pull');

const environmentSchema = z.object({
  WEB_URL: z.url(),
  EDGE_DIR: z.string().min(1).default('edge-data'),
  EDGE_MAX_MB: z.coerce.number().int().min(1).default(2_000),
  EDGE_CAMERAS: z.string().min(1).optional(),
  TIME_ZONE: z.string().default('Asia/Shanghai'),
  CAMERA_NETWORKS: z
    .string()
    .default('10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,fd00::/8')
    .transform((text) => text.split(',').map((one) => one.trim()))
    .refine((networks) => networks.every(isNetwork), 'must be networks such as 192.168.0.0/16'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

/** What `--help` prints. */
export const edgeHelp = `Keeps the photographs of an estate's cameras while there is no network, and sends them when it is back.
Usage: node workers/edge-agent.ts

Environment:
  WEB_URL          Address of the service (must be set)
  EDGE_DIR         Folder in which photographs wait (edge-data)
  EDGE_MAX_MB      Most room they take, in megabytes; when it is full the oldest are given up, and counted (2000)
  EDGE_CAMERAS     File that lists the cameras (cameras.json in EDGE_DIR); keep it readable by this program's user only
  TIME_ZONE        Time zone of the times in file names (Asia/Shanghai)
  CAMERA_NETWORKS  Networks in which cameras are (the private ones)
  LOG_LEVEL        error, warn, info, debug … (info)

cameras.json, for a folder and for a camera that is asked for its picture (preset hikvision, dahua, onvif or path):
  [{"name": "east-gate", "key": "gs_cam_…", "folder": "/srv/ftp/east-gate"},
   {"name": "west-gate", "key": "gs_cam_…", "intervalS": 60,
    "pull": {"preset": "hikvision", "host": "192.168.1.64", "username": "reader", "password": "…"}}]

It can be killed at any time: what it has is on the disk, and the service takes each photograph once.`;

export type EdgeConfig = ReturnType<typeof loadEdgeConfig>;

const explain = (what: string, error: z.ZodError): string =>
  error.issues.map(({ path, message }) => `  ${[what, ...path].filter(Boolean).join(' ')}: ${message}`).join('\n');

/** Throws ConfigError naming all that is wrong. */
export function loadEdgeConfig(env: Environment) {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const environment = environmentSchema.safeParse(given);
  if (!environment.success) throw new ConfigError(`The environment is not right:\n${explain('', environment.error)}`);
  const { WEB_URL, EDGE_DIR, EDGE_MAX_MB, EDGE_CAMERAS, TIME_ZONE, CAMERA_NETWORKS, LOG_LEVEL } = environment.data;
  const file = EDGE_CAMERAS ?? join(EDGE_DIR, 'cameras.json');
  let listed: unknown;
  try {
    listed = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new ConfigError(`The list of cameras ${file} can't be read: ${(error as Error).message}`);
  }
  const cameras = z.array(cameraSchema).min(1).safeParse(listed);
  if (!cameras.success) throw new ConfigError(`${file} is not right:\n${explain('', cameras.error)}`);
  if (new Set(cameras.data.map(({ name }) => name)).size < cameras.data.length) {
    throw new ConfigError(`${file} names a camera twice.`);
  }
  return {
    ...{ webUrl: WEB_URL, dir: EDGE_DIR, maxBytes: EDGE_MAX_MB * 1_000_000, timeZone: TIME_ZONE },
    ...{ networks: CAMERA_NETWORKS, logLevel: LOG_LEVEL, cameras: cameras.data },
  };
}
