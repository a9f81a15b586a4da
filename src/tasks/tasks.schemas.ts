/** Tasks and spot-checks as the API takes and shows them. */
import { z } from 'zod';
import { categories } from '../inference/categories.ts';

/** Rectification (整改) of a bin, home visit (上门指导), routine contact (定期联系). */
export const taskKinds = ['rectification', 'visit', 'contact'] as const;
export const taskStates = ['open', 'overdue', 'done', 'withdrawn'] as const;
/** All it followed from was voided or turned out another's; the field has nobody, or the home is no longer lived in. */
export const withdrawals = ['cause_gone', 'plan_gone'] as const;
export const spotCheckOutcomes = ['held', 'failed'] as const;
export const tasksPerPage = 50;

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const moment = z.iso.datetime();
const named = z.object({ id: z.int(), name: z.string() });

export const taskIdSchema = z.object({ id: z.coerce.number().int().positive() });
/** Fields of POST /tasks/{id}/completion; the photograph is the file `photo` of a form. One of the two must be there. */
export const completionSchema = z.object({ note: z.string().trim().max(500).default('') });
/** Body of PUT /tasks/{id}/assignee. Null: whose field or post it is. */
export const assigneeSchema = z.strictObject({ personId: z.int().positive().nullable() });
/** Answer of GET /tasks/people: whom a task may be given to. */
export const taskPeopleSchema = z.object({ items: z.array(named) });
/** Query of GET /tasks. */
export const tasksQuerySchema = z.object({
  kind: z.enum(taskKinds).optional(),
  state: z.enum(taskStates).optional(),
  personId: z.coerce.number().int().positive().optional(),
  before: z.coerce.number().int().positive().optional(),
});
/** Body of PUT /spot-checks/{id}. */
export const spotCheckResultSchema = z.strictObject({
  outcome: z.enum(spotCheckOutcomes),
  note: z.string().trim().min(1).max(500),
});

const causeSchema = z.object({
  occurredAt: moment,
  expected: z.enum(categories),
  actual: z.enum([...categories, 'mixed']),
});
const taskSchema = z.object({
  id: z.int(),
  kind: z.enum(taskKinds),
  state: z.enum(taskStates),
  /** The home or the station with its bin, in words. */
  subject: z.object({ estate: z.string(), name: z.string(), stationId: z.int().nullable() }),
  person: named.nullable(),
  isAssigned: z.boolean(),
  createdAt: moment,
  dueDay: day,
  quarter: z.string().nullable(),
  /** What was misplaced, the latest first: what a visit is about. */
  causes: z.array(causeSchema),
  completion: z
    .object({
      by: named,
      at: moment,
      note: z.string(),
      hasPhoto: z.boolean(),
      inTime: z.boolean(),
      /** Whether who did it may take it back now. */
      canUndo: z.boolean(),
      spotCheck: z.enum(['waiting', ...spotCheckOutcomes]).nullable(),
    })
    .nullable(),
});
/** Answer of GET /tasks/mine: what is open by due day, then what was done lately. */
export const ownTasksSchema = z.object({ today: day, items: z.array(taskSchema) });
/** Answer of GET /tasks, the newest first; `next`: ask on with `before`. */
export const taskListSchema = z.object({
  today: day,
  items: z.array(taskSchema),
  next: z.int().nullable(),
  counts: z.object({ open: z.int(), overdue: z.int(), unassigned: z.int() }),
});
/** Answer of GET /spot-checks: visits drawn that wait, then those checked lately. */
export const spotCheckListSchema = z.object({
  items: z.array(
    z.object({
      id: z.int(),
      task: taskSchema,
      drawnAt: moment,
      draw: z.number(),
      share: z.number(),
      seedMark: z.string(),
      /** Who made the visit can't check it. */
      isOwn: z.boolean(),
      result: z
        .object({ outcome: z.enum(spotCheckOutcomes), note: z.string(), by: named, at: moment, canUndo: z.boolean() })
        .nullable(),
    }),
  ),
});

export type TaskKind = (typeof taskKinds)[number];
export type TaskState = (typeof taskStates)[number];
export type TaskView = z.infer<typeof taskSchema>;
export type OwnTasks = z.infer<typeof ownTasksSchema>;
export type TaskList = z.infer<typeof taskListSchema>;
export type TasksQuery = z.infer<typeof tasksQuerySchema>;
export type SpotCheckList = z.infer<typeof spotCheckListSchema>;
export type SpotCheckResult = z.infer<typeof spotCheckResultSchema>;
