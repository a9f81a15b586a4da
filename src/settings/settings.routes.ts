/** Settings: reading all, changing the community's. */
import { type Api, type Guards, requireAllEstates } from '../people/people.guards.ts';
import { settingsChangeSchema, settingsSchema } from './settings.schemas.ts';
import type { SettingsService } from './settings.service.ts';

export function createSettingsRoutes({ settings, guards }: { settings: SettingsService; guards: Guards }): Api {
  const api = guards.api();
  const access = 'administer';
  api.get(
    '/settings',
    { access, summary: 'Settings of the community, and those of the environment', answer: settingsSchema },
    () => settings.present(),
  );
  api.patch(
    '/settings',
    {
      ...{ access, action: 'settings_changed', summary: 'Change settings of the community' },
      ...{ body: settingsChangeSchema, answer: settingsSchema },
    },
    ({ caller, body }) => {
      requireAllEstates(caller);
      settings.change(body);
      return settings.present();
    },
  );
  return api;
}
