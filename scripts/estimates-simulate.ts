/** Prints how often the rate's interval covers the truth in simulated months. */
import { parseArgs } from 'node:util';
import { monthKinds, simulate } from '../src/estimates/simulation.ts';

const usage = `Usage: npm run estimates:simulate [-- --months N --seed N --json]
Simulates months of several kinds, draws and judges them as the service does, and counts how often the 95 % interval covers the
true rate. Takes some minutes.
  --months N  months of each kind (default 2000)
  --seed N    of the random numbers (default 1)
  --json      prints JSON instead of a table`;

const { values } = parseArgs({
  options: {
    months: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const [months, seed] = [Number(values.months), Number(values.seed)];
const isUsable = Number.isInteger(months) && months > 0 && Number.isInteger(seed);
if (values.help || !isUsable) {
  console.log(usage);
  process.exit(values.help ? 0 : 2);
}
const rows = [];
for (const kind of monthKinds) {
  const row = simulate(kind, months, seed);
  rows.push(row);
  if (values.json) continue;
  const percent = (share: number, digits = 1): string => `${(100 * share).toFixed(digits)} %`;
  console.log(
    `${row.kind.padEnd(18)} covered ${percent(row.covered / months)}  above ${row.above}  below ${row.below}  ` +
      `bias ${(100 * row.bias).toFixed(3)} points  width ${(100 * row.width).toFixed(2)} points`,
  );
}
if (values.json) console.log(JSON.stringify(rows, null, 2));
