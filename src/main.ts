/**
 * The web process, which starts and stops all the others: `node src/main.ts`, with `--demo` for a demonstration community.
 * Ends with 0 when it was stopped, 1 after a fault, 2 for wrong settings, 3 when the port or the data folder is in use, 4 when
 * Redis can't be started, 130 when a second Ctrl-C ended it at once.
 */
import { parseArgs } from 'node:util';
import { ConfigError, loadConfig } from './config/config.ts';
import { ModelError } from './inference/manifest.ts';
import { SchemeError } from './inference/scheme.ts';
import { createLogger, type Logger } from './platform/logger.ts';
import { createShutdown, StoppedWhileStarting } from './platform/processes/shutdown.ts';
import { onSignals } from './platform/processes/signals.ts';
import { exitCodes, StartError } from './platform/processes/start-error.ts';
import { start } from './start.ts';

function readOptions(args: string[]): { isDemo: boolean } {
  try {
    const { values } = parseArgs({ args, options: { demo: { type: 'boolean', default: false } } });
    return { isDemo: values.demo };
  } catch (error) {
    throw new StartError(exitCodes.settings, `${(error as Error).message}\nUsage: node src/main.ts [--demo]`);
  }
}

/** Prints what a person can put right as it is, and everything else as the fault it is. Answers the exit code. */
function explain(error: unknown, log: Logger): number {
  if ([ConfigError, ModelError, SchemeError, StartError].some((kind) => error instanceof kind)) {
    console.error((error as Error).message);
    return error instanceof StartError ? error.exitCode : exitCodes.settings;
  }
  log.fatal({ err: error }, 'the service ends because of a fault');
  return exitCodes.failed;
}

async function main(env: NodeJS.ProcessEnv): Promise<void> {
  let log = createLogger({ level: 'info', name: 'web' });
  const shutdown = createShutdown(log);
  let started: Promise<void> = Promise.resolve();
  const end = async (exitCode: number): Promise<void> => {
    await shutdown.run();
    // A start that was overtaken stops at its next step, and leaves what it had just begun to be stopped too.
    await Promise.allSettled([started]);
    await shutdown.run();
    process.exit(exitCode);
  };
  const fail = (error: unknown): void => void end(explain(error, log));
  process.on('uncaughtException', fail);
  onSignals(
    (signal) => {
      log.info({ signal }, 'stopping');
      void end(exitCodes.stopped);
    },
    () => process.exit(exitCodes.forced),
  );
  try {
    const { isDemo } = readOptions(process.argv.slice(2));
    const config = loadConfig(env);
    log = createLogger({ level: config.logLevel, name: 'web' });
    started = start({ config, isDemo, env, log, shutdown });
    await started;
  } catch (error) {
    // The signal that overtook the start ends the process by itself.
    if (!(error instanceof StoppedWhileStarting)) fail(error);
  }
}

await main(process.env);
