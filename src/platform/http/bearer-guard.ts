/** Lets in only who shows one given secret, such as the worker key. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';
import { AppError } from '../errors.ts';
import type { ProblemCode } from '../problem-codes.ts';
import { readBearer } from './credentials.ts';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

export function createBearerGuard(secret: string, code: ProblemCode, message: string): RequestHandler {
  const expected = digest(secret);
  return (request, _response, next) => {
    if (!timingSafeEqual(digest(readBearer(request) ?? ''), expected)) {
      throw new AppError(code, message);
    }
    next();
  };
}
