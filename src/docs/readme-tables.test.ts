import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { variables } from '../config/variables.ts';
import { problemCodes } from '../platform/problem-codes.ts';
import { generateDocuments } from './documents.ts';
import { environmentTable, problemTable } from './readme-tables.ts';

const documents = generateDocuments(join(import.meta.dirname, '../..'));

describe('generated parts of the READMEs', () => {
  it.each(['en', 'zh-CN'] as const)('name every variable and every error code in %s', (language) => {
    for (const { name } of Object.values(variables)) expect(environmentTable(language)).toContain(`| \`${name}\` |`);
    for (const name of Object.keys(problemCodes)) expect(problemTable(language)).toContain(`| \`${name}\` |`);
  });

  it('give the status that the service answers with', () => {
    expect(problemTable('en')).toMatch(/\| `wrong_camera_key` \| 401 \|/);
    expect(problemTable('zh-CN')).toMatch(/\| `internal` \| 500 \|/);
  });

  it('are those of both READMEs and of the card of the model in use', () => {
    const names = documents.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['README.md', 'README.zh-CN.md', `${variables.modelDir.fallback}/CARD.md`]),
    );
  });

  it.each(documents)('stand in $name as they are made now (else: npm run docs)', ({ before, after }) => {
    expect(before).toBe(after);
  });
});
