// Runs random histories of cases on the real services for as long as is asked, from a printed seed; exits with 1 and the shortest one that fails.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { openDatabase } from '../src/platform/db/database.ts';
import { holdsAlways, orderDoesNotMatter, reversalLeavesNothing } from '../src/testing/consequence-clauses.ts';
import { openHistories } from '../src/testing/consequence-histories.ts';
import { startTestRedis } from '../src/testing/redis.ts';

const usage = `Usage: npm run consequences:prove [-- --runs N --seed N]
Verdicts, undos, signatures, refusals, notices, appeals, visits, late arrivals, rule changes and month ends in any order; after each
step: balances are sums, nothing follows but from confirmed, signed cases past their term, caps hold; a second run changes nothing.
  --runs N  histories of each kind (default 1000)
  --seed N  makes the same ones again (default: of the moment)`;

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '1000' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    help: { type: 'boolean', default: false },
  },
});
const [numRuns, seed] = [Number(values.runs), Number(values.seed)];
if (values.help || !(numRuns > 0) || !Number.isInteger(seed)) {
  console.log(usage);
  process.exit(values.help ? 0 : 2);
}
console.log(`seed ${seed}, ${numRuns} histories of each kind`);

const folder = mkdtempSync(join(tmpdir(), 'greensleeve-prove-'));
const template = join(folder, 'template.db');
const migrated = openDatabase(template);
migrated.$client.pragma('wal_checkpoint(TRUNCATE)');
migrated.$client.close();
const redis = await startTestRedis();
const histories = openHistories(template, redis.url);
const clauses = {
  'after every step': holdsAlways(histories),
  'any order of delivery': orderDoesNotMatter(histories),
  'taken back, as if it had never been': reversalLeavesNothing(histories),
};
let failed = 0;
for (const [name, property] of Object.entries(clauses)) {
  const begun = performance.now();
  const run = fc.check<unknown[]>(property as fc.IProperty<unknown[]>, { numRuns, seed });
  failed += run.failed ? 1 : 0;
  const took = `${Math.round((performance.now() - begun) / 1000)} s`;
  console.log(run.failed ? `FAILS ${name}, ${took}\n${fc.defaultReportMessage(run)}` : `holds ${name}, ${took}`);
}
await histories.close();
await redis.stop();
rmSync(folder, { recursive: true, force: true });
process.exit(failed === 0 ? 0 : 1);
