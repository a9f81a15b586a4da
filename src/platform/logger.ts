/** Structured logs to standard output; secrets are left out by name. */
import { type Logger, pino } from 'pino';

export type { Logger } from 'pino';

/** A logger for one process. `name` says which: web, worker … */
export function createLogger({ level, name }: { level: string; name: string }): Logger {
  return pino({
    level,
    name,
    base: { name },
    redact: {
      paths: ['password', 'key', 'workerKey', 'authorization', 'cookie', '*.password', '*.key', '*.authorization'],
      censor: '[left out]',
    },
  });
}
