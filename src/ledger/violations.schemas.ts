/** The ledger of violations (违规台账) as the interface asks for it and gets it: rows by filter, and one row with all that came of it. */
import { z } from 'zod';
import { appealGrounds } from '../appeals/appeals.schemas.ts';
import { attributionBases, attributionEnds } from '../attributions/attributions.schemas.ts';
import { judgements } from '../findings/findings.schemas.ts';
import { categories } from '../inference/categories.ts';
import { pointCodes } from '../points/points.rules.ts';
import { spotCheckOutcomes, taskKinds } from '../tasks/tasks.schemas.ts';
import { monthSchema } from './months.schemas.ts';

const moment = z.iso.datetime({ offset: true });
const named = z.object({ id: z.int(), name: z.string() });
const daySchema = z.iso.date('must be a day such as 2026-11-20');
const number = z.coerce.number().int().positive();
const actuals = [...categories, 'mixed'] as const;

/**
 * Where a row stands. `unnamed`: nobody is said to be the source; `unsigned`: a second person has yet to sign; `signed`; `appealed`: the
 * household says otherwise and nobody has decided; `voided`: it no longer holds.
 */
export const violationStates = ['unnamed', 'unsigned', 'signed', 'appealed', 'voided'] as const;

/** All parts narrow what is listed. Without month and days: the month that it is now. Days are of the content, both included. */
const violationFilterSchema = z.strictObject({
  month: monthSchema.optional(),
  from: daySchema.optional(),
  to: daySchema.optional(),
  estate: number.optional(),
  station: number.optional(),
  bin: number.optional(),
  expected: z.enum(categories).optional(),
  actual: z.enum(actuals).optional(),
  state: z.enum(violationStates).optional(),
  /** Part of a home's or unit's name, such as “3号楼 2单元”: only for who may know whose a case is. */
  home: z.string().trim().min(1).max(60).optional(),
});

/** Query of GET /violations. */
export const violationQuerySchema = violationFilterSchema.extend({
  /** `next` of the page before. */
  after: z
    .string()
    .regex(/^\d{1,16}-\d{1,12}$/, 'must be the `next` of a page')
    .optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** Query of GET /violations.csv and GET /violations.xlsx. */
export const violationExportSchema = violationFilterSchema.extend({
  language: z.enum(['zh-CN', 'en']).default('zh-CN'),
});

/** What led to a row's end; `other`: what an older version wrote. */
export const voidReasons = [
  'verdict_undone',
  'other_verdict',
  'duplicate',
  'no_duplicate',
  'appeal_upheld',
  'appeal_reopened',
  'other',
] as const;

const violationSchema = z.object({
  id: z.int(),
  /** Null for who doesn't review. */
  findingId: z.uuid().nullable(),
  occurredAt: moment,
  month: monthSchema,
  estate: named,
  station: named,
  bin: named.nullable(),
  expected: z.enum(categories),
  actual: z.enum(actuals),
  /** Seen by a camera, or by a volunteer alone. */
  seenBy: z.enum(['camera', 'volunteer']),
  state: z.enum(violationStates),
  /** Two people differ and a third has yet to decide: nothing follows until then. */
  isContested: z.boolean(),
  /** Whose it is said to be; null: not said. Its label is null for who may not know. */
  source: z
    .object({ kind: z.enum(['household', 'unit']), label: z.string().nullable(), basis: z.enum(attributionBases) })
    .nullable(),
  signedAt: moment.nullable(),
  voided: z.object({ at: moment, reason: z.enum(voidReasons) }).nullable(),
});

/** Answer of GET /violations, latest content first. */
export const violationListSchema = z.object({
  items: z.array(violationSchema),
  next: z.string().nullable(),
  total: z.int(),
  /** Of these: those that hold. */
  live: z.int(),
});

/** Answer of GET /violations/choices. */
export const violationChoicesSchema = z.object({
  months: z.array(monthSchema),
  estates: z.array(
    named.extend({
      stations: z.array(named.extend({ bins: z.array(named) })),
    }),
  ),
});

/** Something that happened to a case. `by` is null where nobody did it, and for who may not know who did. */
const eventSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('seen') }),
  z.object({ kind: z.literal('entered') }),
  z.object({ kind: z.literal('voided'), reason: z.enum(voidReasons) }),
  z.object({
    kind: z.literal('verdict'),
    judgement: z.enum(judgements),
    actual: z.enum(actuals).nullable(),
    note: z.string().nullable(),
    look: z.enum(['first', 'second', 'third']),
  }),
  z.object({ kind: z.literal('verdict_undone') }),
  z.object({
    kind: z.literal('attributed'),
    target: z.enum(['household', 'unit', 'unknown']),
    label: z.string().nullable(),
    basis: z.enum(attributionBases).nullable(),
    detail: z.string().nullable(),
  }),
  z.object({ kind: z.literal('signed') }),
  z.object({ kind: z.literal('attribution_ended'), because: z.enum(attributionEnds), note: z.string().nullable() }),
  z.object({ kind: z.literal('notice_made'), termDays: z.int() }),
  z.object({ kind: z.literal('notice_delivered'), way: z.enum(['slip', 'application']) }),
  z.object({ kind: z.literal('notice_undelivered') }),
  z.object({ kind: z.literal('appeal_filed'), ground: z.enum(appealGrounds), statement: z.string().nullable() }),
  z.object({ kind: z.literal('appeal_decided'), decision: z.enum(['upheld', 'refused']), reason: z.string() }),
  z.object({ kind: z.literal('appeal_reopened') }),
  /** Tenths of a point; `code` null: taken back, as the cause no longer holds. */
  z.object({
    kind: z.literal('points'),
    member: named,
    difference: z.int(),
    code: z.enum(pointCodes).nullable(),
    nth: z.int(),
  }),
  z.object({
    kind: z.literal('task'),
    task: z.enum(taskKinds),
    /** `released`: it no longer follows from this row, whatever else it follows from. */
    step: z.enum(['asked', 'released', 'withdrawn', 'done', 'not_done', 'checked']),
    dueDay: daySchema,
    outcome: z.enum(spotCheckOutcomes).nullable(),
    note: z.string().nullable(),
  }),
  z.object({
    kind: z.literal('list'),
    month: monthSchema,
    edition: z.int(),
    step: z.enum(['made', 'signed', 'published']),
    /** False: a later edition of the same list, in which the case no longer counts. */
    isCounted: z.boolean(),
  }),
]);

const timedEvent = z.intersection(z.object({ at: moment, by: named.nullable() }), eventSchema);

/** Answer of GET /violations/{id}: the row and all that happened, in the order of time. */
export const violationDetailSchema = z.object({
  violation: violationSchema,
  /** The view's crop, all around it in squares; signed and short-lived. */
  pictureUrl: z.string().nullable(),
  events: z.array(timedEvent),
});

export type ViolationFilter = z.infer<typeof violationFilterSchema>;
export type ViolationQuery = z.infer<typeof violationQuerySchema>;
export type ViolationView = z.infer<typeof violationSchema>;
export type ViolationList = z.infer<typeof violationListSchema>;
export type ViolationChoices = z.infer<typeof violationChoicesSchema>;
export type ViolationDetail = z.infer<typeof violationDetailSchema>;
export type CaseEvent = ViolationDetail['events'][number];
