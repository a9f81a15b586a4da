// Writes the generated parts (environment, problems, the model's figures) into both READMEs (`npm run docs`), or only says whether they are as they should be (`--check`).
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { variables } from '../src/config/variables.ts';
import { withGenerated } from '../src/docs/readme-tables.ts';

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
const documents = [
  ['README.md', 'en'],
  ['README.zh-CN.md', 'zh-CN'],
] as const;

const root = join(import.meta.dirname, '..');
const card = readFileSync(join(root, variables.modelDir.fallback, 'CARD.md'), 'utf8');

for (const [name, language] of documents) {
  const path = join(root, name);
  const before = readFileSync(path, 'utf8');
  const after = withGenerated(before, card, language);
  if (before === after) continue;
  if (values.check) {
    console.error(
      `${name} differs from the code: its generated parts are out of date. Run \`npm run docs\` and commit the result.`,
    );
    process.exitCode = 1;
  } else {
    writeFileSync(path, after);
    console.log(`${name} written`);
  }
}
