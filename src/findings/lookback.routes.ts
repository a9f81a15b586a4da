/** Looking back: lists of what was judged, one finding's history, the list as CSV. */
import { once } from 'node:events';
import { z } from 'zod';
import type { CommunityService } from '../community/community.service.ts';
import type { Api, Guards } from '../people/people.guards.ts';
import { byteOrderMark } from '../platform/csv.ts';
import type { FindingsPresenter } from './findings.presenter.ts';
import { createLookbackCsv } from './lookback.csv.ts';
import { presentHistory } from './lookback.presenter.ts';
import {
  findingHistorySchema,
  judgedListSchema,
  lookbackChoicesSchema,
  lookbackExportSchema,
  lookbackQuerySchema,
} from './lookback.schemas.ts';
import type { LookbackService } from './lookback.service.ts';

const params = z.object({ id: z.uuid('must be the id of a finding') });

export function createLookbackRoutes(deps: {
  lookback: LookbackService;
  presenter: FindingsPresenter;
  community: Pick<CommunityService, 'scheme' | 'settings'>;
  guards: Guards;
}): Api {
  const { lookback, presenter, community, guards } = deps;
  const api = guards.api();
  const access = 'review';
  api.get(
    '/findings',
    { access, summary: 'What was judged, newest verdict first', query: lookbackQuerySchema, answer: judgedListSchema },
    ({ caller, query }) => {
      const { items, next, total } = lookback.page(caller, query);
      return { items: items.map((item) => presenter.presentJudged(item, caller.id)), next, total };
    },
  );
  api.get(
    '/findings.csv',
    {
      access,
      action: 'findings_exported',
      summary: 'The same list, all of it, for a spreadsheet',
      query: lookbackExportSchema,
      media: 'text/csv',
    },
    async ({ caller, query: { language, ...filter }, response }) => {
      const csv = createLookbackCsv(language, community.scheme(), community.settings().timeZone);
      response
        .attachment('findings.csv')
        .type('text/csv')
        .write(byteOrderMark + csv.heading());
      for await (const items of lookback.export(caller, filter)) {
        if (response.closed) return;
        const lines = items.map((item) => csv.line(presenter.presentJudged(item, caller.id)));
        if (!response.write(lines.join(''))) await Promise.race([once(response, 'drain'), once(response, 'close')]);
      }
      response.end();
    },
  );
  api.get(
    '/lookback/choices',
    { access, summary: 'Stations and reviewers to look for', answer: lookbackChoicesSchema },
    ({ caller }) => lookback.choices(caller),
  );
  api.get(
    '/findings/:id/history',
    { access, summary: 'Every verdict on a judged finding and what came of it', params, answer: findingHistorySchema },
    ({ caller, params: { id } }) => presentHistory(lookback.history(caller, id)),
  );
  return api;
}
