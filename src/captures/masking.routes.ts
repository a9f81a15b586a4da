/** Masked cameras' photographs: for workers the original and the way back, for the administrator how many wait. */
import express, { Router } from 'express';
import { z } from 'zod';
import type { Api, Guards } from '../people/people.guards.ts';
import { AppError } from '../platform/errors.ts';
import { parseInput } from '../platform/http/parse.ts';
import { spoolSchema } from './captures.schemas.ts';
import type { MaskingService } from './masking.service.ts';

const idSchema = z.coerce.number().int().positive();

/** For workers, by their key: the only address at which an original is served. */
export function createWorkerMaskingRoutes(deps: { masking: MaskingService; maxPictureBytes: number }): Router {
  const { masking, maxPictureBytes } = deps;
  const router = Router();
  router.get('/captures/:id/masking', (request, response) => {
    response.json(masking.task(parseInput(idSchema, request.params.id)));
  });
  router.get('/captures/:id/original', async (request, response) => {
    const original = await masking.original(parseInput(idSchema, request.params.id));
    response.set('Cache-Control', 'no-store').type('application/octet-stream').send(original);
  });
  const body = express.raw({ type: 'image/jpeg', limit: maxPictureBytes });
  router.put('/captures/:id/masked', body, async (request, response) => {
    const id = parseInput(idSchema, request.params.id);
    const revision = parseInput(idSchema, request.query.revision);
    const bytes: unknown = request.body;
    if (!Buffer.isBuffer(bytes)) throw new AppError('not_an_image', 'A masked picture is a JPEG.');
    response.json({ sha256: await masking.keep(id, { bytes, revision }) });
  });
  return router;
}

export function createSpoolRoutes({ masking, guards }: { masking: MaskingService; guards: Guards }): Api {
  const api = guards.api();
  api.get(
    '/spool',
    { access: 'administer', summary: 'How many originals of masked cameras wait, and since when', answer: spoolSchema },
    () => {
      const { originals, ended, oldestAgeMs } = masking.counts();
      return { originals, ended, oldestAgeS: oldestAgeMs === null ? null : Math.round(oldestAgeMs / 1_000) };
    },
  );
  return api;
}
