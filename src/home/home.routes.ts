/** What somebody sees first. */
import type { Api, Guards } from '../people/people.guards.ts';
import { homeSchema } from './home.schemas.ts';
import type { HomeService } from './home.service.ts';

export function createHomeRoutes({ home, guards }: { home: HomeService; guards: Guards }): Api {
  const api = guards.api();
  api.get(
    '/home',
    {
      access: 'signed_in',
      summary: 'What waits for you and how things stand, as far as you may know',
      answer: homeSchema,
    },
    ({ caller }) => home.of(caller),
  );
  return api;
}
