import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { variables } from '../../config/variables.ts';

// No container engine is needed for these: they hold the two files against the repository they describe.
const root = join(import.meta.dirname, '../../..');
const read = (name: string): string => readFileSync(join(root, name), 'utf8');
const known = new Map<string, string>(Object.values(variables).map(({ name, readBy }) => [name, readBy]));

/** The lines of one service of compose.yaml. */
function service(name: string): string {
  const [, text] = new RegExp(`\\n  ${name}:\\n((?: {4}.*\\n|\\n)*)`).exec(read('compose.yaml')) ?? [];
  if (text === undefined) throw new Error(`compose.yaml has no service ${name}.`);
  return text;
}

/** Names under `environment:` of a service. */
function environment(name: string): string[] {
  const [, block = ''] = /\n? {4}environment:\n((?: {6}.*\n)*)/.exec(service(name)) ?? [];
  return [...block.matchAll(/^ {6}(\w+):/gm)].map(([, variable]) => variable!);
}

describe('compose.yaml', () => {
  it.each([
    ['web', 'web'],
    ['worker', 'worker'],
  ])('gives %s only variables that it reads', (name, door) => {
    const names = environment(name);
    expect(names.length).toBeGreaterThan(3);
    expect(names.filter((variable) => !['both', door].includes(known.get(variable) ?? 'nobody'))).toEqual([]);
  });

  it('gives a worker the two variables without which it doesn’t start', () => {
    expect(environment('worker')).toEqual(expect.arrayContaining(['REDIS_URL', 'WORKER_KEY', 'WEB_URL']));
  });

  it('has no default for a secret', () => {
    const secrets = [...read('compose.yaml').matchAll(/\$\{(WORKER_KEY|REDIS_PASSWORD)([^}]*)\}/g)];
    expect(secrets.length).toBeGreaterThan(0);
    for (const [, , rest] of secrets) expect(rest).toMatch(/^:\?/);
  });

  it('runs two workers, and a Redis that keeps what it is given', () => {
    expect(service('worker')).toMatch(/replicas: 2/);
    const [, program] = /command: \[node, (.+)\]/.exec(service('worker')) ?? [];
    expect(existsSync(join(root, program!))).toBe(true);
    expect(service('redis')).toMatch(/--appendonly yes.*--maxmemory-policy noeviction/);
  });
});

describe('Dockerfile', () => {
  const dockerfile = read('Dockerfile');
  const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, names]) => names!.split(' '));

  it('copies only what is there, and what .dockerignore lets through', () => {
    const allowed = [...read('.dockerignore').matchAll(/^!(.+)$/gm)].map(([, name]) => name);
    expect(copied.length).toBeGreaterThan(5);
    for (const name of copied) {
      expect(existsSync(join(root, name)), name).toBe(true);
      expect(allowed).toContain(name);
    }
  });

  it('sets only variables that someone reads', () => {
    const names = [...dockerfile.matchAll(/(?:^ENV | )([A-Z_]+)=/gm)].map(([, name]) => name!);
    expect(names.filter((name) => !known.has(name))).toEqual(['ONNXRUNTIME_NODE_INSTALL', 'NODE_ENV']);
  });

  it('brings every folder that the programs import from', () => {
    const programs = globSync('{src,workers,scripts}/**/*.ts', { cwd: root, exclude: ['**/*.test.ts'] });
    const folders = new Set(programs.map((path) => path.split('/')[0]));
    for (const folder of folders) expect(copied).toContain(folder);
  });

  it('doesn’t run as root, and tells whether it is ready', () => {
    expect(dockerfile).toMatch(/^USER node$/m);
    expect(dockerfile).toMatch(/^HEALTHCHECK .*\n.*\/ready/m);
  });
});
