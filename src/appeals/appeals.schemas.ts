/** Appeals as the interface sends and gets them. */
import { z } from 'zod';

/** Not ours; it was sorted right; something else. */
export const appealGrounds = ['not_ours', 'sorted_right', 'other'] as const;
export const appealDecisions = ['upheld', 'refused'] as const;

const statement = z.string().trim().max(1_000).optional();
/** Codes are typed with blanks and dashes, in small letters too. */
const code = z.string().trim().min(1).max(40);

/** Body of POST /notice-codes/look-up. */
export const codeSchema = z.strictObject({ code });
/** Body of POST /notices/{id}/appeal. */
export const appealRequestSchema = z
  .strictObject({ ground: z.enum(appealGrounds), statement })
  .refine(({ ground, statement: said }) => ground !== 'other' || (said ?? '') !== '', {
    path: ['statement'],
    message: 'must say why',
  });
/** Body of POST /notice-codes/appeal. */
export const codedAppealSchema = z
  .strictObject({ code, ground: z.enum(appealGrounds), statement })
  .refine(({ ground, statement: said }) => ground !== 'other' || (said ?? '') !== '', {
    path: ['statement'],
    message: 'must say why',
  });
/** Body of POST /appeals/{id}/decision. */
export const decisionRequestSchema = z.strictObject({
  decision: z.enum(appealDecisions),
  reason: z.string().trim().min(1, 'must say why').max(500),
});

export type AppealRequest = z.infer<typeof appealRequestSchema>;
export type DecisionRequest = z.infer<typeof decisionRequestSchema>;
