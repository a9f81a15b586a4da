/** Where phones send reports: in one form, or the photograph in pieces first; and what became of them. */
import express, { type Request, type RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import { type Api, type Guards, personOf } from '../people/people.guards.ts';
import { AppError } from '../platform/errors.ts';
import { createPhotoUpload, readUpload } from '../platform/http/upload.ts';
import type { VolunteerReportsPresenter } from './volunteer-reports.presenter.ts';
import {
  newReportSchema,
  reportIdSchema,
  reportListSchema,
  reportSchema,
  reportsQuerySchema,
  uploadSchema,
} from './volunteer-reports.schemas.ts';
import type { VolunteerReportsService } from './volunteer-reports.service.ts';

const hourMs = 3_600_000;
/** Requests an hour: an address may be that of a whole estate's Wi-Fi. */
const perPerson = 120;
const perAddress = 1_200;
/** A photograph takes a handful of pieces; on a bad line many are sent again. */
const piecesPerReport = 20;

const isForm = (request: Request): boolean => Boolean(request.is('multipart/form-data'));

/** Where a piece begins: `Content-Range: bytes 65536-131071/402311`; without one at the beginning. */
function offsetOf(request: Request): number {
  const header = request.get('content-range');
  if (header === undefined) return 0;
  const match = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(header.trim());
  if (!match) {
    throw new AppError('invalid_request', 'Please correct: Content-Range must be such as “bytes 0-65535/402311”.');
  }
  return Number(match[1]);
}

function throttle(limit: number, keyGenerator: (request: Request) => string): RequestHandler {
  return rateLimit({
    windowMs: hourMs,
    limit,
    standardHeaders: false,
    legacyHeaders: false,
    validate: { keyGeneratorIpFallback: false },
    keyGenerator,
    handler: () => {
      const detail = 'Too many reports in an hour; what is on the phone stays there and can be sent later.';
      throw new AppError('too_many_reports', detail, { retryAfterS: 600 });
    },
  });
}
const throttles = (times: number): RequestHandler[] => [
  throttle(perPerson * times, (request) => `person ${personOf(request).id}`),
  throttle(perAddress * times, (request) => `address ${request.ip}`),
];

function declareUploads(api: Api, reports: VolunteerReportsService, maxPhotoBytes: number): void {
  api.get(
    '/reports/:id/upload',
    {
      access: 'report',
      summary: 'How much of a photograph has come, and whether its report is complete',
      params: reportIdSchema,
      answer: uploadSchema,
    },
    ({ caller, params }) => reports.uploaded(caller, params.id),
  );
  api.put(
    '/reports/:id/upload',
    {
      access: 'report',
      unlogged: 'part of a report, which is logged when it is complete',
      summary: 'A piece of a photograph (any content type; Content-Range tells where it belongs)',
      params: reportIdSchema,
      answer: uploadSchema,
      use: [...throttles(piecesPerReport), express.raw({ type: () => true, limit: maxPhotoBytes })],
    },
    ({ caller, params, request }) => {
      const bytes: unknown = request.body;
      if (!Buffer.isBuffer(bytes)) throw new AppError('no_photo', 'The body is empty.');
      return reports.upload(caller, params.id, offsetOf(request), bytes);
    },
  );
}

export function createVolunteerReportsRoutes(deps: {
  reports: VolunteerReportsService;
  presenter: VolunteerReportsPresenter;
  guards: Guards;
  maxPhotoBytes: number;
}): Api {
  const { reports, presenter, guards, maxPhotoBytes } = deps;
  const form = createPhotoUpload(maxPhotoBytes);
  const readForm: RequestHandler = (request, response, next) =>
    isForm(request) ? form(request, response, next) : next();
  const api = guards.api();
  api.post(
    '/reports',
    {
      access: 'report',
      action: 'report_sent',
      isDiscreet: true,
      summary:
        'Report a photograph: a form with the file in `photo`, or JSON once it is uploaded; 202 means it is kept',
      body: newReportSchema,
      answer: reportSchema,
      status: 202,
      use: [...throttles(1), readForm],
    },
    async ({ caller, body, request }) =>
      presenter.report(await reports.receive(caller, body, isForm(request) ? readUpload(request).bytes : null)),
  );
  api.get(
    '/reports/mine',
    {
      access: 'report',
      summary: 'Your reports and what became of them, newest first',
      query: reportsQuerySchema,
      answer: reportListSchema,
    },
    ({ caller, query }) => {
      const { items, next } = reports.listOf(caller, query.before ?? null, query.limit);
      return { items: items.map(presenter.report), next };
    },
  );
  declareUploads(api, reports, maxPhotoBytes);
  api.get(
    '/reports/:id',
    { access: 'report', summary: 'A report of yours', params: reportIdSchema, answer: reportSchema },
    ({ caller, params }) => presenter.report(reports.find(caller, params.id)),
  );
  return api;
}
