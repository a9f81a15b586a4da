import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { waitFor } from '../../testing/wait.ts';
import { pauseMs } from './kept-process.ts';
import { identify, isRunning, type ProcessIdentity } from './process-identity.ts';
import { type Children, startChildren } from './supervisor.ts';

const log = pino({ level: 'silent' });
const stays = `setInterval(() => {}, 1_000); process.send({ type: 'ready' });`;
let dir: string;
const started: Children[] = [];

function start(
  program: string,
  options: { count?: number; env?: Record<string, string>; graceMs?: number } = {},
): Children {
  const script = join(dir, 'child.ts');
  writeFileSync(script, program);
  const env = { DIR: dir, ...options.env };
  const children = startChildren({
    name: 'child',
    script,
    count: 1,
    log,
    minPauseMs: 10,
    output: 'ignore',
    ...options,
    env,
  });
  started.push(children);
  return children;
}

function identities(children: Children): ProcessIdentity[] {
  return children.pids.map((pid) => identify(pid)!);
}

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'greensleeve-test-'));
});

afterEach(async () => {
  await Promise.all(started.splice(0).map((children) => children.stop()));
  rmSync(dir, { recursive: true, force: true });
});

describe('child processes', () => {
  it('run as many as were asked for and say when they are ready', async () => {
    const children = start(stays, { count: 3 });
    await children.ready;
    expect(new Set(children.pids).size).toBe(3);
  });

  it('are started again when they are killed', async () => {
    const children = start(stays, { count: 2 });
    await children.ready;
    const [victim, other] = children.pids;
    process.kill(victim!, 'SIGKILL');
    await waitFor(() => children.pids.length === 2 && !children.pids.includes(victim!), { what: 'a new process' });
    expect(children.pids).toContain(other);
  });

  it('are started again and again when they fail at once, until they come up', async () => {
    const children = start(`
      import { appendFileSync, readFileSync } from 'node:fs';
      appendFileSync(process.env.DIR + '/starts', 'x');
      if (readFileSync(process.env.DIR + '/starts').length < 3) process.exit(1);
      ${stays}
    `);
    await children.ready;
    expect(readFileSync(join(dir, 'starts'), 'utf8')).toBe('xxx');
  });

  it('wait longer after each failure, up to a limit', () => {
    expect([1, 2, 3, 4, 50].map((failures) => pauseMs(failures, 250, 1_500))).toEqual([250, 500, 1_000, 1_500, 1_500]);
  });

  it('may finish what they are at when stopped', async () => {
    const children = start(`
      import { writeFileSync } from 'node:fs';
      process.on('SIGTERM', () => setTimeout(() => {
        writeFileSync(process.env.DIR + '/finished', '');
        process.exit(0);
      }, 50));
      ${stays}
    `);
    await children.ready;
    const before = identities(children);
    await children.stop();
    expect(readFileSync(join(dir, 'finished'), 'utf8')).toBe('');
    expect(before.some(isRunning)).toBe(false);
    expect(children.pids).toEqual([]);
  });

  it('are killed when they don’t stop in time', async () => {
    const children = start(`process.on('SIGTERM', () => {}); ${stays}`, { graceMs: 50 });
    await children.ready;
    const before = identities(children);
    await children.stop();
    expect(before.some(isRunning)).toBe(false);
  });

  it('can be stopped while they wait to be started again', async () => {
    const children = start('process.exit(1)');
    await waitFor(() => children.pids.length === 0);
    await children.stop();
    expect(children.pids).toEqual([]);
  });

  it('get the environment they are given and no other', async () => {
    const children = start(
      `import { writeFileSync } from 'node:fs';
      writeFileSync(process.env.DIR + '/env', process.env.COLOUR + ' ' + process.env.PATH);
      ${stays}`,
      { env: { COLOUR: 'green' } },
    );
    await children.ready;
    expect(readFileSync(join(dir, 'env'), 'utf8')).toBe('green undefined');
  });

  it('end when the process that started them is killed', async () => {
    writeFileSync(join(dir, 'child.ts'), stays);
    const program = `
      import { pino } from 'pino';
      import { startChildren } from ${JSON.stringify(join(import.meta.dirname, 'supervisor.ts'))};
      const log = pino({ level: 'silent' });
      const children = startChildren({ name: 'child', script: process.argv[1], count: 2, env: {}, log });
      await children.ready;
      console.log(children.pids.join(' '));
    `;
    const args = ['--input-type=module', '--eval', program, join(dir, 'child.ts')];
    const parent = spawn(process.execPath, args, { cwd: import.meta.dirname, stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = (await new Promise<string[]>((resolve) =>
      createInterface(parent.stdout).once('line', (text) => resolve([text])),
    )) as [string];
    const children = line.split(' ').map((pid) => identify(Number(pid))!);
    expect(children.every(isRunning)).toBe(true);
    parent.kill('SIGKILL');
    await waitFor(() => !children.some(isRunning), { what: 'the children to end' });
  });
});
