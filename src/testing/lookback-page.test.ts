import { existsSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { en } from '../web/locales/en.ts';
import { zhCN } from '../web/locales/zh-CN.ts';
import { chromiumPath, phone, scrollsSideways, seriousFaults } from './browser.ts';
import { goTo, type Interface, openInterface, saved } from './interface.ts';

describe.skipIf(!existsSync(chromiumPath))('looking back in a browser (skipped without Debian’s chromium)', () => {
  let site: Interface;
  beforeAll(async () => {
    site = await openInterface();
  }, 180_000);
  afterAll(() => site?.close());
  afterEach(async () => {
    expect(await site.closePages()).toEqual([]);
  });

  /** A reviewer with three verdicts: misplaced, fits, unclear. */
  async function judged(viewport?: typeof phone) {
    const { estateId } = await site.estateWith(3);
    const one = await site.reviewerAt(estateId, viewport);
    for (const key of ['1', 'f', 'u']) {
      await one.page.locator('[data-ready=true]').waitFor();
      await one.page.keyboard.press(key);
    }
    await one.page.getByText(zhCN.review.emptyTitle).waitFor();
    await saved(one.page);
    return one;
  }

  it('finds verdicts by filters that stay in the address, through back, reload and a shared link', async () => {
    const { page, picture } = await judged();
    await goTo(page, zhCN.nav.lookback);
    const cards = page.getByRole('main').getByRole('listitem');
    await page.getByText(zhCN.lookback.total.replace('{{count}}', '3')).waitFor();
    expect(await cards.count()).toBe(3);
    await picture('lookback');
    await page.getByLabel(zhCN.lookback.judgement).click();
    await page.getByTitle(zhCN.judgement.fits, { exact: true }).click();
    await page.getByText(zhCN.lookback.total.replace('{{count}}', '1')).waitFor();
    expect(page.url()).toContain('judgement=fits');
    await page.reload();
    await page.getByText(zhCN.lookback.total.replace('{{count}}', '1')).waitFor();
    await page.getByLabel(zhCN.lookback.scoreFrom).fill('100');
    await page.keyboard.press('Tab');
    await page.getByText(zhCN.lookback.none).waitFor();
    await picture('lookback-none');
    await page.goBack();
    await page.getByText(zhCN.lookback.total.replace('{{count}}', '1')).waitFor();
    await page.goBack();
    await page.getByText(zhCN.lookback.total.replace('{{count}}', '3')).waitFor();
  });

  it('opens details by key, goes back by the back button, and undoes', async () => {
    const { page, picture } = await judged();
    await page.goto(new URL('/lookback?judgement=misplaced', page.url()).href);
    const card = page.getByRole('link', { name: /投错，实为可回收物/ });
    await card.focus();
    await page.keyboard.press('Enter');
    const drawer = page.getByRole('dialog');
    await drawer.getByText(zhCN.last.model).waitFor();
    await drawer.getByText(/已记入 \d{4}-\d{2} 台账/).waitFor();
    await page.waitForLoadState('networkidle');
    await picture('lookback-details');
    expect(await seriousFaults(page)).toEqual([]);
    await page.goBack();
    await drawer.waitFor({ state: 'detached' });
    await page.goForward();
    await drawer.getByRole('button', { name: zhCN.last.undo }).click();
    await page.getByRole('tooltip').getByRole('button', { name: zhCN.last.undo, exact: true }).click();
    await drawer.getByText(zhCN.lookback.openAgain).waitFor();
    expect(await drawer.getByText(zhCN.last.score).count()).toBe(0);
    await page.keyboard.press('Escape');
    await page.getByText(zhCN.lookback.none).waitFor();
  });

  it('fits a phone in both languages', async () => {
    const { page, picture } = await judged(phone);
    await page.goto(new URL('/lookback', page.url()).href);
    for (const language of [zhCN, en]) {
      await page.getByText(language.lookback.total.replace('{{count}}', '3')).waitFor();
      await page.waitForLoadState('networkidle');
      expect(await scrollsSideways(page)).toBe(false);
      expect(await seriousFaults(page)).toEqual([]);
      const name = language === en ? 'en' : 'zh';
      await picture(`phone-lookback-${name}`);
      await page.getByRole('button', { name: language.lookback.filters }).click();
      await picture(`phone-lookback-filters-${name}`);
      await page.getByRole('button', { name: language.lookback.filters }).click();
      await page.getByRole('listitem').first().getByRole('link').click();
      await page.getByRole('dialog').getByText(language.lookback.history).first().waitFor();
      await page.waitForLoadState('networkidle');
      expect(await scrollsSideways(page)).toBe(false);
      await picture(`phone-lookback-details-${name}`);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await page.getByRole('button', { name: language.language.switchTo }).click();
    }
  });
});
