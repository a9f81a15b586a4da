/** Gateway process: keeps an estate's photographs while there is no network (`node workers/edge-agent.ts --help`). */
import { ConfigError } from '../src/config/config.ts';
import { edgeHelp, loadEdgeConfig } from '../src/config/edge-config.ts';
import { startEdgeAgent } from '../src/edge-agent/edge-agent.ts';
import { createLogger } from '../src/platform/logger.ts';
import { onSignals } from '../src/platform/processes/signals.ts';
import { exitCodes } from '../src/platform/processes/start-error.ts';

if (process.argv.includes('--help')) {
  console.log(edgeHelp);
  process.exit(0);
}
try {
  const config = loadEdgeConfig(process.env);
  const agent = startEdgeAgent(config, createLogger({ level: config.logLevel, name: 'edge-agent' }));
  onSignals(
    () => void agent.stop().then(() => process.exit(0)),
    () => process.exit(exitCodes.forced),
  );
} catch (error) {
  console.error(error instanceof ConfigError ? error.message : error);
  process.exit(error instanceof ConfigError ? exitCodes.settings : exitCodes.failed);
}
