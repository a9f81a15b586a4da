/** Turns errors into RFC 9457 problem details: the one place where an error meets HTTP. */
import type { ErrorRequestHandler, RequestHandler } from 'express';
import { MulterError } from 'multer';
import { AppError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import type { ProblemKind } from '../problem-codes.ts';

export const statusOf: Record<ProblemKind, { status: number; title: string }> = {
  invalid: { status: 400, title: 'The request is not right' },
  unauthenticated: { status: 401, title: 'Not signed in' },
  forbidden: { status: 403, title: 'Not allowed' },
  not_found: { status: 404, title: 'Not found' },
  conflict: { status: 409, title: 'In conflict with what is there' },
  too_large: { status: 413, title: 'Too large' },
  unsupported: { status: 415, title: 'Not of a kind that is understood' },
  unprocessable: { status: 422, title: 'Can’t be used' },
  too_many: { status: 429, title: 'Too many requests' },
  unavailable: { status: 503, title: 'Not available now' },
  storage_full: { status: 507, title: 'No room left' },
  fault: { status: 500, title: 'A fault of this service' },
};

/** Errors of Express' own body parsers and of multer, in the service's words. Null: not one of them. */
function fromLibrary(error: unknown): AppError | null {
  if (error instanceof MulterError) {
    return error.code === 'LIMIT_FILE_SIZE'
      ? new AppError('photo_too_large', 'The photograph has more bytes than this service takes.')
      : new AppError('form_not_understood', `The form could not be read: ${error.message}.`);
  }
  if (!(error instanceof Error)) return null;
  if (/^(Unexpected end of form|Multipart: |Malformed part header)/.test(error.message)) {
    return new AppError('form_not_understood', `The form could not be read: ${error.message}.`);
  }
  const type = 'type' in error ? error.type : null;
  if (type === 'entity.too.large') {
    return new AppError('body_too_large', 'The body has more bytes than this service takes.');
  }
  if (type === 'entity.parse.failed') return new AppError('not_json', 'The body is not valid JSON.');
  if (type === 'request.aborted' || type === 'request.size.invalid') {
    return new AppError('body_incomplete', 'The connection ended before the whole body had come.');
  }
  if (error instanceof URIError || type === 'encoding.unsupported' || type === 'charset.unsupported') {
    return new AppError('request_not_understood', 'The address or encoding of the request is not valid.');
  }
  return null;
}

/** Last in the chain. Bugs are logged whole and answered with 500 and no internals. */
export function createProblemHandler(log: Logger): ErrorRequestHandler {
  return (error, request, response, next) => {
    if (response.headersSent) return next(error);
    const known = error instanceof AppError ? error : fromLibrary(error);
    if (!known) log.error({ err: error, method: request.method, path: request.path }, 'unexpected error');
    const problem = known ?? new AppError('internal', 'It has been logged. Trying again later may help.');
    const { status, title } = statusOf[problem.kind];
    if (problem.retryAfterS !== null) response.setHeader('Retry-After', String(problem.retryAfterS));
    if (status === 401) response.setHeader('WWW-Authenticate', 'Bearer');
    response
      .status(status)
      .type('application/problem+json')
      .send(
        JSON.stringify({
          type: `urn:greensleeve:problem:${problem.code}`,
          title,
          status,
          code: problem.code,
          detail: problem.message,
          ...(problem.faults.length > 0 ? { errors: problem.faults } : {}),
        }),
      );
  };
}

/** For addresses that don't exist. */
export const noSuchRoute: RequestHandler = (request) => {
  throw new AppError('no_such_address', `There is nothing at ${request.method} ${request.path}.`);
};
