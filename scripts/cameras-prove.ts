// Proves that an hour of 60 simulated cameras ends with exactly the captures that were taken: npm run cameras:prove [CAMERAS MINUTES SEED].
import { simulateHour } from '../src/testing/simulated-hour.ts';

const [cameras = 60, minutes = 60, seed = 1] = process.argv.slice(2).map(Number);
const hour = await simulateHour({ cameras, minutes, seed });
console.log(
  `${cameras} cameras, ${minutes} minutes (seed ${seed}), clocks off by up to 4 minutes, lines cut and mended:`,
);
for (const [name, value] of Object.entries(hour)) console.log(`  ${name}: ${value}`);
const isRight =
  hour.stored === hour.taken && hour.missing === 0 && hour.invented === 0 && hour.countedInHours === hour.taken;
console.log(isRight ? 'Exactly what was taken is stored, each once.' : 'NOT what was taken.');
process.exitCode = isRight ? 0 : 1;
