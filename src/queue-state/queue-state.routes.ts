/** The queue for people: its state, what went wrong, another try for all of it. */
import { keptPhoto } from '../captures/captures.rules.ts';
import type { PhotoAddresses } from '../captures/photo-addresses.ts';
import type { Api, Guards } from '../people/people.guards.ts';
import { permissionsOf } from '../people/people.rules.ts';
import {
  type FailureView,
  failureListSchema,
  failuresQuerySchema,
  queueStateSchema,
  retriedSchema,
} from './queue-state.schemas.ts';
import type { QueueStateService } from './queue-state.service.ts';

const iso = (at: number): string => new Date(at).toISOString();
type Failure = ReturnType<QueueStateService['failures']>[number];

function readCursor(after: string | undefined): { endedAt: number; id: number } | null {
  const [endedAt, id] = (after ?? '').split('-').map(Number);
  return endedAt !== undefined && id !== undefined ? { endedAt, id } : null;
}

export function createQueueStateRoutes(deps: {
  queueState: QueueStateService;
  addresses: PhotoAddresses;
  guards: Guards;
}): Api {
  const { queueState, addresses, guards } = deps;
  const api = guards.api();
  const present = ({ capture, camera, station, estate }: Failure, viewerId: number | null): FailureView => ({
    captureId: capture.id,
    state: capture.state === 'failed' ? 'failed' : 'unreadable',
    reason: capture.stateReason ?? '',
    attempts: capture.attempts,
    capturedAt: iso(capture.capturedAt),
    endedAt: iso(capture.endedAt ?? capture.receivedAt),
    estate,
    station,
    camera,
    photoUrl: viewerId !== null && keptPhoto(capture) ? addresses.make(capture.id, viewerId) : null,
    retriable: capture.masking !== 'erased',
  });
  api.get(
    '/queue',
    { access: 'see_queue', summary: 'How much waits, who works, what was done', answer: queueStateSchema },
    ({ caller }) => queueState.state(caller.estates),
  );
  api.get(
    '/queue/failures',
    {
      ...{ access: 'see_queue', summary: 'Photographs that could not be classified, the latest first' },
      ...{ query: failuresQuerySchema, answer: failureListSchema },
    },
    ({ query: { state, after, limit }, caller }) => {
      const asked = { state, estates: caller.estates, after: readCursor(after), limit: limit + 1 };
      const rows = queueState.failures(asked);
      const shown = rows.slice(0, limit);
      const last = rows.length > limit ? shown.at(-1)?.capture : undefined;
      // Pictures are for those who set the cameras up: nobody is to judge by them.
      const viewerId = permissionsOf(caller.role).includes('administer') ? caller.id : null;
      return {
        items: shown.map((row) => present(row, viewerId)),
        next: last ? `${last.endedAt}-${last.id}` : null,
      };
    },
  );
  api.post(
    '/queue/retries',
    {
      ...{ access: 'administer', action: 'failed_captures_retried', summary: 'Try all failed photographs again' },
      ...{ answer: retriedSchema },
    },
    async ({ caller }) => ({ retried: await queueState.retryFailed(caller.estates) }),
  );
  return api;
}
