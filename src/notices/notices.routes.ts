/** Notices for the office, which hands them over, and for the household itself. */
import { z } from 'zod';
import type { Api, Guards } from '../people/people.guards.ts';
import type { NoticesPresenter } from './notices.presenter.ts';
import { noticeListSchema, noticeQuerySchema, noticeSchema, ownNoticesSchema } from './notices.schemas.ts';
import type { NoticesService } from './notices.service.ts';

const params = z.object({ id: z.coerce.number().int().positive() });

export function createNoticesRoutes(deps: {
  notices: NoticesService;
  presenter: NoticesPresenter;
  guards: Guards;
}): Api {
  const { notices, presenter, guards } = deps;
  const api = guards.api();
  const access = 'notify';
  api.get(
    '/notices',
    { access, summary: 'Notices to households, newest first', query: noticeQuerySchema, answer: noticeListSchema },
    ({ caller, query }) => {
      const { items, next } = notices.page(caller, query);
      return { items: items.map((one) => presenter.present(one, caller)), next };
    },
  );
  api.get(
    '/notices/:id',
    { access, summary: 'One notice, as its slip prints it', params, answer: noticeSchema },
    ({ caller, params: { id } }) => presenter.present(notices.findOrThrow(caller, id), caller),
  );
  api.put(
    '/notices/:id/delivery',
    {
      access,
      action: 'notice_handed_over',
      summary: 'The slip was handed over: the term for an appeal begins',
      params,
    },
    ({ caller, params: { id } }) => notices.handOver(caller, id),
  );
  api.delete(
    '/notices/:id/delivery',
    { access, action: 'notice_not_handed_over', summary: 'It was not handed over after all', params },
    ({ caller, params: { id } }) => notices.undoHandOver(caller, id),
  );
  api.get(
    '/my/notices',
    { access: 'signed_in', summary: 'Notices to the caller’s own household', answer: ownNoticesSchema },
    ({ caller }) => ({
      items: notices.own(caller).map((one) => ({ id: one.id, ...presenter.presentFacts(one, caller.id) })),
    }),
  );
  api.post(
    '/my/notices/:id/opened',
    {
      access: 'signed_in',
      action: 'notice_opened',
      summary: 'The household has it before it: the term for an appeal begins',
      params,
    },
    ({ caller, params: { id } }) => notices.opened(caller, id),
  );
  return api;
}
