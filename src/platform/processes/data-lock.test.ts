import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DataLock, lockDataFolder } from './data-lock.ts';
import { StartError } from './start-error.ts';

let dir: string;
const held: DataLock[] = [];

function take(folder = dir): DataLock {
  const lock = lockDataFolder(folder);
  held.push(lock);
  return lock;
}

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'greensleeve-test-'));
});

afterEach(() => {
  for (const lock of held.splice(0)) lock.release();
  rmSync(dir, { recursive: true, force: true });
});

describe('the lock of the data folder', () => {
  it('tells a second start which process has the folder and where it answers', () => {
    const lock = take();
    expect(() => take()).toThrow(new RegExp(`in use.*process ${process.pid}, still starting`));
    lock.announce('http://127.0.0.1:8480');
    expect(() => take()).toThrow(new RegExp(`process ${process.pid}, http://127.0.0.1:8480`));
    expect(() => take()).toThrow(StartError);
  });

  it('can be had again once it is released', () => {
    take().release();
    expect(() => take()).not.toThrow();
  });

  it('makes the folder, also several levels of it', () => {
    expect(() => take(join(dir, 'a', 'b'))).not.toThrow();
  });

  it('is free again after its holder was killed, whoever has got its number since', async () => {
    const program = `
      import { lockDataFolder } from ${JSON.stringify(join(import.meta.dirname, 'data-lock.ts'))};
      lockDataFolder(process.argv[1]).announce('http://127.0.0.1:1');
      console.log('held');
      setInterval(() => {}, 1_000);
    `;
    const holder = spawn(process.execPath, ['--input-type=module', '--eval', program, dir], {
      cwd: import.meta.dirname,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const gone = new Promise((resolve) => holder.once('exit', resolve));
    await new Promise((resolve) => holder.stdout.once('data', resolve));
    expect(() => take()).toThrow(new RegExp(`process ${holder.pid}, http://127.0.0.1:1`));
    holder.kill('SIGKILL');
    await gone;
    writeFileSync(join(dir, 'service.json'), JSON.stringify({ pid: process.pid, address: null }));
    expect(() => take()).not.toThrow();
  });

  it('says so when the folder can’t be made', () => {
    writeFileSync(join(dir, 'file'), '');
    expect(() => take(join(dir, 'file', 'data'))).toThrow(/can’t be made/);
  });

  it.skipIf(process.getuid?.() === 0)('says so when the folder can’t be written', () => {
    chmodSync(dir, 0o500);
    expect(() => take()).toThrow(/can’t be written/);
  });
});
