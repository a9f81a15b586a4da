/** Templates to download; spreadsheets tried and taken over. */
import express from 'express';
import type { Api, Guards } from '../people/people.guards.ts';
import { AppError } from '../platform/errors.ts';
import {
  importIdSchema,
  importKindSchema,
  importOutcomeSchema,
  importQuerySchema,
  importTrialSchema,
} from './imports.schemas.ts';
import type { ImportsService } from './imports.service.ts';
import { maxFileBytes } from './sheet-reading.ts';
import { makeTemplate } from './template.ts';

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export function createImportsRoutes({ imports, guards }: { imports: ImportsService; guards: Guards }): Api {
  const api = guards.api();
  const access = 'administer';
  api.get(
    '/imports/:kind/template.xlsx',
    { access, summary: 'The workbook to fill in', params: importKindSchema, media: xlsx },
    async ({ params, response }) => {
      response
        .attachment(`greensleeve-${params.kind}.xlsx`)
        .type(xlsx)
        .send(await makeTemplate(params.kind));
    },
  );
  api.post(
    '/imports/:kind',
    {
      access,
      action: 'spreadsheet_checked',
      summary: 'Try a spreadsheet, xlsx or csv, sent as the body: tells each row’s fault and changes nothing',
      params: importKindSchema,
      query: importQuerySchema,
      answer: importTrialSchema,
      use: [express.raw({ type: () => true, limit: maxFileBytes })],
    },
    ({ caller, params, query, request }) => {
      const bytes: unknown = request.body;
      if (!Buffer.isBuffer(bytes) || bytes.length === 0)
        throw new AppError('sheet_not_understood', 'The file is empty.');
      return imports.tryFile(caller, params.kind, query.fileName, bytes);
    },
  );
  api.post(
    '/imports/:id/commit',
    {
      access,
      action: 'spreadsheet_imported',
      summary: 'Take over a spreadsheet that was tried and has no fault, all of it or nothing',
      params: importIdSchema,
      answer: importOutcomeSchema,
    },
    ({ caller, params }) => imports.commit(caller, params.id),
  );
  return api;
}
