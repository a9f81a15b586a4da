/** Monthly reports: listed, read, compared, written into, closed. */
import type { Api, Guards } from '../people/people.guards.ts';
import type { ClosingService } from './closing.service.ts';
import {
  closeRequestSchema,
  closingSchema,
  comparisonSchema,
  monthListSchema,
  monthParamsSchema,
  restDrawRequestSchema,
  sentenceHistorySchema,
  sentenceParamsSchema,
  sentenceRequestSchema,
} from './month-reports.schemas.ts';
import type { MonthReportsService } from './month-reports.service.ts';
import { monthlyReportSchema } from './report.schemas.ts';

export function createMonthReportsRoutes(deps: {
  reports: MonthReportsService;
  closing: ClosingService;
  guards: Guards;
}): Api {
  const { reports, closing, guards } = deps;
  const api = guards.api();
  const params = monthParamsSchema;
  api.get(
    '/months',
    { access: 'see_counts', summary: 'Months with a draft of their report, and closed ones', answer: monthListSchema },
    () => reports.list(),
  );
  api.get(
    '/months/:month/report',
    {
      access: 'see_counts',
      summary: 'The whole monthly report as data; a closed month as it was closed, with corrections since',
      params,
      answer: monthlyReportSchema,
    },
    ({ caller, params: { month } }) => reports.report(caller, month),
  );
  api.get(
    '/months/:month/comparison',
    {
      access: 'see_counts',
      summary: 'Rates with their intervals against those of the month before',
      params,
      answer: comparisonSchema,
    },
    ({ caller, params: { month } }) => reports.comparison(caller, month),
  );
  api.get(
    '/months/:month/report/sentences',
    {
      access: 'close_months',
      summary: 'All that people wrote into the report, oldest first',
      params,
      answer: sentenceHistorySchema,
    },
    ({ params: { month } }) => ({ items: reports.history(month) }),
  );
  api.put(
    '/months/:month/report/sentences/:place',
    {
      access: 'close_months',
      action: 'report_sentence_written',
      summary: 'Writes one of the three sentences; the generated one stays beside it',
      params: sentenceParamsSchema,
      body: sentenceRequestSchema,
    },
    ({ caller, params: { month, place }, body }) => reports.writeSentence(caller, month, place, body),
  );
  api.get(
    '/months/:month/closing',
    { access: 'close_months', summary: 'What stands in the way of closing a month', params, answer: closingSchema },
    ({ params: { month } }) => closing.standing(month),
  );
  api.post(
    '/months/:month/rest-draws',
    {
      access: 'close_months',
      action: 'rest_drawn',
      summary: 'Draws which of the flags left are judged; the others are left without a verdict',
      params,
      body: restDrawRequestSchema,
      answer: closingSchema,
      status: 201,
    },
    ({ caller, params: { month }, body }) => closing.drawRest(caller, month, body.judge),
  );
  api.post(
    '/months/:month/closing',
    {
      access: 'close_months',
      action: 'month_closed',
      summary: 'Closes a month: freezes the inputs of its report',
      params,
      body: closeRequestSchema,
      answer: monthlyReportSchema,
      status: 201,
    },
    ({ caller, params: { month }, body }) => closing.close(caller, month, body.inputsHash),
  );
  return api;
}
