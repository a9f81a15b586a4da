/** Review: dealing, judging, undoing. */
import { z } from 'zod';
import type { Api, Guards } from '../people/people.guards.ts';
import type { FindingsPresenter } from './findings.presenter.ts';
import {
  dealRequestSchema,
  dealSchema,
  findingSchema,
  schemeItemsSchema,
  undoRequestSchema,
  verdictRequestSchema,
} from './findings.schemas.ts';
import type { FindingsService } from './findings.service.ts';

const params = z.object({ id: z.uuid('must be the id of a finding') });

export function createFindingsRoutes(deps: {
  findings: FindingsService;
  presenter: FindingsPresenter;
  guards: Guards;
}): Api {
  const { findings, presenter, guards } = deps;
  const api = guards.api();
  const access = 'review';
  api.post(
    '/review/deals',
    {
      access,
      unlogged: 'being dealt something is no deed; the verdict is',
      summary: 'Items to judge, dealt to nobody else meanwhile',
      body: dealRequestSchema,
      answer: dealSchema,
    },
    ({ caller, body }) => {
      const { items, waiting, gone } = findings.deal(caller, body.count, body.holding);
      return { items: items.map((item) => presenter.presentOpen(item, caller.id)), waiting, gone };
    },
  );
  api.get(
    '/review/items',
    { access, summary: 'Items that a verdict may name, from the community’s scheme', answer: schemeItemsSchema },
    () => presenter.presentItems(),
  );
  api.get(
    '/findings/:id',
    { access, summary: 'One item; what the model thought only once it is judged', params, answer: findingSchema },
    ({ caller, params: { id } }) => presenter.present(findings.find(caller, id), caller.id),
  );
  api.put(
    '/findings/:id/verdict',
    {
      ...{ access, action: 'verdict_given', isDiscreet: true, summary: 'Judge' },
      ...{ params, body: verdictRequestSchema, answer: findingSchema },
    },
    ({ caller, params: { id }, body }) => presenter.present(findings.judge(caller, id, body), caller.id),
  );
  api.post(
    '/findings/:id/undo',
    {
      ...{ access, action: 'verdict_undone', isDiscreet: true, summary: 'Take back' },
      ...{ params, body: undoRequestSchema, answer: findingSchema },
    },
    ({ caller, params: { id }, body }) => presenter.present(findings.undo(caller, id, body.version), caller.id),
  );
  return api;
}
