/** Reads the environment once, at the start, and reports every wrong variable before anything connects. */
import type { z } from 'zod';
import { type Variable, variables } from './variables.ts';

type Variables = typeof variables;
type Door = 'web' | 'worker';
type Value<V extends Variable> = null extends V['fallback'] ? z.output<V['check']> | null : z.output<V['check']>;
type ReadBy<D extends Door> = {
  [Name in keyof Variables as Variables[Name]['readBy'] extends D | 'both' ? Name : never]: Value<Variables[Name]>;
};

export type WebConfig = ReadBy<'web'>;
export type WorkerConfig = ReadBy<'worker'> & { redisUrl: string; workerKey: string };
export type Environment = Record<string, string | undefined>;

/** Thrown with one line per wrong variable: its name, what is wrong, what it means. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

function read(env: Environment, door: Door, required: readonly string[]): Record<string, unknown> {
  const faults: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [key, variable] of Object.entries(variables)) {
    if (variable.readBy !== door && variable.readBy !== 'both') continue;
    const set = env[variable.name];
    const text = set === undefined || set === '' ? variable.fallback : set;
    if (text === null) {
      if (required.includes(key)) faults.push(`${variable.name} is not set. ${variable.meaning.en}`);
      values[key] = null;
      continue;
    }
    const parsed = variable.check.safeParse(text);
    if (parsed.success) {
      values[key] = parsed.data;
      continue;
    }
    const wrong = parsed.error.issues.map((issue) => issue.message).join('; ');
    faults.push(`${variable.name} ${wrong}. ${variable.meaning.en}`);
  }
  if (faults.length > 0) throw new ConfigError(`The environment is not right:\n  ${faults.join('\n  ')}`);
  return values;
}

/** Settings of the web process. Throws ConfigError naming every wrong variable. */
export function loadConfig(env: Environment): WebConfig {
  return read(env, 'web', []) as WebConfig;
}

/** Settings of a worker process, which needs REDIS_URL and WORKER_KEY. Throws ConfigError naming every wrong variable. */
export function loadWorkerConfig(env: Environment): WorkerConfig {
  return read(env, 'worker', ['redisUrl', 'workerKey']) as WorkerConfig;
}
