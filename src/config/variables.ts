/** Every environment variable of the service: its check, its default and what it means (README's table is made from this). */
import { z } from 'zod';

const wholeNumber = (min: number, max: number) =>
  z.string().regex(/^\d+$/, 'must be a whole number').transform(Number).pipe(z.number().min(min).max(max));

const timeZone = z.string().refine(
  (zone) => {
    try {
      new Intl.DateTimeFormat('en', { timeZone: zone });
      return true;
    } catch {
      return false;
    }
  },
  { message: 'must be a time zone of the IANA list, such as Asia/Shanghai' },
);

const redisUrl = z
  .string()
  .refine((url) => /^(rediss?|unix):\/\//.test(url), { message: 'must begin with redis://, rediss:// or unix://' });

const logLevel = z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']);

/** One variable: `check` parses its text, `fallback` is the text used when it is not set (null: none, may stay unset). */
export interface Variable {
  name: string;
  readBy: 'web' | 'worker' | 'both';
  check: z.ZodType;
  fallback: string | null;
  meaning: string;
}

function variable<
  const Name extends string,
  const ReadBy extends Variable['readBy'],
  Check extends z.ZodType,
  Fallback extends string | null,
>(
  name: Name,
  readBy: ReadBy,
  check: Check,
  fallback: Fallback,
  meaning: string,
): { name: Name; readBy: ReadBy; check: Check; fallback: Fallback; meaning: string } {
  return { name, readBy, check, fallback, meaning };
}

export const variables = {
  host: variable('HOST', 'web', z.string().min(1), '127.0.0.1', 'Address to listen on; 0.0.0.0 lets cameras in.'),
  port: variable('PORT', 'web', wholeNumber(0, 65_535), '8480', 'Port to listen on; 0 takes any free one.'),
  dataDir: variable('DATA_DIR', 'web', z.string().min(1), 'data', 'Folder of the database, the photographs and Redis.'),
  redisUrl: variable(
    'REDIS_URL',
    'both',
    redisUrl,
    null,
    'Redis to use; unset: the service runs its own redis-server.',
  ),
  queuePrefix: variable(
    'QUEUE_PREFIX',
    'both',
    z.string().regex(/^[a-z0-9-]{1,40}$/, 'may hold a-z, 0-9 and -'),
    'greensleeve',
    'Prefix of this community’s keys in Redis.',
  ),
  workers: variable('WORKERS', 'web', wholeNumber(0, 64), '1', 'Worker processes to start beside the web process.'),
  workerKey: variable(
    'WORKER_KEY',
    'both',
    z.string().min(24, 'must have at least 24 characters'),
    null,
    'Secret that workers show to the web process; unset: made at the first start and kept in the data folder.',
  ),
  timeZone: variable('TIME_ZONE', 'web', timeZone, 'Asia/Shanghai', 'Time zone of a new community.'),
  scheme: variable(
    'SCHEME',
    'web',
    z.string().regex(/^[a-z0-9-]+$/),
    'gbt-19095-2019',
    'Sorting scheme: a file of src/inference/schemes.',
  ),
  modelDir: variable(
    'MODEL_DIR',
    'both',
    z.string().min(1),
    'models/mobilenetv2-items-224',
    'Folder of the model: model.onnx and manifest.json.',
  ),
  maxPhotoBytes: variable(
    'MAX_PHOTO_BYTES',
    'web',
    wholeNumber(1_000, 100_000_000),
    '15000000',
    'Largest photograph taken in, in bytes.',
  ),
  maxPhotoPixels: variable(
    'MAX_PHOTO_PIXELS',
    'both',
    wholeNumber(10_000, 400_000_000),
    '50000000',
    'Largest photograph taken in, width × height.',
  ),
  clockAheadS: variable(
    'CLOCK_AHEAD_S',
    'web',
    wholeNumber(0, 86_400),
    '300',
    'Seconds a camera’s clock may be ahead before its photograph is refused.',
  ),
  clockBehindS: variable(
    'CLOCK_BEHIND_S',
    'web',
    wholeNumber(60, 31_536_000),
    '86400',
    'Seconds a photograph may be old before its clock is marked as suspicious.',
  ),
  requeueAfterS: variable(
    'REQUEUE_AFTER_S',
    'web',
    wholeNumber(1, 86_400),
    '120',
    'Seconds without a result after which a photograph is queued again.',
  ),
  maxAttempts: variable(
    'MAX_ATTEMPTS',
    'web',
    wholeNumber(1, 50),
    '5',
    'Times a photograph is queued before it counts as failed.',
  ),
  episodeGapS: variable(
    'EPISODE_GAP_S',
    'web',
    wholeNumber(1, 86_400),
    '600',
    'Longest gap between two photographs of one episode, in seconds.',
  ),
  sessionHours: variable('SESSION_HOURS', 'web', wholeNumber(1, 720), '12', 'Hours until a person must sign in again.'),
  signInTries: variable(
    'SIGN_IN_TRIES',
    'web',
    wholeNumber(1, 1_000),
    '10',
    'Failed sign-ins allowed per address and name in a quarter of an hour.',
  ),
  leaseMinutes: variable(
    'LEASE_MINUTES',
    'web',
    wholeNumber(1, 600),
    '10',
    'Minutes a finding stays with the reviewer it was dealt to.',
  ),
  trustProxy: variable(
    'TRUST_PROXY',
    'web',
    z.enum(['no', 'yes']).transform((value) => value === 'yes'),
    'no',
    'yes: one reverse proxy stands in front; its X-Forwarded headers are believed and cookies are Secure behind TLS.',
  ),
  webUrl: variable('WEB_URL', 'worker', z.url(), 'http://127.0.0.1:8480', 'Where a worker finds the web process.'),
  photoDir: variable(
    'PHOTO_DIR',
    'worker',
    z.string().min(1),
    null,
    'Photo folder of the web process, where a worker shares its disk; unset: photographs come over HTTP.',
  ),
  workerConcurrency: variable(
    'WORKER_CONCURRENCY',
    'worker',
    wholeNumber(1, 64),
    '4',
    'Photographs a worker decodes at once.',
  ),
  inferenceThreads: variable(
    'INFERENCE_THREADS',
    'worker',
    wholeNumber(1, 64),
    '1',
    'Processor threads of a worker’s classifier.',
  ),
  logLevel: variable('LOG_LEVEL', 'both', logLevel, 'info', 'How much is logged: error, warn, info, debug …'),
} as const;
