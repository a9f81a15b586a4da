import { existsSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { zhCN } from '../web/locales/zh-CN.ts';
import { chromiumPath } from './browser.ts';
import { type Interface, openInterface, saved, signIn, waiting } from './interface.ts';
import { waitFor } from './wait.ts';

describe.skipIf(!existsSync(chromiumPath))('live events in a browser (skipped without Debian’s chromium)', () => {
  let site: Interface;
  beforeAll(async () => {
    site = await openInterface();
  }, 180_000);
  afterAll(() => site?.close());
  afterEach(async () => {
    expect(await site.closePages()).toEqual([]);
  });

  it('bring another person’s verdict into view without reloading', async () => {
    const { estateId } = await site.estateWith(2);
    const viewer = await site.addPerson('viewer', estateId);
    const watching = await site.open('/counts');
    await signIn(watching.page, viewer.username);
    const open = watching.page.getByRole('row', { name: /投放点/ }).last();
    await open.waitFor();
    const before = await open.textContent();
    const { page } = await site.reviewerAt(estateId);
    await page.keyboard.press('1');
    await saved(page);
    // Without an event the counts would be asked for after a minute.
    await waitFor(async () => (await open.textContent()) !== before, { timeoutMs: 12_000, everyMs: 200 });
  });

  it('keep the number of waiting items right on two desks', async () => {
    const { estateId, add } = await site.estateWith(4);
    const first = await site.reviewerAt(estateId);
    await waiting(first.page, 4);
    const second = await site.reviewerAt(estateId);
    await waiting(second.page, 4);
    await first.page.keyboard.press('f');
    await waiting(second.page, 3);
    await add(4);
    await waiting(first.page, 4);
    await waiting(second.page, 4);
  });

  it('end with the session on another page of the same person', async () => {
    const { estateId } = await site.estateWith(1);
    const { page } = await site.reviewerAt(estateId);
    const other = await page.context().newPage();
    await other.goto(page.url());
    await other.evaluate("fetch('/api/v1/session', { method: 'DELETE' })");
    await page.getByRole('button', { name: zhCN.signIn.submit }).waitFor();
  });
});
