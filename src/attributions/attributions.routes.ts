/** Says whose a misplacement is, and takes that back. */
import { z } from 'zod';
import type { FindingsService } from '../findings/findings.service.ts';
import type { Api, Guards } from '../people/people.guards.ts';
import type { Person } from '../people/people.service.ts';
import { presentAttribution, presentEnded } from './attributions.presenter.ts';
import {
  attributionAnswerSchema,
  attributionHistorySchema,
  attributionIdSchema,
  attributionRequestSchema,
} from './attributions.schemas.ts';
import type { AttributionsService } from './attributions.service.ts';

const params = z.object({ id: z.uuid('must be the id of a finding') });

export function createAttributionsRoutes(deps: {
  attributions: AttributionsService;
  findings: Pick<FindingsService, 'find' | 'liveVerdict'>;
  guards: Guards;
}): Api {
  const { attributions, findings, guards } = deps;
  const judged = (person: Person, findingId: string) => {
    findings.find(person, findingId);
    return { findingId, verdict: findings.liveVerdict(findingId)?.verdict ?? null };
  };
  const answer = (findingId: string) => {
    const live = attributions.live(findingId);
    return { attribution: live && presentAttribution(live) };
  };
  const api = guards.api();
  const access = 'review';
  const path = '/findings/:id/attribution';
  api.get(
    path,
    { access, summary: 'Whose a misplacement is said to be', params, answer: attributionAnswerSchema },
    ({ caller, params: { id } }) => {
      findings.find(caller, id);
      return answer(id);
    },
  );
  api.get(
    '/findings/:id/attributions',
    {
      access,
      summary: 'All that was ever said of whose a misplacement is, also what was refused',
      params,
      answer: attributionHistorySchema,
    },
    ({ caller, params: { id } }) => {
      findings.find(caller, id);
      return { items: attributions.history(id).map(presentEnded) };
    },
  );
  api.put(
    path,
    {
      access,
      action: 'attribution_changed',
      isDiscreet: true,
      summary: 'Say whose a confirmed misplacement is and how that is known; a second person signs it',
      params,
      body: attributionRequestSchema,
      answer: attributionAnswerSchema,
    },
    ({ caller, params: { id }, body }) => {
      attributions.change(caller, judged(caller, id), body.replaces, body.target);
      return answer(id);
    },
  );
  api.delete(
    path,
    {
      access,
      action: 'attribution_withdrawn',
      summary: 'Take it back while nobody has signed',
      params,
      query: attributionIdSchema,
      answer: attributionAnswerSchema,
    },
    ({ caller, params: { id }, query }) => {
      attributions.withdraw(caller, judged(caller, id), query.attribution);
      return answer(id);
    },
  );
  return api;
}
