/**
 * Completes package-lock.json with the packages made for other systems. A registry that mirrors one system only lets npm
 * leave them out, and `npm ci` then refuses the whole file everywhere. Run it after every `npm install NAME`:
 * `npx node scripts/install/lock-platforms.ts` (`--check` changes nothing and fails when something is missing).
 */
import { existsSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface LockedPackage {
  version?: string;
  dev?: boolean;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  optionalDependencies?: Record<string, string>;
}

export interface Lock {
  packages: Record<string, LockedPackage>;
}

const systems = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'];
const processors = ['arm64', 'arm', 'ia32', 'ppc64', 'riscv64', 's390x', 'x64'];

/** Whether `name`, as seen from the package at `path`, is in the lock: beside it, or in a folder further up. */
function isLocked({ packages }: Lock, path: string, name: string): boolean {
  for (let at = path; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    if (packages[`${at === '' ? '' : `${at}/`}node_modules/${name}`]) return true;
    if (at === '') return false;
  }
}

/** The entry of a package whose name says which system it is for, such as @biomejs/cli-linux-x64-musl. */
function entryFor(name: string, version: string, parent: LockedPackage): LockedPackage {
  const words = name.split(/[-/]/);
  const os = systems.filter((system) => words.includes(system));
  const cpu = processors.filter((processor) => words.includes(processor));
  if (os.length !== 1 || cpu.length !== 1 || !/^\d/.test(version)) {
    throw new Error(
      `${name}@${version} is missing in package-lock.json, and its name doesn't say for which system it is.`,
    );
  }
  const musl = words.some((word) => word.startsWith('musl'));
  return {
    version,
    cpu,
    ...(parent.dev ? { dev: true } : {}),
    ...(os[0] === 'linux' && words.length > 3 ? { libc: [musl ? 'musl' : 'glibc'] } : {}),
    optional: true,
    os,
  };
}

/** Optional packages that others in the lock ask for and that have no entry, as path → entry. */
export function missingPlatforms(lock: Lock): Record<string, LockedPackage> {
  const missing: Record<string, LockedPackage> = {};
  for (const [path, parent] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
      if (!isLocked(lock, path, name)) missing[`node_modules/${name}`] = entryFor(name, version, parent);
    }
  }
  return missing;
}

function run(check: boolean): void {
  const file = join(import.meta.dirname, '../../package-lock.json');
  const lock = JSON.parse(readFileSync(file, 'utf8')) as Lock;
  const missing = missingPlatforms(lock);
  const names = Object.keys(missing);
  if (names.length === 0) return;
  if (check) {
    console.error(`package-lock.json lacks ${names.length} packages of other systems; run it without --check:`);
    console.error(names.join('\n'));
    process.exitCode = 1;
    return;
  }
  const sorted = Object.entries({ ...lock.packages, ...missing }).sort(([a], [b]) => a.localeCompare(b, 'en'));
  writeFileSync(file, `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, null, 2)}\n`);
  // Nothing changes for this system, so its installed packages needn't be installed again (see programs.sh).
  const installed = join(file, '../node_modules/.package-lock.json');
  if (existsSync(installed)) utimesSync(installed, new Date(), new Date());
  console.log(`package-lock.json: added ${names.length} packages of other systems.`);
}

if (import.meta.main) run(process.argv.includes('--check'));
