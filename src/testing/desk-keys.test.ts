import { existsSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { en } from '../web/locales/en.ts';
import { zhCN } from '../web/locales/zh-CN.ts';
import { chromiumPath, phone, scrollsSideways, seriousFaults } from './browser.ts';
import { type Interface, lastItem, openInterface, saved, waiting } from './interface.ts';

/** Notes in the page how long it takes from a key to the next photograph in sight, in ms. */
const stopwatch = `(() => {
  window.waits = [];
  let pressed = null;
  const hrefOf = () => document.querySelector('[data-visible=true] image')?.getAttribute('href') ?? null;
  let shown = hrefOf();
  window.addEventListener('keydown', () => { pressed = performance.now(); }, { capture: true });
  new MutationObserver(() => {
    const href = hrefOf();
    if (href === null || href === shown) return;
    shown = href;
    const from = pressed;
    pressed = null;
    if (from !== null) requestAnimationFrame(() => window.waits.push(performance.now() - from));
  }).observe(document.body, { subtree: true, childList: true, attributes: true });
})()`;

describe.skipIf(!existsSync(chromiumPath))('the desk by keys alone (skipped without Debian’s chromium)', () => {
  let site: Interface;
  beforeAll(async () => {
    site = await openInterface();
  }, 180_000);
  afterAll(() => site?.close());
  afterEach(async () => {
    expect(await site.closePages()).toEqual([]);
  });

  it('reviews 30 findings without a mouse, with slips undone and given again', async () => {
    const { estateId, counts } = await site.estateWith(30);
    const { page, client } = await site.reviewerAt(estateId);
    await page.evaluate(stopwatch);
    const press = async (key: string): Promise<void> => {
      await page.locator('[data-ready=true]').waitFor();
      await page.keyboard.press(key);
    };
    for (let done = 0; done < 30; done += 1) {
      await press(['1', 'f', '5', 'u', 'n'][done % 5] ?? '');
      if (done % 10 !== 3) continue;
      await lastItem(page).getByText(zhCN.judgement.unclear, { exact: true }).first().waitFor();
      await press('z');
      await press('z');
      await press('x');
      await press('x');
      await lastItem(page).getByText(zhCN.judgement.unclear, { exact: true }).first().waitFor();
    }
    await page.getByText(zhCN.review.emptyTitle).waitFor();
    await saved(page);
    const waits = (await page.evaluate<number[]>('window.waits')).sort((a, b) => a - b);
    const at = (share: number) => Math.round(waits[Math.floor(share * (waits.length - 1))] ?? 0);
    console.info(`next photograph after ${at(0.5)} ms (median), ${at(0.95)} ms (19 in 20), of ${waits.length}`);
    const six = { open: 0, misplaced: 12, fits: 6, unclear: 6, noWaste: 6, violations: 12 };
    expect(await counts(client)).toMatchObject(six);
  }, 90_000);

  it('lets keys be changed, names a clash, keeps them and gives the usual ones back', async () => {
    const { estateId } = await site.estateWith(3);
    const { page, picture } = await site.reviewerAt(estateId);
    await page.keyboard.press('k');
    const sheet = page.getByRole('dialog');
    const change = (name: string, key: string) =>
      sheet.getByRole('button', { name: zhCN.keys.change.replace('{{name}}', name).replace('{{key}}', key) });
    const fits = zhCN.judgement.fits;
    await change(fits, 'F').click();
    await page.keyboard.press('j');
    await change(fits, 'J').waitFor();
    await change(zhCN.judgement.unclear, 'U').click();
    await page.keyboard.press('n');
    await sheet
      .getByText(zhCN.keys.clash.replace('{{key}}', 'N').replace('{{other}}', zhCN.judgement.no_waste))
      .waitFor();
    await picture('review-keys');
    expect(await seriousFaults(page)).toEqual([]);
    await sheet.getByRole('button', { name: zhCN.keys.done }).click();
    await sheet.waitFor({ state: 'hidden' });
    await page.reload();
    await page.locator('[data-ready=true]').waitFor();
    await page.keyboard.press('f');
    await page.keyboard.press('j');
    await waiting(page, 2);
    await lastItem(page).getByText(fits, { exact: true }).first().waitFor();
    await page.keyboard.press('k');
    await sheet.getByRole('button', { name: zhCN.keys.reset }).click();
    await change(fits, 'F').waitFor();
  });

  it('zooms and moves the photograph, and begins anew with the next', async () => {
    const { estateId } = await site.estateWith(2);
    const { page, picture } = await site.reviewerAt(estateId);
    const scale = (): Promise<number> =>
      page.evaluate<number>(`(() => {
        const picture = document.querySelector('[data-visible=true] svg');
        return picture.getBoundingClientRect().width / picture.clientWidth;
      })()`);
    expect(await scale()).toBeCloseTo(1, 1);
    await page.keyboard.press('q');
    await page.keyboard.press('q');
    await expect.poll(scale).toBeGreaterThan(1.5);
    await picture('review-zoomed');
    await page.keyboard.press('u');
    await waiting(page, 1);
    await expect.poll(scale).toBeCloseTo(1, 1);
  });

  it('has no serious fault for people with disabilities and fits a phone, in both languages', async () => {
    const { estateId } = await site.estateWith(2);
    for (const viewport of [undefined, phone]) {
      const { page, picture } = await site.reviewerAt(estateId, viewport);
      for (const language of [zhCN, en]) {
        await page.getByText(language.review.otherwise).first().waitFor({ state: 'attached' });
        expect(await seriousFaults(page)).toEqual([]);
        expect(await scrollsSideways(page)).toBe(false);
        await picture(`${viewport ? 'phone' : 'desk'}-review-${language === en ? 'en' : 'zh'}`);
        await page.getByRole('button', { name: language.language.switchTo }).click();
      }
      site.advance(16 * 60_000);
    }
  });
});
