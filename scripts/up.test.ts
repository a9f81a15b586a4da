import { spawnSync } from 'node:child_process';
import { accessSync, constants, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

let dir: string;

/** Where a program lies on this machine's PATH. */
function find(program: string): string {
  for (const folder of process.env.PATH?.split(delimiter) ?? []) {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return join(folder, program);
    } catch (error) {
      if (!['ENOENT', 'EACCES', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    }
  }
  throw new Error(`${program} is not on the PATH`);
}

/** Runs scripts/up from a foreign folder, on a PATH with only these programs. */
function up(args: string[], programs: string[] = []): { status: number | null; stdout: string; stderr: string } {
  for (const program of programs) symlinkSync(find(program), join(dir, program));
  const script = join(import.meta.dirname, 'up');
  const env = { PATH: dir };
  return spawnSync(find('bash'), [script, ...args], { cwd: dir, env, encoding: 'utf8', timeout: 30_000 });
}

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'greensleeve-test-'));
});

afterEach(() => {
  rmSync(dir, { recursive: true, force: true });
});

describe('scripts/up', () => {
  it('explains its options', () => {
    const { status, stdout } = up(['--help'], ['cat']);
    expect(status).toBe(0);
    for (const option of ['--port', '--host', '--data', '--workers', '--no-demo']) expect(stdout).toContain(option);
  });

  it.each([
    [['--prot', '8000'], /Unknown option: --prot/],
    [['--port'], /--port needs a value/],
    [['--port', 'eighty'], /--port needs a whole number, not "eighty"/],
    [['--workers=many'], /--workers needs a whole number, not "many"/],
    [['data'], /Unknown option: data/],
  ])('refuses %j, and explains its options', (args, reason) => {
    const { status, stderr } = up(args, ['cat']);
    expect(status).toBe(2);
    expect(stderr).toMatch(reason);
    expect(stderr).toContain('Usage: ./scripts/up');
  });

  it('says what to do where Node.js is missing', () => {
    const { status, stderr } = up([], ['dirname', 'git']);
    expect(status).toBe(1);
    expect(stderr).toMatch(/Node\.js is not installed.*20\.20/);
  });

  it('says what to do where redis-server is missing and there is no apt-get', () => {
    const { status, stderr } = up([], ['dirname', 'git', 'node', 'npm']);
    expect(status).toBe(1);
    expect(stderr).toMatch(/redis-server is not installed.*no apt-get[\s\S]*dnf install redis[\s\S]*REDIS_URL/);
  });
});
