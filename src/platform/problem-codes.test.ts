import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AppError } from './errors.ts';
import { statusOf } from './http/problems.ts';
import { type ProblemCode, problemCodes } from './problem-codes.ts';

const src = join(import.meta.dirname, '..');
const codes = Object.keys(problemCodes) as ProblemCode[];

describe('the table of error codes', () => {
  it('holds no code that nothing in the service answers with', () => {
    const sources = (readdirSync(src, { recursive: true }) as string[])
      .filter((path) => path.endsWith('.ts') && !/\.test\.ts$|^(web|testing)\/|problem-codes/.test(path))
      .map((path) => readFileSync(join(src, path), 'utf8'))
      .join('\n');
    expect(codes.filter((code) => !sources.includes(`'${code}'`))).toEqual([]);
  });

  it('gives an error its kind, and each kind a status', () => {
    for (const code of codes)
      expect(statusOf[new AppError(code, 'for a test').kind].status).toBeGreaterThanOrEqual(400);
    expect(statusOf[new AppError('finding_changed', 'for a test').kind].status).toBe(409);
  });

  it('says in both languages what a code means and what to do', () => {
    for (const { meaning, remedy } of Object.values(problemCodes)) {
      for (const text of [meaning.en, remedy.en]) expect(text).toMatch(/^[A-Z`].*\.$/);
      for (const text of [meaning['zh-CN'], remedy['zh-CN']]) expect(text).toMatch(/。$/);
    }
  });
});
