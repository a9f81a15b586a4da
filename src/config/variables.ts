/** Every environment variable of the service: its check, its default and what it means (README's table is made from this). */
import { z } from 'zod';
import { isNetwork } from '../camera-client/networks.ts';

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

interface Meaning {
  en: string;
  'zh-CN': string;
}

/** One variable: `check` parses its text, `fallback` is the text used when it is not set (null: none, may stay unset). */
export interface Variable {
  name: string;
  readBy: 'web' | 'worker' | 'both';
  check: z.ZodType;
  fallback: string | null;
  meaning: Meaning;
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
  en: string,
  zhCn: string,
): { name: Name; readBy: ReadBy; check: Check; fallback: Fallback; meaning: Meaning } {
  return { name, readBy, check, fallback, meaning: { en, 'zh-CN': zhCn } };
}

export const variables = {
  host: variable(
    'HOST',
    'web',
    z.string().min(1),
    '127.0.0.1',
    'Address to listen on; 0.0.0.0 lets cameras in.',
    '监听地址；填 0.0.0.0 才能让摄像头从外部连入。',
  ),
  port: variable(
    'PORT',
    'web',
    wholeNumber(0, 65_535),
    '8480',
    'Port to listen on; 0 takes any free one.',
    '监听端口；填 0 则任选一个空闲端口。',
  ),
  dataDir: variable(
    'DATA_DIR',
    'web',
    z.string().min(1),
    'data',
    'Folder of the database, the photographs and Redis.',
    '数据目录：数据库、照片和 Redis 数据都在这里。',
  ),
  redisUrl: variable(
    'REDIS_URL',
    'both',
    redisUrl,
    null,
    'Redis to use; unset: the service runs its own redis-server.',
    '使用的 Redis；不设则由服务自行启动一个 redis-server。',
  ),
  queuePrefix: variable(
    'QUEUE_PREFIX',
    'both',
    z.string().regex(/^[a-z0-9-]{1,40}$/, 'may hold a-z, 0-9 and -'),
    'greensleeve',
    'Prefix of this community’s keys in Redis.',
    '本社区在 Redis 中的键前缀。',
  ),
  workers: variable(
    'WORKERS',
    'web',
    wholeNumber(0, 64),
    '1',
    'Worker processes to start beside the web process.',
    '随 web 进程一同启动的 worker 进程数。',
  ),
  workerKey: variable(
    'WORKER_KEY',
    'both',
    z.string().min(24, 'must have at least 24 characters'),
    null,
    'Secret that workers show to the web process; unset: made at the first start and kept in the data folder.',
    'worker 访问 web 进程的密钥；不设则首次启动时生成，保存在数据目录。',
  ),
  timeZone: variable(
    'TIME_ZONE',
    'web',
    timeZone,
    'Asia/Shanghai',
    'Time zone of a new community.',
    '新建社区所用的时区。',
  ),
  scheme: variable(
    'SCHEME',
    'web',
    z.string().regex(/^[a-z0-9-]+$/),
    'gbt-19095-2019',
    'Sorting scheme of a new community: a file of src/inference/schemes.',
    '新建社区所用的分类标准：src/inference/schemes 下的文件名。',
  ),
  modelDir: variable(
    'MODEL_DIR',
    'both',
    z.string().min(1),
    'models/items-224',
    'Folder of the model: model.onnx and manifest.json.',
    '模型目录，含 model.onnx 和 manifest.json。',
  ),
  maxPhotoBytes: variable(
    'MAX_PHOTO_BYTES',
    'web',
    wholeNumber(1_000, 100_000_000),
    '15000000',
    'Largest photograph taken in, in bytes.',
    '单张照片的字节数上限。',
  ),
  maxPushBytes: variable(
    'MAX_PUSH_BYTES',
    'web',
    wholeNumber(65_536, 268_435_456),
    '33554432',
    'Most bytes of one body that a device pushes, with all its pictures.',
    '设备推送一次的内容上限（字节），含其中全部图片。',
  ),
  pushKeepBytes: variable(
    'PUSH_KEEP_BYTES',
    'web',
    wholeNumber(0, 1_000_000_000_000),
    '2147483648',
    'Room for bodies that devices pushed, kept for a week to see what is wrong; the oldest go first.',
    '设备推送的原始内容保留一周，供排查问题；这是它们占用磁盘的上限（字节），超出时先删最早的。',
  ),
  maxPhotoPixels: variable(
    'MAX_PHOTO_PIXELS',
    'both',
    wholeNumber(10_000, 400_000_000),
    '50000000',
    'Largest photograph taken in, width × height.',
    '单张照片的像素数上限（宽 × 高）。',
  ),
  clockAheadS: variable(
    'CLOCK_AHEAD_S',
    'web',
    wholeNumber(0, 86_400),
    '300',
    'Seconds a camera’s clock may be ahead before its photograph is refused.',
    '摄像头时钟允许超前的秒数，超过则拒收。',
  ),
  clockBehindS: variable(
    'CLOCK_BEHIND_S',
    'web',
    wholeNumber(60, 31_536_000),
    '86400',
    'Seconds a photograph may be old before its clock is marked as suspicious.',
    '拍摄时间早于当前多少秒，就标记为时钟可疑。',
  ),
  dropDir: variable(
    'DROP_DIR',
    'web',
    z.string().min(1),
    null,
    'Folder that an FTP server or a recorder writes photographs to, a folder below it for each camera; unset: none.',
    'FTP 服务器或录像机写入照片的文件夹，下面每个摄像头一个子文件夹；不设则不用。',
  ),
  cameraNetworks: variable(
    'CAMERA_NETWORKS',
    'web',
    z
      .string()
      .transform((text) => text.split(',').map((one) => one.trim()))
      .refine((networks) => networks.every(isNetwork), 'must be networks such as 192.168.0.0/16, with commas between'),
    '10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,fd00::/8',
    'Networks in which cameras are; the service asks for pictures nowhere else.',
    '摄像头所在的网段；服务主动取图只访问这些网段。',
  ),
  requeueAfterS: variable(
    'REQUEUE_AFTER_S',
    'web',
    wholeNumber(1, 86_400),
    '120',
    'Seconds without a result after which a photograph is queued again.',
    '多少秒没有结果就重新入队。',
  ),
  maxAttempts: variable(
    'MAX_ATTEMPTS',
    'web',
    wholeNumber(1, 50),
    '5',
    'Times a photograph is queued before it counts as failed.',
    '入队多少次仍无结果，即算失败。',
  ),
  spoolHours: variable(
    'SPOOL_HOURS',
    'web',
    wholeNumber(0, 720),
    '72',
    'Hours that the original from a camera with masks is kept for another try when it could not be masked; until the settings page says otherwise.',
    '设了遮挡的摄像头，其照片若未能遮挡，原图保留多少小时以便重试，之后清除；可在设置页改。',
  ),
  episodeGapS: variable(
    'EPISODE_GAP_S',
    'web',
    wholeNumber(1, 86_400),
    '600',
    'Longest gap between two photographs of one episode, in seconds.',
    '同一投放片段内相邻两张照片的最大间隔（秒）。',
  ),
  unusableGraceMinutes: variable(
    'UNUSABLE_GRACE_MINUTES',
    'web',
    wholeNumber(1, 10_080),
    '30',
    'Minutes of opening hours after which a camera that is silent, or whose pictures stay unusable, is reported; until the settings page says otherwise.',
    '开放时段内摄像头没有照片传来、或画面持续不可用多少分钟后提醒；可在设置页改。',
  ),
  sessionHours: variable(
    'SESSION_HOURS',
    'web',
    wholeNumber(1, 720),
    '12',
    'Hours until a person must sign in again; until the settings page says otherwise.',
    '登录有效时长（小时）；可在设置页改。',
  ),
  signInTries: variable(
    'SIGN_IN_TRIES',
    'web',
    wholeNumber(1, 1_000),
    '10',
    'Failed sign-ins allowed per address and name in a quarter of an hour.',
    '同一地址、同一用户名每一刻钟允许的登录失败次数。',
  ),
  leaseMinutes: variable(
    'LEASE_MINUTES',
    'web',
    wholeNumber(1, 600),
    '10',
    'Minutes a finding stays with the reviewer it was dealt to; until the settings page says otherwise.',
    '疑点发给复核人后为其保留的分钟数；可在设置页改。',
  ),
  secondLookPercent: variable(
    'SECOND_LOOK_PERCENT',
    'web',
    wholeNumber(0, 25),
    '8',
    'Verdicts out of a hundred that somebody else gives again without knowing; 5 to 10 tell most for the effort, 0 none.',
    '每百条判定中抽出多少条由他人在不知情的情况下再判一次；5 到 10 较合适，0 表示不抽。',
  ),
  noticeTermDays: variable(
    'NOTICE_TERM_DAYS',
    'web',
    wholeNumber(1, 60),
    '7',
    'Days that a household has for an appeal after a notice was handed over; what is handed over keeps its own.',
    '告知单送达后住户可申诉的天数；已开出的告知单不变。',
  ),
  auditsPerDay: variable(
    'AUDITS_PER_DAY',
    'web',
    wholeNumber(0, 1_000),
    '30',
    'Random audits drawn each night from what was not flagged; the rate rests on them. 0: none.',
    '每晚从未标出的片段中随机抽查的条数，投错率据此估计；0 为不抽查。',
  ),
  smtpUrl: variable(
    'SMTP_URL',
    'web',
    z.string().refine((url) => /^smtps?:\/\//.test(url), { message: 'must begin with smtp:// or smtps://' }),
    null,
    'Mail server for messages, with its login, such as smtps://NAME:PASSWORD@HOST; unset: no mail is sent.',
    '发消息用的邮件服务器及登录，如 smtps://NAME:PASSWORD@HOST；不设则不发邮件。',
  ),
  smtpFrom: variable(
    'SMTP_FROM',
    'web',
    z.string().regex(/^[^\s@]+@[^\s@]+$/, 'must be a mailbox'),
    null,
    'Mailbox that messages come from; needed beside SMTP_URL.',
    '邮件的发件人邮箱，与 SMTP_URL 一起设置。',
  ),
  messageHosts: variable(
    'MESSAGE_HOSTS',
    'web',
    z.string().transform((text) =>
      text
        .split(',')
        .map((host) => host.trim())
        .filter(Boolean),
    ),
    'qyapi.weixin.qq.com,oapi.dingtalk.com,open.feishu.cn',
    'Hosts (with the port, where it is not the usual one) that webhooks of messages may be at, separated by commas.',
    '群机器人地址允许的服务器（非常用端口要写端口），用逗号分隔。',
  ),
  trustProxy: variable(
    'TRUST_PROXY',
    'web',
    z.enum(['no', 'yes']).transform((value) => value === 'yes'),
    'no',
    'yes: one reverse proxy stands in front; its X-Forwarded headers are believed and cookies are Secure behind TLS.',
    '填 yes 表示前面有一层反向代理：信任其 X-Forwarded 头，经 TLS 访问时 cookie 带 Secure。',
  ),
  webUrl: variable(
    'WEB_URL',
    'worker',
    z.url(),
    'http://127.0.0.1:8480',
    'Where a worker finds the web process.',
    'worker 访问 web 进程的地址。',
  ),
  photoDir: variable(
    'PHOTO_DIR',
    'worker',
    z.string().min(1),
    null,
    'Photo folder of the web process, where a worker shares its disk; unset: photographs come over HTTP.',
    '与 web 进程共用磁盘时，照片目录的路径；不设则经 HTTP 取照片。',
  ),
  workerConcurrency: variable(
    'WORKER_CONCURRENCY',
    'worker',
    wholeNumber(1, 64),
    '4',
    'Photographs a worker decodes at once.',
    '一个 worker 同时解码的照片数。',
  ),
  inferenceThreads: variable(
    'INFERENCE_THREADS',
    'worker',
    wholeNumber(1, 64),
    '1',
    'Processor threads of a worker’s classifier.',
    '一个 worker 的分类器所用的处理器线程数。',
  ),
  logLevel: variable(
    'LOG_LEVEL',
    'both',
    logLevel,
    'info',
    'How much is logged: error, warn, info, debug …',
    '日志级别：error、warn、info、debug 等。',
  ),
} as const;
