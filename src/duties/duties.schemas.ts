/** Responsibility fields and bin chiefs' posts as the API takes and shows them. */
import { z } from 'zod';
import { categories } from '../inference/categories.ts';

const fieldTargets = ['building', 'unit', 'household'] as const;
const postTargets = ['station', 'bin'] as const;
const dutyKinds = ['field', 'post'] as const;

/** A day of the community's calendar. */
const daySchema = z.iso.date('must be a day such as 2026-03-01');

/** Query of GET /duties. */
export const dutiesQuerySchema = z.object({
  kind: z.enum(dutyKinds),
  personId: z.coerce.number().int().positive().optional(),
});

/** Body of POST /duties. Without a last day: until further notice. */
export const newDutySchema = z
  .strictObject({
    personId: z.int().positive(),
    target: z.strictObject({ kind: z.enum([...fieldTargets, ...postTargets]), id: z.int().positive() }),
    fromDay: daySchema,
    lastDay: daySchema.nullable().default(null),
  })
  .refine(({ fromDay, lastDay }) => lastDay === null || fromDay <= lastDay, {
    path: ['lastDay'],
    message: 'must not be before the first day',
  });

/** Of the addresses of one. */
export const dutyParamsSchema = z.object({ kind: z.enum(dutyKinds), id: z.coerce.number().int().positive() });
/** Body of PUT /duties/{kind}/{id}/last-day; null: until further notice. */
export const lastDaySchema = z.strictObject({ lastDay: daySchema.nullable() });

const named = z.object({ id: z.int(), name: z.string() });
const done = z.object({ at: z.iso.datetime({ offset: true }), by: z.string() });
const dutySchema = z.object({
  id: z.int(),
  kind: z.enum(dutyKinds),
  person: named,
  target: z.object({
    kind: z.enum([...fieldTargets, ...postTargets]),
    id: z.int(),
    /** Below the estate, such as “3幢 2单元 501”. */
    name: z.string(),
    estate: named,
  }),
  fromDay: z.string(),
  lastDay: z.string().nullable(),
  recorded: done,
  ended: done.nullable(),
  cancelled: done.nullable(),
});

/** Answer of GET /duties; `today` is the day by which one is present, past or to come. */
export const dutyListSchema = z.object({ today: z.string(), items: z.array(dutySchema) });

/** Answer of GET /duties/mine: the caller's fields with their homes, and posts with their bins, as of today. */
export const ownDutiesSchema = z.object({
  today: z.string(),
  fields: z.array(
    dutySchema.pick({ id: true, target: true, fromDay: true, lastDay: true }).extend({
      homes: z.array(z.object({ id: z.int(), code: z.string(), name: z.string() })),
    }),
  ),
  posts: z.array(
    dutySchema.pick({ id: true, target: true, fromDay: true, lastDay: true }).extend({
      bins: z.array(named.extend({ expected: z.enum(categories) })),
    }),
  ),
});

export type NewDuty = z.infer<typeof newDutySchema>;
export type DutyKind = (typeof dutyKinds)[number];
export type DutyView = z.infer<typeof dutySchema>;
export type DutyList = z.infer<typeof dutyListSchema>;
export type OwnDuties = z.infer<typeof ownDutiesSchema>;
