import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commandLine, identify, isRunning, type ProcessIdentity } from './platform/processes/process-identity.ts';
import { waitFor } from './testing/wait.ts';

interface Service {
  child: ChildProcess;
  /** All it has printed. */
  output(): string;
  /** The exit code, once it has ended. */
  ended: Promise<number | null>;
}

let dir: string;
let stray: ProcessIdentity[] = [];
const services: Service[] = [];

/** Starts the web process in a process group of its own, as a terminal does, so that Ctrl-C can be sent to the group. */
function launch(args: string[] = [], env: Record<string, string> = {}): Service {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), ...args], {
    cwd: join(import.meta.dirname, '..'),
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      PORT: '0',
      DATA_DIR: dir,
      WORKERS: '2',
      LOG_LEVEL: 'warn',
      MODEL_DIR: 'fixtures/tiny-model',
      ...env,
    },
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => (printed += bytes));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const service = { child, output: () => printed, ended };
  services.push(service);
  return service;
}

async function whenUp({ child, output }: Service): Promise<string> {
  return waitFor(
    () => {
      if (child.exitCode !== null) throw new Error(output());
      return output().includes('Ctrl-C') && /http:\/\/\S+/.exec(output())?.[0];
    },
    { what: 'the address', timeoutMs: 50_000 },
  );
}

/** The processes that a process started, and those that these started. */
function descendants(pid: number): ProcessIdentity[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && existsSync(`/proc/${name}/stat`))
    .map((name) => ({ pid: Number(name), parent: parentOf(Number(name)) }));
  const children = parents.filter(({ parent }) => parent === pid).map((child) => child.pid);
  return children.flatMap((child) => [identify(child) ?? [], descendants(child)].flat());
}

function parentOf(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch (error) {
    // It has ended since it was listed.
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return 0;
    throw error;
  }
}

/** The web process and all that it started, once `count` of them run. */
async function family({ child }: Service, count: number): Promise<ProcessIdentity[]> {
  const all = await waitFor(() => {
    const found = descendants(child.pid!);
    return found.length >= count && [identify(child.pid!)!, ...found];
  });
  stray.push(...all);
  return all;
}

function pressCtrlC({ child }: Service): void {
  process.kill(-child.pid!, 'SIGINT');
}

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'greensleeve-test-'));
});

afterEach(async () => {
  // Stopped in order, as SIGKILL would leave a Redis behind that no later start in this folder ends.
  for (const { child } of services) child.kill('SIGTERM');
  await Promise.all(services.splice(0).map(({ ended }) => ended));
  for (const each of stray) if (isRunning(each)) process.kill(each.pid, 'SIGKILL');
  stray = [];
  rmSync(dir, { recursive: true, force: true });
});

// Processes are looked up in /proc.
describe.skipIf(process.platform !== 'linux')('the service', () => {
  it('starts with a demonstration, prints its logins, and leaves no process behind after Ctrl-C', async () => {
    const service = launch(['--demo']);
    const url = await whenUp(service);
    expect((await fetch(`${url}/live`)).status).toBe(200);
    expect((await fetch(`${url}/ready`)).status).toBe(200);
    const demo = JSON.parse(readFileSync(join(dir, 'demo.json'), 'utf8'));
    expect(statSync(join(dir, 'demo.json')).mode & 0o077).toBe(0);
    expect(demo.url).toBe(url);
    for (const { username, password } of demo.logins)
      expect(service.output()).toMatch(`${username}`.padEnd(16) + password);

    const processes = await family(service, 4);
    const programs = processes.map(({ pid }) => commandLine(pid)).join('\n');
    for (const name of ['main.ts', 'redis-server', 'classify.ts', 'simulate-cameras.ts'])
      expect(programs).toContain(name);
    pressCtrlC(service);
    expect(await service.ended).toBe(0);
    expect(processes.filter(isRunning)).toEqual([]);
  });

  it('reuses after SIGKILL what is there, and ends what that left behind', async () => {
    const first = launch(['--demo']);
    await whenUp(first);
    const processes = await family(first, 4);
    const before = JSON.parse(readFileSync(join(dir, 'demo.json'), 'utf8'));
    first.child.kill('SIGKILL');
    await first.ended;
    const second = launch(['--demo']);
    await whenUp(second);
    expect(processes.filter(isRunning)).toEqual([]);
    const after = JSON.parse(readFileSync(join(dir, 'demo.json'), 'utf8'));
    expect(after.logins).toEqual(before.logins);
    expect(second.output()).toContain(before.logins[0].password);
    pressCtrlC(second);
    expect(await second.ended).toBe(0);
  });

  it('starts empty with one administrator, whose password is printed once', async () => {
    const first = launch([], { WORKERS: '0' });
    const url = await whenUp(first);
    const [, password] = /\n {2}admin +(\S+)/.exec(first.output()) ?? [];
    const signIn = await fetch(`${url}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'admin', password }),
    });
    expect(signIn.ok, await signIn.text()).toBe(true);
    pressCtrlC(first);
    await first.ended;
    const second = launch([], { WORKERS: '0' });
    await whenUp(second);
    expect(second.output()).not.toMatch(/ {2}admin/);
  });

  it('refuses a data folder that another one uses, and says which that is', async () => {
    const first = launch([], { WORKERS: '0' });
    const url = await whenUp(first);
    const second = launch([], { WORKERS: '0' });
    expect(await second.ended).toBe(3);
    expect(second.output()).toContain(`process ${first.child.pid}, ${url}`);
  });

  it('says that its port is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const service = launch([], { PORT: String(port) });
    expect(await service.ended).toBe(3);
    expect(service.output()).toMatch(new RegExp(`^Port ${port} on 127.0.0.1 is taken`));
    other.close();
  });

  it('names wrong settings and options without a stack', async () => {
    const wrongSetting = launch([], { LOG_LEVEL: 'loud' });
    const wrongOption = launch(['--dmeo']);
    expect([await wrongSetting.ended, await wrongOption.ended]).toEqual([2, 2]);
    expect(wrongSetting.output()).toMatch(/LOG_LEVEL/);
    expect(wrongOption.output()).toMatch(/--dmeo/);
    expect(wrongSetting.output() + wrongOption.output()).not.toMatch(/ at .*main\.ts/);
  });

  it('ends in order when it is stopped in the middle of its start', async () => {
    const service = launch(['--demo']);
    await waitFor(() => existsSync(join(dir, 'service.json')), { everyMs: 1 });
    service.child.kill('SIGTERM');
    expect(await service.ended).toBe(0);
    expect(existsSync(join(dir, 'redis', 'redis-server.json'))).toBe(false);
  });

  it('ends at once at a second Ctrl-C, and leaves no process behind then either', async () => {
    const service = launch();
    const { hostname, port } = new URL(await whenUp(service));
    const processes = await family(service, 3);
    // A request that never ends, for which an orderly stop would wait.
    const request = connect(Number(port), hostname);
    request.on('error', () => {});
    await new Promise<void>((resolve) => request.once('connect', resolve));
    request.write('GET / HTTP/1.1\r\nHost: ');
    await waitFor(
      () => {
        if (service.child.exitCode === null) pressCtrlC(service);
        return service.child.exitCode !== null;
      },
      { everyMs: 50, what: 'the end' },
    );
    expect(await service.ended).toBe(130);
    await waitFor(() => !processes.some(isRunning));
  });
});
