/** The pack for the fortnightly meeting. */
import type { Api, Guards } from '../people/people.guards.ts';
import { meetingPackSchema, packParamsSchema } from './meeting-pack.schemas.ts';
import type { MeetingPackService } from './meeting-pack.service.ts';

export function createMeetingPackRoutes({ packs, guards }: { packs: MeetingPackService; guards: Guards }): Api {
  const api = guards.api();
  api.get(
    '/months/:month/halves/:half/meeting-pack',
    {
      access: 'see_counts',
      summary:
        'What a meeting should hear of half a month: what rose, what is overdue, five pictures, proposed measures',
      params: packParamsSchema,
      answer: meetingPackSchema,
    },
    ({ caller, params: { month, half } }) => packs.pack(caller, { month, half: half === 1 ? 1 : 2 }),
  );
  return api;
}
