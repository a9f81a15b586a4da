/** Several findings of one bin rejected at once, and that taken back at once. */
import { z } from 'zod';
import type { Api, Guards } from '../people/people.guards.ts';
import {
  bulkOfferRequestSchema,
  bulkOfferSchema,
  bulkRejectionRequestSchema,
  bulkRejectionSchema,
  bulkUndoSchema,
} from './bulk-rejections.schemas.ts';
import type { BulkRejectionsService } from './bulk-rejections.service.ts';
import type { FindingsPresenter } from './findings.presenter.ts';

export function createBulkRejectionsRoutes(deps: {
  bulk: BulkRejectionsService;
  presenter: Pick<FindingsPresenter, 'presentOpen'>;
  guards: Guards;
}): Api {
  const { bulk, presenter, guards } = deps;
  const api = guards.api();
  const access = 'review';
  api.post(
    '/review/bulk-offers',
    {
      access,
      unlogged: 'it only asks',
      summary: 'Open items of the bin of a finding that the caller has just rejected',
      body: bulkOfferRequestSchema,
      answer: bulkOfferSchema,
    },
    ({ caller, body: { like, holding } }) => {
      const { judgement, items } = bulk.offer(caller, like, holding);
      return { judgement, items: items.map((item) => presenter.presentOpen(item, caller.id)) };
    },
  );
  api.post(
    '/review/bulk-rejections',
    {
      access,
      action: 'verdicts_given_at_once',
      isDiscreet: true,
      summary: 'Reject several items of one bin; audits and some others come singly all the same',
      body: bulkRejectionRequestSchema,
      answer: bulkRejectionSchema,
      status: 201,
    },
    ({ caller, body: { like, items } }) => bulk.reject(caller, like, items),
  );
  api.post(
    '/review/bulk-rejections/:id/undo',
    {
      access,
      action: 'verdicts_undone_at_once',
      summary: 'Take all of them back',
      params: z.object({ id: z.coerce.number().int().positive() }),
      answer: bulkUndoSchema,
    },
    ({ caller, params: { id } }) => bulk.undo(caller, id),
  );
  return api;
}
