/** Appeals as the office has them: each with its notice. */
import { z } from 'zod';
import { noticeSchema } from '../notices/notices.schemas.ts';

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

export type AppealList = z.infer<typeof appealListSchema>;
