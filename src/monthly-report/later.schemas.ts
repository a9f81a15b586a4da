/** What a month's report tells of what followed from cases and of what people came together for. Null: closed before it was told here. */
import { z } from 'zod';
import { pointCodes } from '../points/points.rules.ts';
import { taskKinds } from '../tasks/tasks.schemas.ts';
import { trainingGroups } from '../training/training.schemas.ts';

const count = z.int().min(0);

export const laterSchema = z.object({
  /** Tasks due in the month, by kind; withdrawn ones don't count. */
  visits: z.array(z.object({ kind: z.enum(taskKinds), due: count, done: count, overdue: count })).nullable(),
  /** Visits made in the month: looked at in the draw, drawn, looked into, found not to have been made. */
  spotChecks: z.object({ considered: count, drawn: count, checked: count, failed: count }).nullable(),
  /** Booked in the month, in tenths of a point; `reversed`, and `code` null: back to nothing, as the cause no longer holds. */
  points: z
    .object({
      members: count,
      given: z.int(),
      taken: z.int(),
      reversed: z.int(),
      causes: z.array(z.object({ code: z.enum(pointCodes).nullable(), rows: count, tenths: z.int() })),
    })
    .nullable(),
  /** The month's red and black lists as they stand; `corrections`: editions after the first that was published. */
  lists: z
    .object({
      state: z.enum(['none', 'draft', 'signed', 'published']),
      edition: count,
      corrections: count,
      red: count,
      black: count,
      buildings: count,
      units: count,
      households: count,
      /** Null: there are no records of participation in the month. */
      modelHouseholds: count.nullable(),
    })
    .nullable(),
  /** Appeals filed in the month; `late`: not decided within their time. */
  appeals: z.object({ filed: count, upheld: count, refused: count, waiting: count, late: count }).nullable(),
  measures: z.null(),
  training: z
    .object({
      sessions: count,
      attendances: count,
      people: count,
      groups: z.array(z.object({ group: z.enum(trainingGroups), sessions: count, attendances: count })),
    })
    .nullable(),
  patrols: z
    .object({
      due: count,
      attended: count,
      missed: count,
      calledOff: count,
      unplanned: count,
      minutes: count,
      people: count,
      stations: count,
      found: count,
      reports: count,
    })
    .nullable(),
});

export type Later = z.infer<typeof laterSchema>;
