// Brings a backup back into a data folder (`npm run restore -- --from DIR`).
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { BackupError } from '../src/platform/backup/manifest.ts';
import { restore } from '../src/platform/backup/restore.ts';
import { StartError } from '../src/platform/processes/start-error.ts';

const usage = `Usage: npm run restore -- --from DIR [--data DIR] [--force] [--json]
Verifies the whole backup, then restores it. The service must be stopped.
  --data DIR   the data folder (default: DATA_DIR, or data); it has to be empty
  --force      moves what is in the data folder aside, into before-restore-… within it
  --json       prints JSON
Exit code: 0 done, 2 not done.`;

const { values } = parseArgs({
  options: {
    from: { type: 'string' },
    data: { type: 'string', default: process.env.DATA_DIR || 'data' },
    force: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (values.help || !values.from) {
  console.log(usage);
  process.exit(values.help ? 0 : 2);
}

try {
  const options = { now: new Date(), isForced: values.force };
  const report = await restore(resolve(values.from), resolve(values.data), options);
  const { manifest, movedTo } = report;
  if (values.json) console.log(JSON.stringify(report, null, 2));
  else {
    console.log(
      `Restored the backup of ${manifest.createdAt} (${manifest.photos.count} photographs) into ${values.data}.`,
    );
    if (movedTo) console.log(`What was there before is in ${movedTo}: delete it when all is well.`);
    console.log('Now start the service.');
  }
} catch (error) {
  console.error(error instanceof BackupError || error instanceof StartError ? error.message : error);
  process.exitCode = 2;
}
