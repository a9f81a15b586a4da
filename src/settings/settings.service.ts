/** What an office changes while the service runs, and what its operator has set in the environment. */
import type { CommunityService } from '../community/community.service.ts';
import type { WebConfig } from '../config/config.ts';
import { listOperatorSettings } from '../config/operator-settings.ts';
import { variables } from '../config/variables.ts';
import { categories } from '../inference/categories.ts';
import { listSchemes, loadScheme, outcomesOf, SchemeError } from '../inference/scheme.ts';
import { AppError } from '../platform/errors.ts';
import type { SettingsRepo } from './settings.repo.ts';
import { type SettingsChange, type SettingsView, type TimeName, timeLimits } from './settings.schemas.ts';

export type SettingsService = ReturnType<typeof createSettingsService>;

export function createSettingsService(deps: {
  community: CommunityService;
  repo: SettingsRepo;
  config: WebConfig;
  /** The model's labels: a scheme that lacks one of them can't be used with it. */
  labels: readonly string[];
}) {
  const { community, repo, config, labels } = deps;
  const schemes = listSchemes().map((id) => ({
    id,
    categories: categories.map((category) => {
      const { colour, ...names } = loadScheme(id).names[category];
      return { id: category, names, colour };
    }),
  }));
  const operator = listOperatorSettings(config);

  const checkScheme = (id: string): void => {
    try {
      outcomesOf(labels, loadScheme(id));
    } catch (error) {
      if (!(error instanceof SchemeError)) throw error;
      throw new AppError('unknown_scheme', error.message, {
        faults: [{ pointer: '/scheme', detail: 'is no scheme that fits the model' }],
      });
    }
  };
  const checkTimeZone = (timeZone: string): void => {
    if (timeZone === community.settings().timeZone) return;
    if (repo.hasRecords()) {
      throw new AppError('time_zone_fixed', 'There are cameras or photographs already, by this time zone’s days.');
    }
    const { success, error } = variables.timeZone.check.safeParse(timeZone);
    if (success) return;
    const detail = error.issues.map(({ message }) => message).join('; ');
    throw new AppError('invalid_request', `The time zone ${detail}.`, { faults: [{ pointer: '/timeZone', detail }] });
  };

  return {
    present(): SettingsView {
      const settings = community.settings();
      const { name, timeZone, scheme } = settings;
      const times = (Object.keys(timeLimits) as TimeName[]).map((time) => ({
        name: time,
        value: settings[time],
        fallback: community.defaultTime(time),
        ...timeLimits[time],
      }));
      return { name, timeZone, timeZoneFixed: repo.hasRecords(), scheme, schemes, times, operator };
    },
    /** All of it or nothing. Throws `unknown_scheme`, `time_zone_fixed`, `invalid_request`. */
    change(change: SettingsChange): void {
      if (change.scheme !== undefined) checkScheme(change.scheme);
      if (change.timeZone !== undefined) checkTimeZone(change.timeZone);
      const given = Object.entries(change).filter(([, value]) => value !== undefined);
      community.change(Object.fromEntries(given));
    },
  };
}
