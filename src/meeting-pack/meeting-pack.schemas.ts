/** The pack for the fortnightly meeting (半月谈): what rose in half a month, what is overdue, pictures, measures to talk about. */
import { z } from 'zod';
import { categories } from '../inference/categories.ts';
import { monthSchema } from '../ledger/months.schemas.ts';
import { rateFigureSchema } from '../monthly-report/rate.schemas.ts';
import { rateChanges } from '../monthly-report/report.schemas.ts';

const count = z.int().min(0);
const named = z.object({ id: z.int(), name: z.string() });
const place = { station: named, estate: named };
const pair = { expected: z.enum(categories), actual: z.enum([...categories, 'mixed']) };
const moment = z.iso.datetime({ offset: true });

/** 1: the 1st to the 15th; 2: from the 16th to the end. */
export const packParamsSchema = z.object({ month: monthSchema, half: z.coerce.number().int().min(1).max(2) });

const counts = { now: count, before: count };

/** What waits too long: how many, and since when the oldest does. */
const waiting = z.object({ count, since: moment.nullable() });

const overdueKinds = ['flags', 'contested', 'signatures', 'notices', 'appeals'] as const;

const measureSchema = z.discriminatedUnion('code', [
  /** People beside the bins of a station in the hour in which most was misplaced. */
  z.object({ code: z.literal('guide_at_station'), ...place, cases: count, hour: z.int().min(0).max(23).nullable() }),
  z.object({ code: z.literal('teach_pair'), ...pair, ...counts }),
  z.object({ code: z.literal('mend_camera'), ...place, camera: named }),
  z.object({ code: z.literal('clear_waiting'), kind: z.enum(overdueKinds), count }),
]);

/** Answer of GET /months/{month}/halves/{half}/meeting-pack. */
export const meetingPackSchema = z.object({
  month: monthSchema,
  half: z.union([z.literal(1), z.literal(2)]),
  /** First and last day, and those of the half before. */
  days: z.object({ first: z.iso.date(), last: z.iso.date() }),
  before: z.object({ first: z.iso.date(), last: z.iso.date() }),
  rate: z.object({ now: rateFigureSchema, before: rateFigureSchema, change: z.enum(rateChanges) }),
  cases: z.object(counts),
  /** More confirmed cases than chance explains; most first. */
  rose: z.object({
    stations: z.array(z.object({ ...place, ...counts })),
    pairs: z.array(z.object({ ...pair, ...counts })),
  }),
  overdue: z.object({ flags: waiting, contested: waiting, signatures: waiting, notices: waiting, appeals: waiting }),
  /** Cameras that are silent or of no use now. */
  cameras: z.array(z.object({ ...place, camera: named, kind: z.enum(['unusable', 'silent']), since: moment })),
  /** Confirmed cases worth talking about, each of another station where there are enough. Only the bin shows. */
  pictures: z.array(
    z.object({ findingId: z.string(), ...place, bin: named.nullable(), ...pair, at: moment, pictureUrl: z.string() }),
  ),
  /** Proposed by rules from the above, for people to take or leave. */
  measures: z.array(measureSchema),
});

export type MeetingPack = z.infer<typeof meetingPackSchema>;
export type Measure = MeetingPack['measures'][number];
