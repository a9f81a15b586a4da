/** The entrance for cameras, and the receipt of what came in. */
import { type Request, type RequestHandler, Router } from 'express';
import { z } from 'zod';
import { findSender } from '../cameras/camera-key.guards.ts';
import type { Camera, CamerasService } from '../cameras/cameras.service.ts';
import { type Api, type Guards, personOf } from '../people/people.guards.ts';
import { maySeeEstate } from '../people/people.rules.ts';
import type { PlacesService } from '../places/places.service.ts';
import { AppError } from '../platform/errors.ts';
import type { PhotoStore } from '../platform/files/photo-store.ts';
import { readBearer } from '../platform/http/credentials.ts';
import { parseInput } from '../platform/http/parse.ts';
import { createPhotoUpload, readUpload } from '../platform/http/upload.ts';
import { keptPhoto } from './captures.rules.ts';
import { captureFieldsSchema, type Receipt, receiptSchema } from './captures.schemas.ts';
import type { Capture, CapturesService } from './captures.service.ts';

const idSchema = z.coerce.number().int().positive();
const params = z.object({ id: idSchema });

function present(capture: Capture, duplicate: boolean): Receipt {
  return {
    id: capture.id,
    state: capture.state,
    sha256: capture.sha256,
    capturedAt: new Date(capture.capturedAt).toISOString(),
    receivedAt: new Date(capture.receivedAt).toISOString(),
    clockSuspect: capture.clockSuspect,
    late: capture.late,
    reason: capture.stateReason,
    masking: capture.masking,
    duplicate,
  };
}

/** A field of the form, else of the query, else of a header such as X-Captured-At (its value may be percent-encoded). */
function fieldOf(request: Request, form: Record<string, unknown>, name: string): unknown {
  const given = form[name] ?? request.query[name];
  if (given !== undefined) return given;
  const header = request.get(`x-${name.replaceAll('_', '-')}`);
  if (header === undefined) return undefined;
  try {
    return decodeURIComponent(header);
  } catch {
    return header;
  }
}

export function createCapturesRoutes(deps: {
  captures: CapturesService;
  cameras: Pick<CamerasService, 'findByKey'>;
  places: Pick<PlacesService, 'station'>;
  guards: Guards;
  maxPhotoBytes: number;
}): Api {
  const { captures, cameras, places, guards } = deps;
  const senders = new WeakMap<Request, Camera>();

  /** Before the body is read, so that a stranger can't make the service work. */
  const requireCamera: RequestHandler = (request, _response, next) => {
    senders.set(request, findSender(cameras, request));
    next();
  };
  const senderOf = (request: Request): Camera => senders.get(request) ?? findSender(cameras, request);

  const api = guards.api();
  api.describe('post', '/captures', {
    access: 'camera',
    unlogged: 'cameras act of themselves; what they send has rows of its own',
    summary: 'Post a photograph: a form with `photo`, or the bare bytes with the fields in the address or in headers',
    query: captureFieldsSchema,
    answer: receiptSchema,
    status: 202,
  });
  api.router.post('/captures', requireCamera, createPhotoUpload(deps.maxPhotoBytes), async (request, response) => {
    const { bytes, fields: form } = readUpload(request);
    const fields = parseInput(captureFieldsSchema, {
      captured_at: fieldOf(request, form, 'captured_at') || undefined,
      note: fieldOf(request, form, 'note'),
      late: fieldOf(request, form, 'late') || undefined,
    });
    const { capture, duplicate } = await captures.receive(senderOf(request), bytes, fields);
    response.status(202).location(`/api/v1/captures/${capture.id}`).json(present(capture, duplicate));
  });
  /** A camera sees its own; people need the right to see counts. */
  const mayRead: RequestHandler = (request, response, next) =>
    readBearer(request)
      ? requireCamera(request, response, next)
      : guards.permission('see_counts')(request, response, next);
  api.describe('get', '/captures/:id', {
    access: 'see_counts',
    summary: 'How it went; a camera asks with its key about its own',
    params,
    answer: receiptSchema,
  });
  api.router.get('/captures/:id', mayRead, (request, response) => {
    const capture = captures.find(parseInput(idSchema, request.params.id));
    const isTheirs = (of: Capture): boolean =>
      readBearer(request)
        ? of.cameraId === senderOf(request).id
        : maySeeEstate(personOf(request).estates, places.station(of.stationId)?.estateId ?? 0);
    if (!capture || !isTheirs(capture)) {
      throw new AppError('no_such_capture', 'There is no such photograph.');
    }
    response.json(present(capture, false));
  });
  api.post(
    '/captures/:id/retry',
    {
      ...{ access: 'administer', action: 'capture_retried', summary: 'Try a failed photograph again' },
      ...{ params, status: 202 },
    },
    ({ params: { id }, caller }) => {
      const capture = captures.find(id);
      if (capture && !maySeeEstate(caller.estates, places.station(capture.stationId)?.estateId ?? 0)) {
        throw new AppError('no_such_capture', 'There is no such photograph.');
      }
      captures.retry(id);
    },
  );
  return api;
}

/** For workers that don't share the disk: the stored picture, for a masked camera the masked one. */
export function createWorkerPhotoRoutes(deps: {
  captures: Pick<CapturesService, 'find'>;
  photos: Pick<PhotoStore, 'read'>;
}): Router {
  const router = Router();
  router.get('/captures/:id/photo', async (request, response) => {
    const capture = deps.captures.find(parseInput(idSchema, request.params.id));
    if (!capture) throw new AppError('no_such_capture', 'There is no such photograph.');
    const kept = keptPhoto(capture);
    if (!kept) throw new AppError('photo_withheld', 'This photograph has not been masked.');
    response.type(kept.mime).send(await deps.photos.read(kept.sha256));
  });
  return router;
}
