/** Appeals: with a notice's code and no account, from the account, and their decision. */
import { rateLimit } from 'express-rate-limit';
import { z } from 'zod';
import { nobody } from '../captures/photo-addresses.ts';
import type { CommunityService } from '../community/community.service.ts';
import type { NoticesPresenter } from '../notices/notices.presenter.ts';
import type { NoticesService } from '../notices/notices.service.ts';
import type { Api, Guards } from '../people/people.guards.ts';
import { AppError } from '../platform/errors.ts';
import { appealListSchema, codedNoticeSchema } from './appeal-list.schemas.ts';
import { appealRequestSchema, codedAppealSchema, codeSchema, decisionRequestSchema } from './appeals.schemas.ts';
import type { AppealInFull, AppealsService } from './appeals.service.ts';

const throttleMs = 15 * 60_000;
const params = z.object({ id: z.coerce.number().int().positive() });

export function createAppealsRoutes(deps: {
  appeals: AppealsService;
  notices: Pick<NoticesService, 'byCode' | 'ownOrThrow' | 'personName'>;
  presenter: NoticesPresenter;
  community: Pick<CommunityService, 'present'>;
  guards: Guards;
  /** Wrong codes from one address within a quarter of an hour. */
  tries: number;
}): Api {
  const { appeals, notices, presenter, community, guards } = deps;
  const answerTo = (code: string) => ({
    notice: presenter.presentFacts(notices.byCode(code), nobody),
    community: community.present(),
  });
  /** Right codes cost nothing: a whole office may stand behind one address. */
  const throttle = rateLimit({
    windowMs: throttleMs,
    limit: deps.tries,
    skipSuccessfulRequests: true,
    standardHeaders: false,
    legacyHeaders: false,
    validate: { keyGeneratorIpFallback: false },
    handler: () => {
      const detail = 'Too many wrong codes. Please wait a quarter of an hour.';
      throw new AppError('too_many_tries', detail, { retryAfterS: throttleMs / 1000 });
    },
  });
  const api = guards.api();
  api.post(
    '/notice-codes/look-up',
    {
      access: 'anyone',
      unlogged: 'it only asks',
      summary: 'What the notice of a code tells, and how its appeal stands',
      body: codeSchema,
      answer: codedNoticeSchema,
      use: [throttle],
    },
    ({ body }) => answerTo(body.code),
  );
  api.post(
    '/notice-codes/appeal',
    {
      access: 'anyone',
      action: 'appeal_filed',
      isDiscreet: true,
      summary: 'Appeal with the code of a notice',
      body: codedAppealSchema,
      answer: codedNoticeSchema,
      use: [throttle],
    },
    ({ body: { code, ...request } }) => {
      appeals.file(notices.byCode(code), null, request);
      return answerTo(code);
    },
  );
  api.post(
    '/my/notices/:id/appeal',
    {
      access: 'signed_in',
      action: 'appeal_filed',
      isDiscreet: true,
      summary: 'Appeal against a notice to the caller’s own household',
      params,
      body: appealRequestSchema,
    },
    ({ caller, params: { id }, body }) => appeals.file(notices.ownOrThrow(caller, id), caller.id, body),
  );
  const access = 'decide';
  const decider = ({ decision }: AppealInFull) => {
    const name = decision && notices.personName(decision.decidedBy);
    return decision && name ? { id: decision.decidedBy, name } : null;
  };
  api.get(
    '/appeals',
    { access, summary: 'Appeals, the undecided first, the soonest due before the others', answer: appealListSchema },
    ({ caller }) => ({
      items: appeals.list(caller).map((one) => ({
        id: one.appeal.id,
        notice: presenter.present(one.notice, caller),
        whyNot: one.whyNot,
        filedBy: one.appeal.filedBy === null ? ('code' as const) : ('account' as const),
        decidedBy: decider(one),
        isOwnDecision: one.decision?.decidedBy === caller.id,
      })),
    }),
  );
  api.post(
    '/appeals/:id/decision',
    {
      access,
      action: 'appeal_decided',
      isDiscreet: true,
      summary: 'Decide an appeal: upheld, the case is void; refused, it stands',
      params,
      body: decisionRequestSchema,
    },
    ({ caller, params: { id }, body }) => appeals.decide(caller, id, body),
  );
  api.delete(
    '/appeals/:id/decision',
    { access, action: 'appeal_decision_undone', summary: 'Take back one’s own decision', params },
    ({ caller, params: { id } }) => appeals.undo(caller, id),
  );
  return api;
}
