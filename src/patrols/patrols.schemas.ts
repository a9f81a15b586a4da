/** Patrol posts, shifts and patrols as the API takes and shows them. */
import { z } from 'zod';

const day = z.iso.date('must be a day such as 2026-03-01');
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'must be a time such as 06:30');
const id = z.int().positive();
const moment = z.iso.datetime({ offset: true });
const named = z.object({ id: z.int(), name: z.string() });
const stationName = named.extend({ estate: named });
const changeKinds = ['swapped', 'called_off', 'restored'] as const;
const outcomes = ['nothing_found', 'found'] as const;
const shiftStates = ['called_off', 'attended', 'missed', 'to_come'] as const;

/** Body of POST /patrol-posts. Without a weekday: every day of the period; first and last day alike: that one day. */
export const newPostSchema = z
  .strictObject({
    personId: id,
    stationId: id,
    weekday: z.int().min(1).max(7).nullable().default(null),
    fromDay: day,
    lastDay: day.nullable().default(null),
    from: time,
    to: time,
  })
  .refine(({ fromDay, lastDay }) => lastDay === null || fromDay <= lastDay, {
    path: ['lastDay'],
    message: 'must not be before the first day',
  })
  .refine(({ from, to }) => from < to, { path: ['to'], message: 'must be after the beginning' });

export const idParamsSchema = z.object({ id: z.coerce.number().int().positive() });
export const shiftParamsSchema = idParamsSchema.extend({ day });
export const monthParamsSchema = z.object({
  month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'must be such as 2026-03'),
});
/** Body of PUT /patrol-posts/{id}/last-day; null: until further notice. */
export const lastDaySchema = z.strictObject({ lastDay: day.nullable() });
/** Body of PUT /patrol-posts/{id}/days/{day}. */
export const shiftChangeSchema = z
  .strictObject({
    kind: z.enum(changeKinds),
    personId: id.nullable().default(null),
    reason: z.string().trim().max(200).nullable().default(null),
  })
  .refine(({ kind, personId }) => (kind === 'swapped') === (personId !== null), {
    path: ['personId'],
    message: 'must be given when somebody stands in, and only then',
  });
/** Body of POST /patrols/check-in: the code of the station's sticker, or of one of its bins. */
export const checkInSchema = z.strictObject({ code: z.string().trim().toUpperCase().min(1).max(16) });
/** Body of PUT /patrols/{id}/end. */
export const endSchema = z.strictObject({
  outcome: z.enum(outcomes),
  note: z.string().trim().max(500).nullable().default(null),
});

const postSchema = z.object({
  id: z.int(),
  person: named,
  station: stationName,
  weekday: z.int().nullable(),
  fromDay: z.string(),
  lastDay: z.string().nullable(),
  from: z.string(),
  to: z.string(),
  isCancelled: z.boolean(),
});
const shiftSchema = z.object({
  postId: z.int(),
  day: z.string(),
  person: named,
  station: stationName,
  startAt: moment,
  endAt: moment,
  isSwapped: z.boolean(),
  state: z.enum(shiftStates),
});
const patrolSchema = z.object({
  id: z.int(),
  person: named,
  station: stationName,
  day: z.string(),
  isPlanned: z.boolean(),
  startedAt: moment,
  /** Null while it goes on. */
  endedAt: moment.nullable(),
  dueEndAt: moment,
  outcome: z.enum(outcomes).nullable(),
  note: z.string().nullable(),
  reports: z.int(),
});
const figuresSchema = z.object({
  due: z.int(),
  attended: z.int(),
  missed: z.int(),
  calledOff: z.int(),
  toCome: z.int(),
  unplanned: z.int(),
  minutes: z.int(),
  people: z.int(),
  stations: z.int(),
  nothingFound: z.int(),
  found: z.int(),
  reports: z.int(),
});

/** Answer of GET /patrol-posts: posts, and who may be given one. */
export const postListSchema = z.object({ today: z.string(), items: z.array(postSchema), people: z.array(named) });
/** Answer of GET /patrols/months/{month}: shifts by time, patrols the latest first, sums as of now. */
export const patrolMonthSchema = z.object({
  month: z.string(),
  figures: figuresSchema,
  shifts: z.array(shiftSchema),
  patrols: z.array(patrolSchema),
});
/** Answer of GET /patrols/mine: shifts from today on, and the patrols of the last weeks, the latest first. */
export const ownPatrolsSchema = z.object({ shifts: z.array(shiftSchema), patrols: z.array(patrolSchema) });
/** Answer of POST /patrols/check-in. */
export const checkedInSchema = z.object({ isNew: z.boolean(), patrol: patrolSchema });

export type NewPost = z.infer<typeof newPostSchema>;
export type ShiftChange = z.infer<typeof shiftChangeSchema>;
export type PatrolEnd = z.infer<typeof endSchema>;
export type PostView = z.infer<typeof postSchema>;
export type ShiftView = z.infer<typeof shiftSchema>;
export type PatrolView = z.infer<typeof patrolSchema>;
export type PostList = z.infer<typeof postListSchema>;
export type PatrolMonth = z.infer<typeof patrolMonthSchema>;
export type OwnPatrols = z.infer<typeof ownPatrolsSchema>;
export type CheckedIn = z.infer<typeof checkedInSchema>;
