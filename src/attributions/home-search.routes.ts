/** Finds the household or unit that a misplacement is attributed to. Homes have addresses here, never names. */
import type { Api, Guards } from '../people/people.guards.ts';
import { soundOf } from '../platform/pinyin.ts';
import type { HomeSearchRepo } from './home-search.repo.ts';
import { searchHomes } from './home-search.rules.ts';
import { homeSearchQuerySchema, homeSearchSchema } from './home-search.schemas.ts';

const shown = 20;

export function createHomeSearchRoutes(deps: { repo: HomeSearchRepo; guards: Guards }): Api {
  const api = deps.guards.api();
  api.get(
    '/homes',
    {
      access: 'review',
      summary: 'Households and units by part of the address, pinyin initials or the number on a bag',
      query: homeSearchQuerySchema,
      answer: homeSearchSchema,
    },
    ({ caller, query: { q, estate } }) => {
      const homes = deps.repo.homes(caller.estates).filter(({ kind, id }) => {
        const isOwn = kind === 'household' && id === caller.householdId;
        return !isOwn;
      });
      const found = searchHomes(q, homes, soundOf, Number.POSITIVE_INFINITY);
      // Those of the estate where the photograph was taken come first.
      const near = found.filter((home) => home.estate === estate);
      const far = found.filter((home) => home.estate !== estate);
      return {
        items: [...near, ...far].slice(0, shown).map(({ kind, id, estate: name, building, unit, room }) => ({
          kind,
          id,
          estate: name,
          label: [building, unit, room].filter((part) => part !== null).join(' '),
        })),
        more: found.length > shown,
      };
    },
  );
  return api;
}
