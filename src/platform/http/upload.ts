/** Takes one photograph from a request: a multipart form, or a plain body of whatever declared type. */
import express, { type Request, type RequestHandler } from 'express';
import multer from 'multer';
import { AppError } from '../errors.ts';

const isForm = (request: Request): boolean => /^multipart\/form-data\b/i.test(request.headers['content-type'] ?? '');

/** Reads the body into memory, at most `maxBytes` of photograph. Form field `photo`; other fields end up in request.body. */
export function createPhotoUpload(maxBytes: number): RequestHandler {
  const form = multer({
    storage: multer.memoryStorage(),
    limits: { fileSize: maxBytes, files: 1, fields: 20, fieldSize: 4_096, parts: 24 },
  }).single('photo');
  const plain = express.raw({ type: () => true, limit: maxBytes });
  return (request, response, next) => {
    const length = Number(request.headers['content-length'] ?? 0);
    if (length > maxBytes + 65_536) {
      // Not read on: the connection is given up rather than fed.
      response.setHeader('Connection', 'close');
      throw new AppError('photo_too_large', `A photograph may have at most ${maxBytes} bytes.`);
    }
    (isForm(request) ? form : plain)(request, response, next);
  };
}

/** The photograph and the text fields that came with it. Throws `no_photo`. */
export function readUpload(request: Request): { bytes: Buffer; fields: Record<string, unknown> } {
  const bytes = isForm(request) ? request.file?.buffer : request.body;
  if (!Buffer.isBuffer(bytes) || bytes.length === 0) {
    const detail = isForm(request)
      ? 'The form has no file in its field “photo”.'
      : 'The body is empty: send the photograph’s bytes, or a form with a file in its field “photo”.';
    throw new AppError('no_photo', detail);
  }
  return { bytes, fields: isForm(request) ? { ...request.body } : {} };
}
