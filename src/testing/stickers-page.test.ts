import { existsSync, writeFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Category } from '../inference/categories.ts';
import { en } from '../web/locales/en.ts';
import { zhCN } from '../web/locales/zh-CN.ts';
import { chromiumPath, desk, phone, scrollsSideways, seriousFaults } from './browser.ts';
import { testPassword } from './community.ts';
import { type Interface, openInterface, signIn } from './interface.ts';

const bins: Category[] = ['kitchen', 'residual', 'recyclable', 'hazardous'];
/** Points in a millimetre: the size of PDF pages is told in points. */
const pointsPerMm = 72 / 25.4;

describe.skipIf(!existsSync(chromiumPath))('the stickers in a browser (skipped without Debian’s chromium)', () => {
  let site: Interface;
  beforeAll(async () => {
    site = await openInterface();
    const estateId = await site.community.addEstate('幸福苑安置小区');
    for (const name of ['东门投放点', '西门投放点', '中心花园投放点']) {
      await site.community.addStation(estateId, name, bins);
    }
    const person = { username: 'printer', name: '王管理', role: 'administrator', password: testPassword, estates: [] };
    await site.community.administrator.send('POST', '/api/v1/people', person);
  }, 180_000);
  afterAll(() => site?.close());
  afterEach(async () => {
    expect(await site.closePages()).toEqual([]);
  });

  const openStickers = async (viewport = desk) => {
    const one = await site.open('/stickers', viewport);
    await one.page.getByLabel(zhCN.signIn.username).fill('printer');
    await one.page.getByLabel(zhCN.signIn.password, { exact: true }).fill(testPassword);
    await one.page.getByRole('button', { name: zhCN.signIn.submit }).click();
    await one.page.getByText(zhCN.sticker.call).first().waitFor();
    return one;
  };
  /** Sizes in mm of everything that matches, as printed. */
  const sizesOf = (page: Page, selector: string) =>
    page.evaluate<[number, number][]>(
      `[...document.querySelectorAll('${selector}')].map((one) => { const box = one.getBoundingClientRect(); return [box.width, box.height].map((px) => Math.round((px / 96) * 254) / 10); })`,
    );
  const print = async (page: Page, name: string) => {
    const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
    writeFileSync(`test-output/pages/${name}.pdf`, pdf);
    const text = pdf.toString('latin1');
    const sizes = [...text.matchAll(/\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)/g)].map((box) => [
      Math.round(Number(box[1]) / pointsPerMm),
      Math.round(Number(box[2]) / pointsPerMm),
    ]);
    return sizes;
  };

  it('fill A4 sheets exactly, twelve or twenty-four on each, and print nothing else', async () => {
    const { page, picture } = await openStickers();
    await picture('stickers-zh');
    expect(await page.locator('li:has(svg)').count()).toBe(15);
    for (const [perSheet, height, sheets] of [
      [12, 74.2, 2],
      [24, 37.1, 1],
    ] as const) {
      await page.getByText(zhCN.sticker.each.replace('{{count}}', String(perSheet))).click();
      await page.getByRole('button', { name: zhCN.sticker.print.replace('{{count}}', String(sheets)) }).waitFor();
      await page.emulateMedia({ media: 'print' });
      expect(await sizesOf(page, '[data-per-sheet]')).toEqual(Array(sheets).fill([210, 297]));
      expect(new Set((await sizesOf(page, '[data-per-sheet] > li')).map(String))).toEqual(new Set([`70,${height}`]));
      for (const [width] of await sizesOf(page, '.ant-qrcode svg')) expect(width).toBeGreaterThanOrEqual(24);
      expect(await page.getByRole('button').filter({ visible: true }).count()).toBe(0);
      expect(await print(page, `stickers-${perSheet}`)).toEqual(Array(sheets).fill([210, 297]));
      await page.emulateMedia({ media: null });
    }
    await picture('stickers-24-zh');
  });

  it('can be chosen by station, warn of an address that phones can’t open, and are renewed', async () => {
    const { page } = await openStickers();
    await page.getByText(zhCN.sticker.local).waitFor();
    await page.getByLabel(zhCN.sticker.address).fill('https://lvxiu.example.cn/');
    await page.getByText(zhCN.sticker.local).waitFor({ state: 'detached' });
    await page.getByLabel(zhCN.sticker.wholeStations).uncheck();
    await page.getByRole('button', { name: zhCN.sticker.print.replace('{{count}}', '1') }).waitFor();
    expect(await page.locator('[data-per-sheet] > li').count()).toBe(12);
    const renew = page.getByRole('button', { name: /^作废标签/ }).first();
    const before = await renew.getAttribute('aria-label');
    await renew.click();
    await page.getByRole('button', { name: /OK|确定/ }).click();
    await page.getByRole('button', { name: before ?? '' }).waitFor({ state: 'detached' });
    expect(await page.locator('[data-per-sheet] > li').count()).toBe(12);
  });

  it.each([
    ['desk', desk],
    ['phone', phone],
  ])('stand on a %s without a serious fault for people with disabilities', async (name, viewport) => {
    const { page, picture } = await openStickers(viewport);
    for (const language of [zhCN, en]) {
      await page.getByRole('heading', { name: language.sticker.title }).waitFor();
      expect(await scrollsSideways(page)).toBe(false);
      expect(await seriousFaults(page)).toEqual([]);
      await picture(`stickers-${name}-${language === en ? 'en' : 'zh'}`);
      await page.getByRole('button', { name: language.language.switchTo }).click();
    }
  });

  it('are not for volunteers', async () => {
    const { username } = await site.addPerson('volunteer');
    const { page } = await site.open('/stickers', phone);
    await signIn(page, username);
    await page.getByText(zhCN.page.notAllowed).waitFor();
  });
});
