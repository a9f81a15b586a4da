/** A real Chromium and the interface as it is built for use, for tests of its pages. */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium, type Page } from 'playwright-core';
import { inject } from 'vitest';
import { waitFor } from './wait.ts';

const root = join(import.meta.dirname, '../..');
/** Where Debian's package puts it. */
export const chromiumPath = '/usr/bin/chromium';
const launchArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];
const pictures = join(root, 'test-output/pages');

export const desk = { width: 1440, height: 900 };
export const phone = { width: 360, height: 740 };

export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: chromiumPath, args: launchArguments });
}

const hasBeenBuilt = (folder: string): boolean => existsSync(join(folder, 'index.html'));

/**
 * The interface as `npm run build` makes it, built by the first test of a run that asks; the others wait for it.
 * Throws with what Vite said.
 */
export async function buildInterface(): Promise<string> {
  const webRoot = inject('builtInterface');
  try {
    mkdirSync(`${webRoot}.building`);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    await waitFor(() => hasBeenBuilt(webRoot), { timeoutMs: 170_000, everyMs: 200, what: 'the interface to be built' });
    return webRoot;
  }
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  // The tests' own NODE_ENV would build React for development.
  const env = { NODE_ENV: 'production' };
  const unfinished = `${webRoot}.unfinished`;
  await promisify(execFile)(process.execPath, [vite, 'build', 'src/web', '--outDir', unfinished], { cwd: root, env });
  renameSync(unfinished, webRoot);
  return webRoot;
}

const axe = readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');

/** What axe finds wrong for people with disabilities that is serious or critical: the rule, and where. */
export async function seriousFaults(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const { violations } = await page.evaluate<{ violations: Fault[] }>(
    'axe.run(document, { resultTypes: ["violations"] })',
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}

interface Fault {
  id: string;
  impact: string | null;
  nodes: { target: string[] }[];
}

/** A page in a browser session of its own. */
export interface TestPage {
  page: Page;
  /** Faults of the page's script and breaches of its content policy so far. */
  faults: string[];
  /** Keeps a picture under test-output/pages for a person to look at. */
  picture(name: string): Promise<void>;
  close(): Promise<void>;
}

/** Opens `url` in a new session, so that nobody is signed in. */
export async function openPage(browser: Browser, url: string, viewport = desk): Promise<TestPage> {
  // Without motion, as some people set it: on a busy machine an animation may never end, and nothing here is about them.
  const context = await browser.newContext({ viewport, hasTouch: viewport === phone, reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) faults.push(message.text());
  });
  await page.goto(url);
  return {
    page,
    faults,
    async picture(name) {
      mkdirSync(pictures, { recursive: true });
      await page.screenshot({ path: join(pictures, `${name}.png`) });
    },
    close: () => context.close(),
  };
}

/** Whether anything on the page sticks out sideways. */
export async function scrollsSideways(page: Page): Promise<boolean> {
  return page.evaluate<boolean>('document.documentElement.scrollWidth > document.documentElement.clientWidth');
}
