/** A month’s report in words, and as a file. */
import { z } from 'zod';
import { monthSchema } from '../ledger/months.schemas.ts';
import type { MonthlyReport } from '../monthly-report/report.schemas.ts';
import type { Api, Guards } from '../people/people.guards.ts';
import type { Person } from '../people/people.service.ts';
import type { Clock } from '../platform/clock.ts';
import { type CategoryNames, writeReport } from './report-document.rules.ts';
import { reportDocumentSchema, reportLanguageSchema } from './report-document.schemas.ts';
import { reportForms } from './report-forms.ts';
import type { ReportRenderer } from './report-renderer.ts';

const mediaTypes = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv',
};

export function createReportDocumentRoutes(deps: {
  reports: { report(person: Person, month: string): Promise<MonthlyReport> };
  renderer: ReportRenderer;
  categoryNames: () => CategoryNames;
  clock: Clock;
  guards: Guards;
}): Api {
  const { reports, renderer, categoryNames, clock, guards } = deps;
  const api = guards.api();
  const query = z.object({ language: reportLanguageSchema.default('zh-CN') });
  api.get(
    '/months/:month/report/document',
    {
      access: 'see_counts',
      summary: 'The monthly report in words: sections, tables and charts, as page and files show it',
      params: z.object({ month: monthSchema }),
      query,
      answer: reportDocumentSchema,
    },
    async ({ caller, params: { month }, query: { language } }) =>
      writeReport(await reports.report(caller, month), categoryNames(), language),
  );
  api.get(
    '/months/:month/report/files/:form',
    {
      access: 'see_counts',
      action: 'report_exported',
      summary: 'The same as a Word document, a workbook or CSV',
      params: z.object({ month: monthSchema, form: z.enum(reportForms) }),
      query,
      media: 'application/octet-stream',
    },
    async ({ caller, params: { month, form }, query: { language }, response }) => {
      const report = await reports.report(caller, month);
      const document = writeReport(report, categoryNames(), language);
      const bytes = await renderer.render({ document, form, at: clock() });
      response.attachment(`${document.title} ${month}.${form}`).type(mediaTypes[form]).send(bytes);
    },
  );
  return api;
}
