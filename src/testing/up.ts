/** Starts the service for a test as the README does, with ./scripts/up, and reads what it prints. */
import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { waitFor } from './wait.ts';

const root = join(import.meta.dirname, '../..');

export interface Up {
  url: string;
  /** All it has printed. */
  output(): string;
  /** Numbers of the processes it runs now whose command line holds the text. */
  pidsOf(text: string): number[];
  /** Presses Ctrl-C and resolves with the exit code. */
  stop(): Promise<number | null>;
}

/** Reads a file of /proc; empty when the process has ended. */
function readProcess(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return '';
    throw error;
  }
}

function parentOf(pid: number): number {
  const stat = readProcess(pid, 'stat');
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] ?? 0);
}

function childrenOf(pid: number): number[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.map(Number).filter((one) => parentOf(one) === pid);
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

/** Resolves when /ready says so. Throws with what was printed when the service ends instead. */
export async function startUp(args: string[], env: NodeJS.ProcessEnv): Promise<Up> {
  const child = spawn(join(root, 'scripts/up'), args, {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env,
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => (printed += bytes));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const pressCtrlC = (): void => {
    if (child.pid && !hasEnded(child)) process.kill(-child.pid, 'SIGINT');
  };
  process.once('exit', pressCtrlC);

  const findAddress = (): string | null => {
    if (hasEnded(child)) throw new Error(`scripts/up ended:\n${printed}`);
    return printed.includes('Ctrl-C') ? (/http:\/\/[^\s]+/.exec(printed)?.[0] ?? null) : null;
  };
  const url = await waitFor(findAddress, { what: 'the address', timeoutMs: 300_000 });
  await waitFor(
    async () => {
      const response = await fetch(`${url}/ready`);
      return ((await response.json()) as { status: string }).status === 'ready';
    },
    { what: 'the service to be ready', timeoutMs: 120_000 },
  );
  return {
    url,
    output: () => printed,
    pidsOf: (text) => childrenOf(child.pid ?? 0).filter((pid) => readProcess(pid, 'cmdline').includes(text)),
    async stop() {
      pressCtrlC();
      process.off('exit', pressCtrlC);
      return ended;
    },
  };
}
