import { existsSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { en } from '../web/locales/en.ts';
import { zhCN } from '../web/locales/zh-CN.ts';
import { chromiumPath, phone, scrollsSideways, seriousFaults } from './browser.ts';
import { goTo, type Interface, openInterface, saved, signIn } from './interface.ts';

describe.skipIf(!existsSync(chromiumPath))('the pages in a browser (skipped without Debian’s chromium)', () => {
  let site: Interface;
  beforeAll(async () => {
    site = await openInterface();
  }, 180_000);
  afterAll(() => site?.close());
  afterEach(async () => {
    expect(await site.closePages()).toEqual([]);
  });

  it('greets in Chinese, says why a sign-in failed, and keeps English once chosen', async () => {
    const { username } = await site.addPerson('reviewer');
    const { page, picture } = await site.open('/');
    await page.getByRole('button', { name: zhCN.signIn.submit }).waitFor();
    expect(await page.title()).toBe(`${zhCN.signIn.title} · ${zhCN.product.full}`);
    await picture('sign-in');
    await page.getByLabel(zhCN.signIn.username).fill(username);
    await page.getByLabel(zhCN.signIn.password, { exact: true }).fill('not the password');
    await page.keyboard.press('Enter');
    await page.getByText(zhCN.problem.wrong_credentials).waitFor();

    await page.getByRole('button', { name: zhCN.language.switchTo }).click();
    await page.reload();
    await page.getByRole('button', { name: en.signIn.submit }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect(await page.title()).toBe(`${en.signIn.title} · ${en.product.full}`);
  });

  it('fits a phone: no page scrolls sideways, and every verdict is in reach of the thumb', async () => {
    const { estateId } = await site.estateWith(2);
    const { page, picture } = await site.reviewerAt(estateId, phone);
    await page.keyboard.press('1');
    await saved(page);
    for (const language of [zhCN, en]) {
      for (const judgement of ['fits', 'unclear', 'no_waste'] as const) {
        const name = language.judgement[judgement];
        const box = await page.getByRole('button', { name, exact: true }).boundingBox();
        expect(box && box.y + box.height, name).toBeLessThan(phone.height);
        expect(box?.height, name).toBeGreaterThanOrEqual(44);
      }
      expect(await scrollsSideways(page)).toBe(false);
      await picture(`phone-review-${language === en ? 'en' : 'zh'}`);
      await goTo(page, language.nav.counts);
      await page.getByRole('heading', { name: language.counts.title }).waitFor();
      await page.getByText(language.counts.notMeasuredWhy).waitFor();
      expect(await scrollsSideways(page)).toBe(false);
      await picture(`phone-counts-${language === en ? 'en' : 'zh'}`);
      await goTo(page, language.nav.review);
      await page.getByRole('button', { name: language.language.switchTo }).click();
    }
  });

  it('shows a month’s counts by station, found by name', async () => {
    const { estateId } = await site.estateWith(2);
    const { page, picture } = await site.reviewerAt(estateId);
    await page.keyboard.press('1');
    await saved(page);
    await goTo(page, zhCN.nav.counts);
    const row = page.getByRole('row', { name: /投放点/ }).last();
    await row.getByRole('cell').last().getByText('1').waitFor();
    await page.getByText(zhCN.counts.truth).waitFor();
    await picture('counts');
    await row.getByRole('link').click();
    await page.getByRole('heading', { level: 1, name: /投放点/ }).waitFor();
    await page.getByText(zhCN.station.none).waitFor();
    expect(
      await page
        .getByRole('row', { name: new RegExp(`^${zhCN.station.confirmed}`) })
        .getByRole('cell')
        .first()
        .textContent(),
    ).toBe('1');
    expect(await seriousFaults(page)).toEqual([]);
    await picture('station');
    await page.goBack();
    await row.waitFor();
    await page.getByLabel(zhCN.counts.search).fill('no such place');
    await page.getByText(zhCN.counts.none, { exact: true }).waitFor();
    await page.getByRole('button', { name: zhCN.counts.previous }).click();
    await page.waitForURL(/month=/);
  });

  it('says at the top which camera’s pictures can’t be used, and that it has recovered once they can', async () => {
    const { estateId, darkEvening, add } = await site.estateWith(0);
    await darkEvening();
    await add(0);
    const { page, picture } = await site.reviewerAt(estateId, phone);
    const notices = page.getByRole('status', { name: zhCN.camera.notices });
    await notices.getByText(/投放点\d+从.*18:05起画面太暗/).waitFor();
    expect(await scrollsSideways(page)).toBe(false);
    await picture('camera-notice');
    await page.getByRole('button', { name: zhCN.language.switchTo }).click();
    await page.getByText(/too dark to judge since .*18:05/).waitFor();
    await add(1);
    await add(2);
    await page.reload();
    await page.locator('[data-ready=true]').waitFor();
    const lines = page.getByRole('status', { name: en.camera.notices });
    await lines.getByText(/has recovered/).waitFor();
    expect(await lines.getByText(/too dark/).count()).toBe(0);
  });

  it('opens for each role only what it may see', async () => {
    const viewer = await site.addPerson('viewer');
    const one = await site.open('/review');
    await signIn(one.page, viewer.username);
    await one.page.getByText(zhCN.page.notAllowed).waitFor();
    expect(await one.page.getByRole('link', { name: zhCN.nav.review }).count()).toBe(0);
    await one.page.getByRole('link', { name: zhCN.page.home }).click();
    await one.page.getByText(zhCN.home.toCounts).waitFor();

    const volunteer = await site.addPerson('volunteer');
    const other = await site.open('/no/such/page');
    await signIn(other.page, volunteer.username);
    await other.page.getByText(zhCN.page.notFound).waitFor();
    await other.page.getByRole('link', { name: zhCN.page.home }).click();
    await other.page.getByText(volunteer.username).first().waitFor();
    await other.page.getByRole('button', { name: new RegExp(volunteer.username) }).click();
    await other.page.getByText(zhCN.user.signOut).click();
    await other.page.getByRole('button', { name: zhCN.signIn.submit }).waitFor();
  });
});
