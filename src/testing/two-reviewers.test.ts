import { existsSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { zhCN } from '../web/locales/zh-CN.ts';
import { chromiumPath } from './browser.ts';
import { type Interface, openInterface, saved } from './interface.ts';

const items = 14;

/** Judges what comes until nothing is left; gives the pictures that were shown, in their order. */
async function reviewAll(page: Page): Promise<string[]> {
  const shown: string[] = [];
  const empty = page.getByText(new RegExp(`${zhCN.review.emptyTitle}|${zhCN.review.elsewhereTitle}`));
  for (;;) {
    await page.locator('[data-ready=true]').or(empty).first().waitFor();
    if (await empty.isVisible()) return shown;
    const href = await page.locator('[data-visible=true] image').getAttribute('href');
    // The part before the dot names the photograph; the rest is signed for the person.
    shown.push(href?.split('/').at(-1)?.split('.')[0] ?? '');
    await page.keyboard.press('f');
    await page.waitForFunction(
      `document.querySelector('[data-visible=true] image')?.getAttribute('href') !== ${JSON.stringify(href)}`,
    );
  }
}

describe.skipIf(!existsSync(chromiumPath))('two reviewers at once (skipped without Debian’s chromium)', () => {
  let site: Interface;
  beforeAll(async () => {
    site = await openInterface();
  }, 180_000);
  afterAll(() => site?.close());
  afterEach(async () => {
    expect(await site.closePages()).toEqual([]);
  });

  it('never have the same item before them, and together judge all of them once', async () => {
    const { estateId, counts } = await site.estateWith(items);
    const one = await site.reviewerAt(estateId);
    const two = await site.reviewerAt(estateId);
    const [first, second] = await Promise.all([reviewAll(one.page), reviewAll(two.page)]);
    await Promise.all([saved(one.page), saved(two.page)]);
    expect(first.length).toBeGreaterThan(0);
    expect(second.length).toBeGreaterThan(0);
    const all = [...first, ...second];
    expect(new Set(all).size).toBe(all.length);
    expect(await counts(one.client)).toMatchObject({ open: 0, fits: items });
    for (const { page } of [one, two]) {
      expect(await page.getByRole('button', { name: zhCN.common.dismiss }).count()).toBe(0);
    }
  }, 60_000);
});
