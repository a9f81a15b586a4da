// Writes the generated parts of the READMEs and of the models' cards (`npm run docs`), or only says whether they are as they should be (`--check`).
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { generateDocuments } from '../src/docs/documents.ts';

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
const root = join(import.meta.dirname, '..');

for (const { name, before, after } of generateDocuments(root)) {
  if (before === after) continue;
  if (values.check) {
    console.error(
      `${name} differs from the code: its generated parts are out of date. Run \`npm run docs\` and commit the result.`,
    );
    process.exitCode = 1;
  } else {
    writeFileSync(join(root, name), after);
    console.log(`${name} written`);
  }
}
