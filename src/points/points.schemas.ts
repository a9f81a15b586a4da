/** Points as the interface gets them, and rules as it sends them. */
import { z } from 'zod';
import { gradeNames, pointCodes } from './points.rules.ts';

const day = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'must be a day such as 2026-12-01');
const year = z.string().regex(/^\d{4}$/, 'must be a year such as 2026');
const moment = z.iso.datetime({ offset: true });
const named = z.object({ id: z.int(), name: z.string() });
const loss = z.strictObject({ tenths: z.int().min(-1_000).max(0) });
const gain = z.strictObject({ tenths: z.int().min(0).max(1_000) });
const cappedGain = z.strictObject({ tenths: z.int().min(0).max(1_000), capPerMonth: z.int().min(0).max(10_000) });

/** Points are tenths: -20 are two points less. */
const ruleSetSchema = z.strictObject({
  ownCase: z.strictObject({
    windowMonths: z.int().min(1).max(60),
    free: z.int().min(0).max(20),
    tenths: z.int().min(-1_000).max(0),
  }),
  fieldRepeat: z.strictObject({ windowDays: z.int().min(1).max(365), tenths: z.int().min(-1_000).max(0) }),
  visitOverdue: loss,
  spotCheckFailed: loss,
  visitDone: cappedGain,
  fieldRedList: gain,
  reportConfirmed: cappedGain,
  grades: z
    .strictObject({ excellent: z.int(), good: z.int(), passed: z.int() })
    .refine(({ excellent, good, passed }) => excellent > good && good > passed, 'must fall from grade to grade'),
});

/** Body of POST /points/rules. */
export const newRulesSchema = z.strictObject({
  fromDay: day,
  rules: ruleSetSchema,
  note: z.string().trim().min(1, 'must say why').max(500),
});
/** Body of POST /points/rules/dry-run. */
export const dryRunSchema = z.strictObject({ rules: ruleSetSchema });
export const yearQuerySchema = z.object({ year: year.optional() });
export const exportQuerySchema = z.object({
  year: year.optional(),
  language: z.enum(['zh-CN', 'en']).default('zh-CN'),
});

/** Answer of GET /points/rules: newest first. */
export const ruleListSchema = z.object({
  /** Of today. */
  inForce: ruleSetSchema,
  versions: z.array(
    z.object({
      id: z.int(),
      fromDay: z.string(),
      rules: ruleSetSchema,
      note: z.string(),
      createdAt: moment,
    }),
  ),
});

const memberPointsSchema = z.object({
  member: named,
  branch: named.nullable(),
  /** Booked in the year, and in all. */
  tenths: z.int(),
  balance: z.int(),
  grade: z.enum(gradeNames),
});

/** Answer of GET /points. */
export const pointsSchema = z.object({
  year: z.string(),
  grades: ruleSetSchema.shape.grades,
  members: z.array(memberPointsSchema),
  branches: z.array(z.object({ branch: named.nullable(), members: z.int(), tenths: z.int(), balance: z.int() })),
});

const entrySchema = z.object({
  id: z.int(),
  /** Of the cause. */
  day: z.string(),
  /** Another than that of the day: its month was closed. */
  bookedMonth: z.string(),
  bookedAt: moment,
  difference: z.int(),
  /** What stands for the cause after this row. */
  tenths: z.int(),
  /** Null: the cause no longer holds. */
  code: z.enum(pointCodes).nullable(),
  nth: z.int(),
  ruleVersionId: z.int(),
  /** Whether it is one's own household, a report, a field. */
  about: z.enum(['own', 'field', 'report', 'visit', 'list']),
  /** For those who may open it; null: others, and where there is no photograph. */
  findingId: z.string().nullable(),
});

/** Answer of GET /points/members/{id} and GET /my/points (null: not a member). */
export const memberEntriesSchema = z.object({
  member: named,
  branch: named.nullable(),
  balance: z.int(),
  entries: z.array(entrySchema),
});
export const ownPointsSchema = z.object({ points: memberEntriesSchema.nullable() });

/** Answer of POST /points/rules/dry-run: by member, what the last three months gave and would have given. */
export const dryRunResultSchema = z.object({
  months: z.array(z.string()),
  members: z.array(z.object({ member: named, before: z.int(), after: z.int() })),
  /** Members for whom nothing would be other than it is. */
  unchanged: z.int(),
});

export type RuleList = z.infer<typeof ruleListSchema>;
export type NewRules = z.infer<typeof newRulesSchema>;
export type Points = z.infer<typeof pointsSchema>;
export type MemberEntries = z.infer<typeof memberEntriesSchema>;
export type OwnPoints = z.infer<typeof ownPointsSchema>;
export type DryRun = z.infer<typeof dryRunResultSchema>;
