// Backs up the data folder while the service runs (`npm run backup -- --to DIR`).
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { backUp } from '../src/platform/backup/backup.ts';
import { BackupError } from '../src/platform/backup/manifest.ts';

const usage = `Usage: npm run backup -- --to DIR [--data DIR] [--thorough] [--json]
Database, photographs and secrets, verified after writing. The same DIR again: only new photographs are copied.
  --data DIR   the data folder (default: DATA_DIR, or data)
  --thorough   reads all photographs in the backup again, not only the new ones
  --json       prints JSON
Exit code: 0 done, 1 done but photographs of the data folder are damaged, 2 not done.`;

const { values } = parseArgs({
  options: {
    to: { type: 'string' },
    data: { type: 'string', default: process.env.DATA_DIR || 'data' },
    thorough: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (values.help || !values.to) {
  console.log(usage);
  process.exit(values.help ? 0 : 2);
}

try {
  const options = { now: new Date(), isThorough: values.thorough };
  const report = await backUp(resolve(values.data), resolve(values.to), options);
  const { manifest, photosCopied, photosRemoved, damaged } = report;
  if (values.json) console.log(JSON.stringify(report, null, 2));
  else {
    const megabytes = (manifest.photos.bytes / 1e6).toFixed(1);
    console.log(
      `Backed up to ${values.to}: ${manifest.photos.count} photographs (${megabytes} MB; ${photosCopied} new, ${photosRemoved} erased), database and ${manifest.privateFiles.length} private files; verified.`,
    );
  }
  if (damaged.length > 0) {
    console.error(
      `${damaged.length} photographs are damaged and in no backup here:\n  ${damaged.slice(0, 20).join('\n  ')}`,
    );
    process.exitCode = 1;
  }
} catch (error) {
  console.error(error instanceof BackupError ? error.message : error);
  process.exitCode = 2;
}
