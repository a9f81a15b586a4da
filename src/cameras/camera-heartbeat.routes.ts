/** A camera's or its gateway's sign of life. */
import type { Api, Guards } from '../people/people.guards.ts';
import type { Clock } from '../platform/clock.ts';
import { parseInput } from '../platform/http/parse.ts';
import { heartbeatAnswerSchema, heartbeatSchema } from './camera-health.schemas.ts';
import type { CameraHealthService } from './camera-health.service.ts';
import { findSender } from './camera-key.guards.ts';
import type { CamerasService } from './cameras.service.ts';

export function createCameraHeartbeatRoutes(deps: {
  cameras: Pick<CamerasService, 'findByKey'>;
  health: Pick<CameraHealthService, 'heartbeat'>;
  clock: Clock;
  guards: Guards;
}): Api {
  const api = deps.guards.api();
  api.describe('post', '/cameras/heartbeat', {
    access: 'camera',
    unlogged: 'cameras act of themselves; it counts as a sign of life',
    summary: 'A sign of life of a camera or its gateway, with what the gateway still holds',
    body: heartbeatSchema,
    answer: heartbeatAnswerSchema,
  });
  api.router.post('/cameras/heartbeat', (request, response) => {
    const camera = findSender(deps.cameras, request);
    deps.health.heartbeat(camera.id, parseInput(heartbeatSchema, request.body ?? {}));
    response.json({ clock: new Date(deps.clock()).toISOString() });
  });
  return api;
}
