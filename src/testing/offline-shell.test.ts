import { copyFileSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { zhCN } from '../web/locales/zh-CN.ts';
import { buildInterface, chromiumPath, openBrowser, openPage, phone } from './browser.ts';
import { setUpCommunity, type TestCommunity } from './community.ts';
import { signIn } from './interface.ts';
import { startTestService, type TestService } from './service.ts';

describe.skipIf(!existsSync(chromiumPath))('the installed application (skipped without Debian’s chromium)', () => {
  let folder: string;
  let browser: Browser;
  let service: TestService;
  let community: TestCommunity;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'greensleeve-shell-'));
    cpSync(await buildInterface(), folder, { recursive: true });
    browser = await openBrowser();
    service = await startTestService({ webRoot: folder });
    community = await setUpCommunity(service);
    await community.addPerson('volunteer', 'volunteer');
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await service?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const open = async (path: string) => {
    const one = await openPage(browser, service.url + path, phone);
    await signIn(one.page, 'volunteer');
    await one.page.evaluate('navigator.serviceWorker.ready.then(() => null)');
    return one;
  };
  const keptPaths = (page: Page): Promise<string[]> =>
    page.evaluate(`(async () => {
      const found = [];
      for (const name of await caches.keys()) {
        for (const request of await (await caches.open(name)).keys()) found.push(new URL(request.url).pathname);
      }
      return found;
    })()`);

  /** A newer version is put in the place of the one that runs: another start script, another service worker. */
  const release = (): void => {
    const page = readFileSync(join(folder, 'index.html'), 'utf8');
    const script = /assets\/(index-[\w-]+)\.js/.exec(page)?.[1] ?? '';
    copyFileSync(join(folder, `assets/${script}.js`), join(folder, 'assets/index-newer.js'));
    writeFileSync(join(folder, 'index.html'), page.replaceAll(script, 'index-newer'));
    const worker = readFileSync(join(folder, 'sw.js'), 'utf8');
    writeFileSync(
      join(folder, 'sw.js'),
      worker.replaceAll(script, 'index-newer').replace(/[0-9a-f]{12}/, 'f00df00df00d'),
    );
  };

  it('has a name and icons of the sizes it names', async () => {
    const manifest = (await (await fetch(`${service.url}/manifest.webmanifest`)).json()) as {
      name: string;
      icons: { src: string; sizes: string }[];
    };
    expect(manifest.name).toContain(zhCN.product.name);
    expect(manifest.icons.length).toBeGreaterThan(1);
    for (const { src, sizes } of manifest.icons) {
      const icon = await fetch(service.url + src);
      const { width, height } = await sharp(Buffer.from(await icon.arrayBuffer())).metadata();
      expect(`${width}x${height}`).toBe(sizes);
    }
  });

  it('keeps the page and its hashed files, and no answer of the API', async () => {
    const { page, close, faults } = await open('/mine');
    await page.getByText(zhCN.mine.noReports).waitFor();
    const kept = await keptPaths(page);
    expect(kept).toContain('/');
    expect(kept.some((path) => /^\/assets\/report-page-.*\.js$/.test(path))).toBe(true);
    expect(kept.filter((path) => /^\/(api|internal|photos)\//.test(path))).toEqual([]);
    await page.context().setOffline(true);
    await page.goto(`${service.url}/mine`);
    await page.getByRole('heading', { name: zhCN.mine.title, exact: true }).waitFor();
    await page.getByText(zhCN.problem.network).first().waitFor();
    expect(faults).toEqual([]);
    await close();
  });

  it('tells an open page that there is a newer version, and opens with it', async () => {
    const { page, close, picture } = await open('/report');
    expect(await page.getByText(zhCN.offline.newVersion).count()).toBe(0);
    release();
    await page.evaluate('navigator.serviceWorker.getRegistration().then((one) => one.update()).then(() => null)');
    await page.getByText(zhCN.offline.newVersion).waitFor();
    await picture('new-version');
    await page.getByRole('button', { name: zhCN.common.reload }).click();
    await page.locator('script[src*="index-newer"]').waitFor({ state: 'attached' });
    await page.getByRole('heading', { name: zhCN.report.title }).waitFor();
    expect(await page.getByText(zhCN.offline.newVersion).count()).toBe(0);
    expect(await page.evaluate('caches.keys()')).toEqual(['greensleeve-shell-f00df00df00d']);
    await close();
  });
});
