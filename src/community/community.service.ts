/** The community's own settings: name, time zone, sorting scheme, seed. Made at the first start. */
import { randomBytes } from 'node:crypto';
import { categories } from '../inference/categories.ts';
import { loadScheme, type Scheme } from '../inference/scheme.ts';
import type { SessionView } from '../people/people.schemas.ts';
import type { Clock } from '../platform/clock.ts';
import type { Community, CommunityRepo } from './community.repo.ts';

export type CommunityService = ReturnType<typeof createCommunityService>;

export function createCommunityService(deps: {
  repo: CommunityRepo;
  clock: Clock;
  defaults: { timeZone: string; scheme: string };
}) {
  const { repo, clock, defaults } = deps;
  const found: Community =
    repo.find() ??
    repo.insert({
      name: '社区',
      ...defaults,
      seed: randomBytes(16).toString('hex'),
      createdAt: clock(),
    });
  const scheme: Scheme = loadScheme(found.scheme);
  const settings = { ...found };
  return {
    settings: (): Readonly<Community> => settings,
    scheme: (): Scheme => scheme,
    rename(name: string): void {
      repo.rename(name);
      settings.name = name;
    },
    present: (): SessionView['community'] => ({
      name: settings.name,
      timeZone: settings.timeZone,
      categories: categories.map((id) => {
        const { colour, ...names } = scheme.names[id];
        return { id, names, colour };
      }),
    }),
  };
}
