/** Notices as the interface gets them. */
import { z } from 'zod';
import { appealDecisions, appealGrounds } from '../appeals/appeals.schemas.ts';
import { findingPlaceSchema } from '../findings/findings.schemas.ts';
import { categories } from '../inference/categories.ts';
import { noticeStates } from './notices.rules.ts';

export const deliveryWays = ['slip', 'application'] as const;
const moment = z.iso.datetime({ offset: true });
const named = z.object({ id: z.int(), name: z.string() });

/** Query of GET /notices. */
export const noticeQuerySchema = z.object({
  state: z.enum(noticeStates).optional(),
  before: z.coerce.number().int().positive().optional(),
});

/** What a household may know: what was wrong, what is right, until when it can appeal, and how that stands. */
export const noticeFactsSchema = z.object({
  state: z.enum(noticeStates),
  place: findingPlaceSchema,
  capturedAt: moment,
  expected: z.enum(categories).nullable(),
  actual: z.enum([...categories, 'mixed']).nullable(),
  /** The view's crop, all around it in squares; signed and short-lived. */
  pictureUrl: z.string(),
  termDays: z.int(),
  deliveredAt: moment.nullable(),
  /** Null while the term has not begun. */
  termEndsAt: moment.nullable(),
  mayAppeal: z.boolean(),
  appeal: z
    .object({
      ground: z.enum(appealGrounds),
      statement: z.string().nullable(),
      filedAt: moment,
      dueAt: moment,
      decision: z.object({ decision: z.enum(appealDecisions), reason: z.string(), at: moment }).nullable(),
    })
    .nullable(),
});

/** A notice as the office has it. */
export const noticeSchema = noticeFactsSchema.extend({
  id: z.int(),
  findingId: z.uuid(),
  /** With it anybody appeals: on the slip alone. */
  code: z.string(),
  household: z.object({ id: z.int(), label: z.string(), estate: z.string() }),
  createdAt: moment,
  delivery: z.object({ way: z.enum(deliveryWays), by: named, at: moment }).nullable(),
  signedBy: named.nullable(),
  mayHaveConsequences: z.boolean(),
});

/** Answer of GET /notices. */
export const noticeListSchema = z.object({
  items: z.array(noticeSchema),
  /** `before` of the next page; null: that was all. */
  next: z.int().nullable(),
});
/** Answer of GET /my/notices: those of the caller's own household. */
export const ownNoticesSchema = z.object({
  items: z.array(noticeFactsSchema.extend({ id: z.int() })),
});

export type NoticeFacts = z.infer<typeof noticeFactsSchema>;
export type NoticeView = z.infer<typeof noticeSchema>;
export type NoticeList = z.infer<typeof noticeListSchema>;
export type OwnNotices = z.infer<typeof ownNoticesSchema>;
