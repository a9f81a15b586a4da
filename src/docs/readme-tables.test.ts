import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { variables } from '../config/variables.ts';
import { problemCodes } from '../platform/problem-codes.ts';
import { environmentTable, problemTable, withGenerated } from './readme-tables.ts';

const read = (name: string): string => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');

const card = read(`${variables.modelDir.fallback}/CARD.md`);

describe('generated parts of the READMEs', () => {
  it.each(['en', 'zh-CN'] as const)('name every variable and every error code in %s', (language) => {
    for (const { name } of Object.values(variables)) expect(environmentTable(language)).toContain(`| \`${name}\` |`);
    for (const name of Object.keys(problemCodes)) expect(problemTable(language)).toContain(`| \`${name}\` |`);
  });

  it('give the status that the service answers with', () => {
    expect(problemTable('en')).toMatch(/\| `wrong_camera_key` \| 401 \|/);
    expect(problemTable('zh-CN')).toMatch(/\| `internal` \| 500 \|/);
  });

  it.each([
    ['README.md', 'en'],
    ['README.zh-CN.md', 'zh-CN'],
  ] as const)('stand in %s as they are made now (else: npm run docs)', (name, language) => {
    expect(read(name)).toBe(withGenerated(read(name), card, language));
  });
});
