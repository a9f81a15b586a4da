/** Appeals as the office has them: each with its notice. */
import { z } from 'zod';
import { noticeFactsSchema, noticeSchema } from '../notices/notices.schemas.ts';
import { sessionSchema } from '../people/people.schemas.ts';

/** Answer of GET /appeals. */
export const appealListSchema = z.object({
  items: z.array(
    z.object({
      id: z.int(),
      notice: noticeSchema,
      /** Null: the caller may decide it; else why not. */
      whyNot: z.enum(['took_part', 'own_household']).nullable(),
      filedBy: z.enum(['code', 'account']),
      decidedBy: z.object({ id: z.int(), name: z.string() }).nullable(),
      /** The decision is the caller's own, and can be taken back. */
      isOwnDecision: z.boolean(),
    }),
  ),
});

/** Answer to a notice's code: what it tells, in the words and colours of the community. */
export const codedNoticeSchema = z.object({ notice: noticeFactsSchema, community: sessionSchema.shape.community });

export type CodedNotice = z.infer<typeof codedNoticeSchema>;
export type AppealList = z.infer<typeof appealListSchema>;
