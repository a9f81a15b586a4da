import { type ChildProcess, spawn } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { waitFor } from '../../testing/wait.ts';
import { commandLine, identify, isRunning } from './process-identity.ts';
import { type RedisServer, startRedisServer } from './redis-server.ts';

const log = pino({ level: 'silent' });
let dir: string;
const started: RedisServer[] = [];
const others: ChildProcess[] = [];

async function start(): Promise<RedisServer> {
  const server = await startRedisServer({ dir, log });
  started.push(server);
  return server;
}

/** Sends commands as lines and gives back all that Redis answers until it hangs up. */
async function ask(server: RedisServer, ...commands: string[]): Promise<string> {
  const { password, pathname } = new URL(server.url);
  const connection = connect(decodeURI(pathname));
  connection.write([`AUTH ${password}`, ...commands, 'QUIT', ''].join('\r\n'));
  return text(connection);
}

function appendOnlyFile(): string {
  const folder = join(dir, 'appendonlydir');
  return join(folder, readdirSync(folder).find((name) => name.endsWith('.incr.aof'))!);
}

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'greensleeve-test-'));
});

afterEach(async () => {
  await Promise.all(started.splice(0).map((server) => server.stop()));
  for (const other of others.splice(0)) other.kill('SIGKILL');
  rmSync(dir, { recursive: true, force: true });
});

describe('the service’s own redis-server', () => {
  it('takes commands by its password only, evicts nothing and keeps what it was given until the next start', async () => {
    const first = await start();
    expect(await ask(first, 'SET bin full', 'CONFIG GET maxmemory-policy')).toContain('noeviction');
    expect(await ask({ ...first, url: first.url.replace(/:[^:]*@/, ':wrong@') }, 'GET bin')).not.toContain('full');
    await first.stop();
    expect(await ask(await start(), 'GET bin')).toContain('full');
  });

  it('shows its password in no list of processes and to no other user', async () => {
    const server = await start();
    const { password, pathname } = new URL(server.url);
    expect(commandLine(server.pid!)).not.toContain(password);
    expect(statSync(decodeURI(pathname)).mode & 0o077).toBe(0);
    expect(statSync(join(decodeURI(pathname), '..')).mode & 0o077).toBe(0);
  });

  it('comes back at the same address, with what it held, after SIGKILL', async () => {
    const server = await start();
    await ask(server, 'SET bin full');
    const killed = server.pid!;
    process.kill(killed, 'SIGKILL');
    await waitFor(() => server.pid !== null && server.pid !== killed, { what: 'a new process' });
    const answer = await waitFor(async () => (await ask(server, 'GET bin')).includes('full'));
    expect(answer).toBe(true);
  });

  it('drops a command that was written only in part, and keeps those before it', async () => {
    const server = await start();
    await ask(server, 'SET bin full', 'SET lid open');
    await server.stop();
    const file = appendOnlyFile();
    truncateSync(file, statSync(file).size - 5);
    const answer = await ask(await start(), 'GET bin', 'GET lid');
    expect(answer).toContain('full');
    expect(answer).not.toContain('open');
  });

  it('sets a file aside that Redis can’t read at all, and begins with an empty one', async () => {
    const server = await start();
    await ask(server, 'SET bin full');
    await server.stop();
    appendFileSync(appendOnlyFile(), Buffer.concat([Buffer.alloc(4_096), Buffer.from('*1\r\n$4\r\nPING\r\n')]));
    expect(await ask(await start(), 'GET bin', 'PING')).toMatch(/^\+OK\r\n\$-1\r\n\+PONG/);
    expect(readdirSync(dir).some((name) => name.startsWith('appendonlydir.damaged-'))).toBe(true);
  });

  it('leaves neither process nor socket nor note behind when stopped', async () => {
    const server = await start();
    const identity = identify(server.pid!)!;
    await server.stop();
    expect(isRunning(identity)).toBe(false);
    expect(existsSync(decodeURI(new URL(server.url).pathname))).toBe(false);
    expect(existsSync(join(dir, 'redis-server.json'))).toBe(false);
  });

  it('says what to do when redis-server is not installed', async () => {
    const start = startRedisServer({ dir, log, program: 'no-such-redis-server' });
    await expect(start).rejects.toThrow(/not installed[\s\S]*apt-get install redis-server[\s\S]*REDIS_URL/);
  });

  it('says what Redis said when it can’t start', async () => {
    const program = join(dir, 'redis-server');
    writeFileSync(program, '#!/bin/sh\necho "no memory left"\nexit 3\n', { mode: 0o755 });
    await expect(startRedisServer({ dir, log, program })).rejects.toThrow(/exit code 3[\s\S]*no memory left/);
  });
});

describe('a redis-server left behind by a service that was killed', () => {
  /** Starts Redis in a process of its own and kills that process, so that its Redis stays. */
  async function leaveOrphan(): Promise<{ pid: number }> {
    const program = `
      import { pino } from 'pino';
      import { startRedisServer } from ${JSON.stringify(join(import.meta.dirname, 'redis-server.ts'))};
      const server = await startRedisServer({ dir: process.argv[1], log: pino({ level: 'silent' }) });
      console.log(server.pid);
    `;
    const owner = spawn(process.execPath, ['--input-type=module', '--eval', program, dir], {
      cwd: import.meta.dirname,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    others.push(owner);
    const pid = await new Promise<number>((resolve) => owner.stdout!.once('data', (line) => resolve(Number(line))));
    const gone = new Promise((resolve) => owner.once('exit', resolve));
    owner.kill('SIGKILL');
    await gone;
    return { pid };
  }

  it('is ended by the next start, which has its data', async () => {
    const { pid } = await leaveOrphan();
    const orphan = identify(pid)!;
    const { folder } = JSON.parse(readFileSync(join(dir, 'redis-server.json'), 'utf8'));
    expect(isRunning(orphan)).toBe(true);
    const server = await start();
    expect(isRunning(orphan)).toBe(false);
    expect(existsSync(folder)).toBe(false);
    expect(await ask(server, 'PING')).toContain('PONG');
  });

  it('is not mistaken for a process that has got its number since', async () => {
    const stranger = spawn('sleep', ['600'], { argv0: 'redis-server', stdio: 'ignore' });
    others.push(stranger);
    const { birth } = identify(process.pid)!;
    const note = { pid: stranger.pid, birth, folder: join(dir, 'none') };
    writeFileSync(join(dir, 'redis-server.json'), JSON.stringify(note));
    await start();
    expect(identify(stranger.pid!)).not.toBeNull();
  });

  it('leaves another program alone, even one that was started at the noted moment', async () => {
    const stranger = spawn('sleep', ['600'], { stdio: 'ignore' });
    others.push(stranger);
    const note = { ...identify(stranger.pid!), folder: join(dir, 'none') };
    writeFileSync(join(dir, 'redis-server.json'), JSON.stringify(note));
    await start();
    expect(identify(stranger.pid!)).not.toBeNull();
  });
});
