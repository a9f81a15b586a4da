// Looks at what the service stands on and says what to do (`npm run doctor`).
import { parseArgs } from 'node:util';
import { ConfigError, loadConfig } from '../src/config/config.ts';
import { examine } from '../src/doctor/checks.ts';

const usage = `Usage: npm run doctor [-- --json] [-- --data DIR]
Disk, permissions, database and its schema, clock, Redis, model, time zone, port, Node, last backup.
Exit code: 0 all is well, 1 something is to be done.`;

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  console.log(usage);
  process.exit(0);
}

try {
  const config = loadConfig({ ...process.env, ...(values.data ? { DATA_DIR: values.data } : {}) });
  const findings = await examine(config, Date.now());
  if (values.json) console.log(JSON.stringify(findings, null, 2));
  else {
    for (const { check, isOk, found, advice } of findings) {
      console.log(`${isOk ? 'ok  ' : 'TODO'}  ${check.padEnd(12)} ${found}${advice ? `\n      → ${advice}` : ''}`);
    }
  }
  process.exitCode = findings.every(({ isOk }) => isOk) ? 0 : 1;
} catch (error) {
  console.error(error instanceof ConfigError ? error.message : error);
  process.exitCode = 1;
}
