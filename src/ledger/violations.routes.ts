/** The ledger of violations: pages, one row with all that came of it, and the list to take away. */
import { once } from 'node:events';
import { z } from 'zod';
import type { CommunityService } from '../community/community.service.ts';
import type { Api, Guards } from '../people/people.guards.ts';
import { byteOrderMark, csvLine } from '../platform/csv.ts';
import { writeWorkbook } from '../platform/workbook.ts';
import { createLedgerTable, plainCell } from './violations.export.ts';
import type { ViolationsPresenter } from './violations.presenter.ts';
import {
  violationChoicesSchema,
  violationDetailSchema,
  violationExportSchema,
  violationListSchema,
  violationQuerySchema,
} from './violations.schemas.ts';
import type { ViolationsService } from './violations.service.ts';

export function createViolationsRoutes(deps: {
  violations: ViolationsService;
  presenter: ViolationsPresenter;
  community: Pick<CommunityService, 'scheme' | 'settings'>;
  offsetOf: (at: number) => number;
  guards: Guards;
}): Api {
  const { violations, presenter, community, offsetOf, guards } = deps;
  const api = guards.api();
  const access = 'see_counts';
  api.get(
    '/violations',
    {
      access,
      summary: 'The ledger of violations, latest first',
      query: violationQuerySchema,
      answer: violationListSchema,
    },
    ({ caller, query }) => {
      const { items, ...rest } = violations.page(caller, query);
      return { items: items.map((row) => presenter.present(row, caller)), ...rest };
    },
  );
  api.get(
    '/violations/choices',
    { access, summary: 'Months, stations and bins to look for in the ledger', answer: violationChoicesSchema },
    ({ caller }) => violations.choices(caller),
  );
  const exported = { access, action: 'ledger_exported', query: violationExportSchema } as const;
  api.get(
    '/violations.csv',
    { ...exported, summary: 'The ledger, all of the list, for a spreadsheet', media: 'text/csv' },
    async ({ caller, query: { language, ...filter }, response }) => {
      const table = createLedgerTable(language, community.scheme(), offsetOf);
      response
        .attachment('ledger.csv')
        .type('text/csv')
        .write(byteOrderMark + csvLine(table.heading));
      for await (const rows of violations.export(caller, filter)) {
        if (response.closed) return;
        const lines = rows.map((row) => csvLine(table.line(presenter.present(row, caller)).map(plainCell)));
        if (!response.write(lines.join(''))) await Promise.race([once(response, 'drain'), once(response, 'close')]);
      }
      response.end();
    },
  );
  api.get(
    '/violations.xlsx',
    {
      ...exported,
      summary: 'The ledger, all of the list, as a workbook',
      media: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    },
    async ({ caller, query: { language, ...filter }, response }) => {
      const table = createLedgerTable(language, community.scheme(), offsetOf);
      const rows: ReturnType<typeof table.line>[] = [];
      for await (const chunk of violations.export(caller, filter)) {
        for (const row of chunk) rows.push(table.line(presenter.present(row, caller)));
      }
      const bytes = await writeWorkbook([{ name: table.sheet, rows: [table.heading, ...rows] }]);
      response.attachment('ledger.xlsx').send(bytes);
    },
  );
  api.get(
    '/violations/:id',
    {
      access,
      summary: 'A row of the ledger with everything that came of it, in the order of time',
      params: z.object({ id: z.coerce.number().int().positive() }),
      answer: violationDetailSchema,
    },
    ({ caller, params: { id } }) => {
      const { row, events } = violations.detail(caller, id);
      return presenter.presentDetail(row, events, caller);
    },
  );
  return api;
}
