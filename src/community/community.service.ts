/** The community's own settings: name, time zone, sorting scheme, times; and its seed. Made at the first start. */
import { randomBytes } from 'node:crypto';
import { categories } from '../inference/categories.ts';
import { loadScheme, type Scheme } from '../inference/scheme.ts';
import type { SessionView } from '../people/people.schemas.ts';
import type { Clock } from '../platform/clock.ts';
import type { Community, CommunityRepo } from './community.repo.ts';

export type CommunityService = ReturnType<typeof createCommunityService>;

const officeTimes = ['leaseMinutes', 'sessionHours', 'unusableGraceMinutes', 'spoolHours'] as const;
/** Times that an office sets, each in the unit of its name. */
export type OfficeTimes = Record<(typeof officeTimes)[number], number>;
/** What can be changed while the service runs; a time that is null is again the environment's. */
export type CommunityChange = Partial<
  Pick<Community, 'name' | 'timeZone' | 'scheme'> & Record<keyof OfficeTimes, number | null>
>;

export function createCommunityService(deps: {
  repo: CommunityRepo;
  clock: Clock;
  /** For a new community, and for times that the office has not set. */
  defaults: { timeZone: string; scheme: string } & OfficeTimes;
}) {
  const { repo, clock, defaults } = deps;
  let settings: Community =
    repo.find() ??
    repo.insert({
      name: '社区',
      timeZone: defaults.timeZone,
      scheme: defaults.scheme,
      seed: randomBytes(16).toString('hex'),
      createdAt: clock(),
    });
  let scheme: Scheme = loadScheme(settings.scheme);
  return {
    settings: (): Readonly<Community> => settings,
    scheme: (): Scheme => scheme,
    /** A time as it holds now. */
    time: (name: keyof OfficeTimes): number => settings[name] ?? defaults[name],
    /** A time as it holds where the office has set none. */
    defaultTime: (name: keyof OfficeTimes): number => defaults[name],
    /** Holds at once. Throws SchemeError. */
    change(change: CommunityChange): void {
      const next = change.scheme === undefined ? scheme : loadScheme(change.scheme);
      if (Object.keys(change).length > 0) settings = repo.update(change);
      scheme = next;
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
