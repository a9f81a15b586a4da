// Proves that Debian's motion daemon is a camera like any other: npm run cameras:prove-motion [PICTURES]. Installs motion where there is apt-get.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { proveMotion } from '../src/testing/motion-proof.ts';

const programs = join(import.meta.dirname, 'install/programs.sh');
const installed = spawnSync('bash', ['-c', '. "$0"; install_motion', programs], {
  stdio: ['ignore', 'inherit', 'inherit'],
});
if (installed.status !== 0) process.exit(1);

const pictures = Number(process.argv[2] ?? 20);
const proof = await proveMotion({ pictures });
console.log('motion watched a stream of the demonstration scenes and posted what it saved, by curl:');
for (const [name, value] of Object.entries(proof)) console.log(`  ${name}: ${JSON.stringify(value)}`);
const isRight =
  proof.saved >= pictures &&
  proof.posted === proof.different &&
  proof.pushed === proof.different &&
  proof.missing === 0 &&
  proof.invented === 0 &&
  proof.isHealthKnown;
console.log(isRight ? 'Exactly what motion saved is stored, each once, either way.' : 'NOT what motion saved.');
process.exitCode = isRight ? 0 : 1;
