import { describe, expect, it } from 'vitest';
import { loadConfig } from './config.ts';
import { listOperatorSettings, secrets } from './operator-settings.ts';
import { variables } from './variables.ts';

const settingsOf = (env: Record<string, string>) =>
  new Map(listOperatorSettings(loadConfig(env)).map((setting) => [setting.name, setting]));

describe('the operator’s settings', () => {
  it('are all listed, with what holds and whether it is the default', () => {
    const settings = settingsOf({ PORT: '9000', TRUST_PROXY: 'yes' });
    expect([...settings.keys()]).toEqual(Object.values(variables).map(({ name }) => name));
    expect(settings.get('PORT')).toMatchObject({ value: '9000', fallback: '8480', state: 'set' });
    expect(settings.get('HOST')).toMatchObject({ value: '127.0.0.1', state: 'fallback' });
    expect(settings.get('TRUST_PROXY')).toMatchObject({ value: 'yes', fallback: 'no', state: 'set' });
    expect(settings.get('WORKER_CONCURRENCY')).toMatchObject({ value: null, state: 'at_worker' });
  });

  it('never tell a secret', () => {
    const env = { REDIS_URL: 'redis://user:a-password@host', WORKER_KEY: 'a-key-that-is-long-enough-for-it' };
    const settings = settingsOf(env);
    expect(settings.get('REDIS_URL')).toMatchObject({ value: null, state: 'hidden' });
    expect(settings.get('WORKER_KEY')).toMatchObject({ value: null, state: 'hidden' });
    expect(JSON.stringify([...settings])).not.toMatch(/a-password|a-key/);
  });

  it('count as secret when they sound like it', () => {
    const isSuspect = (name: string) => /KEY|SECRET|PASSWORD|TOKEN|REDIS/.test(name);
    for (const [key, { name }] of Object.entries(variables)) {
      if (isSuspect(name)) expect(secrets).toContain(key);
    }
  });
});
