/** The environment's variables as an administrator may see them: all that are no secrets, with what holds now. */
import type { WebConfig } from './config.ts';
import { type Variable, variables } from './variables.ts';

type Name = keyof typeof variables;

/** Their values are never shown: only whether they are set. */
export const secrets: readonly Name[] = ['smtpUrl', 'redisUrl', 'workerKey'];

export interface OperatorSetting {
  name: string;
  readBy: Variable['readBy'];
  meaning: Variable['meaning'];
  /** Null: none. */
  fallback: string | null;
  /** As it would be written; null: not set, not told, or known to workers alone. */
  value: string | null;
  state: 'fallback' | 'set' | 'hidden' | 'at_worker';
}

function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
}

function present(key: Name, config: WebConfig): OperatorSetting {
  const { name, readBy, meaning, fallback }: Variable = variables[key];
  const about = { name, readBy, meaning, fallback };
  if (readBy === 'worker') return { ...about, value: null, state: 'at_worker' };
  const value = textOf((config as Partial<Record<Name, unknown>>)[key]);
  if (secrets.includes(key)) return { ...about, value: null, state: value === null ? 'fallback' : 'hidden' };
  return { ...about, value, state: value === fallback ? 'fallback' : 'set' };
}

export function listOperatorSettings(config: WebConfig): OperatorSetting[] {
  return (Object.keys(variables) as Name[]).map((key) => present(key, config));
}
