/** Tells processes apart by more than their number, which the system gives to another one once it is free. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** A process as it can be written to a file and found again: its number, and a mark made of when it was started. */
export interface ProcessIdentity {
  pid: number;
  birth: string;
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ESRCH' || code === 'EACCES') return null;
    throw error;
  }
}

const bootId = readIfThere('/proc/sys/kernel/random/boot_id')?.trim() ?? null;

/** Asks `ps`, where there is no /proc (macOS); null when no such process runs. */
function askPs(pid: number, column: string): string | null {
  try {
    return execFileSync('ps', ['-o', `${column}=`, '-p', String(pid)], { encoding: 'utf8' }).trim() || null;
  } catch (error) {
    if ((error as { status?: number }).status === 1) return null;
    throw error;
  }
}

function birthOf(pid: number): string | null {
  if (bootId === null) return askPs(pid, 'lstart');
  const stat = readIfThere(`/proc/${pid}/stat`);
  if (stat === null) return null;
  // Fields after the name, which stands in brackets and may hold spaces: the first is the state, the 20th the start.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (fields[0] === 'Z' || fields[0] === 'X') return null;
  return `${bootId}/${fields[19]}`;
}

/** The identity of a running process; null when none has this number (one that has ended but wasn't reaped is none). */
export function identify(pid: number): ProcessIdentity | null {
  const birth = birthOf(pid);
  return birth === null ? null : { pid, birth };
}

/** Whether this very process still runs; false when its number has gone to another. */
export function isRunning(process: ProcessIdentity): boolean {
  return birthOf(process.pid) === process.birth;
}

/** The command line of a process, its words separated by spaces; '' when it can't be read. */
export function commandLine(pid: number): string {
  if (bootId === null) return askPs(pid, 'command') ?? '';
  return (readIfThere(`/proc/${pid}/cmdline`) ?? '').replaceAll('\0', ' ').trim();
}

/** Ends a process that isn't our child: SIGTERM, and SIGKILL when it still runs after `graceMs`. Resolves once it is gone. */
export async function endProcess(victim: ProcessIdentity, graceMs: number): Promise<void> {
  const deadline = performance.now() + graceMs;
  let signal: NodeJS.Signals = 'SIGTERM';
  let sent: NodeJS.Signals | null = null;
  while (isRunning(victim)) {
    if (sent !== signal) {
      process.kill(victim.pid, signal);
      sent = signal;
    }
    await delay(20);
    if (performance.now() > deadline) signal = 'SIGKILL';
  }
}
