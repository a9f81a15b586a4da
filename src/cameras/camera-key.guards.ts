/** Tells by its key which camera is asking. */
import type { Request } from 'express';
import { AppError } from '../platform/errors.ts';
import { readBearer } from '../platform/http/credentials.ts';
import type { Camera, CamerasService } from './cameras.service.ts';

/** Throws `wrong_camera_key`. */
export function findSender(cameras: Pick<CamerasService, 'findByKey'>, request: Request): Camera {
  const key = readBearer(request);
  const camera = key ? cameras.findByKey(key) : null;
  if (camera) return camera;
  const detail = key
    ? 'This camera key is wrong or has been revoked.'
    : 'The camera’s key is missing: send it as “Authorization: Bearer KEY”.';
  throw new AppError('wrong_camera_key', detail);
}
