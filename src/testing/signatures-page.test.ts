import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { JudgedList } from '../findings/lookback.schemas.ts';
import { en } from '../web/locales/en.ts';
import { zhCN } from '../web/locales/zh-CN.ts';
import { chromiumPath, phone, scrollsSideways, seriousFaults } from './browser.ts';
import { type Interface, openInterface, saved, signIn } from './interface.ts';

describe.skipIf(!existsSync(chromiumPath))('signing in a browser (skipped without Debian’s chromium)', () => {
  let site: Interface;
  beforeAll(async () => {
    site = await openInterface();
  }, 180_000);
  afterAll(() => site?.close());
  afterEach(async () => {
    expect(await site.closePages()).toEqual([]);
  });

  let homes = 0;
  function addHome(estateId: number): number {
    homes += 1;
    const db = new Database(join(site.dataDir, 'greensleeve.db'));
    db.exec(`INSERT INTO building (id, estate_id, name) VALUES (${homes}, ${estateId}, '${homes}号楼');
      INSERT INTO unit (id, building_id, name) VALUES (${homes}, ${homes}, '2单元');
      INSERT INTO household (id, unit_id, room) VALUES (${homes}, ${homes}, '501');`);
    db.close();
    return homes;
  }

  /** Cases judged misplaced, attributed to a household, and somebody to sign them before the page. */
  async function attributed(count: number, viewport?: typeof phone) {
    const { estateId } = await site.estateWith(count);
    const household = addHome(estateId);
    const reviewer = await site.reviewerAt(estateId);
    for (let done = 0; done < count; done += 1) {
      await reviewer.page.locator('[data-ready=true]').waitFor();
      await reviewer.page.keyboard.press('1');
    }
    await reviewer.page.getByText(zhCN.review.emptyTitle).waitFor();
    await saved(reviewer.page);
    const { items } = (await reviewer.client.get<JudgedList>('/api/v1/findings')).body;
    const attribute = (id: string) =>
      reviewer.client.send('PUT', `/api/v1/findings/${id}/attribution`, {
        replaces: null,
        target: { kind: 'household', id: household, basis: 'bag_number', detail: '袋号 A-1207' },
      });
    for (const { id } of items.slice(1)) expect((await attribute(id)).status).toBe(200);
    const secretary = await site.addPerson('secretary', estateId);
    const one = await site.open('/signatures', viewport);
    await signIn(one.page, secretary.username);
    return { ...one, attributeLast: () => attribute(items[0]?.id ?? '') };
  }

  it('signs, refuses with a reason, takes back, and shows what comes meanwhile', async () => {
    const { page, picture, attributeLast } = await attributed(3);
    await page.getByText(zhCN.signing.waiting.replace('{{count}}', '2')).waitFor();
    await page.waitForLoadState('load');
    await picture('signatures');
    expect(await seriousFaults(page)).toEqual([]);
    await attributeLast();
    await page.getByText(zhCN.signing.waiting.replace('{{count}}', '3')).waitFor();
    await page.getByRole('button', { name: zhCN.signing.sign }).first().click();
    await page.getByText(zhCN.signing.waiting.replace('{{count}}', '2')).waitFor();
    await page.getByRole('button', { name: zhCN.signing.refuse }).first().click();
    await page.getByRole('button', { name: zhCN.signing.refuse }).first().click();
    await page.getByText(zhCN.signing.reasonMissing).waitFor();
    await page.getByLabel(zhCN.signing.reason).fill('袋号看不清');
    await picture('signatures-refuse');
    await page.getByRole('button', { name: zhCN.signing.refuse }).first().click();
    await page.getByText(zhCN.signing.waiting.replace('{{count}}', '1')).waitFor();
    await page.getByText('袋号看不清').waitFor();
    await page.getByRole('button', { name: zhCN.signing.takeBack }).first().click();
    await page.getByRole('tooltip').getByRole('button', { name: zhCN.signing.takeBack }).click();
    await page.getByText(zhCN.signing.waiting.replace('{{count}}', '2')).waitFor();
    await page.getByText(zhCN.signing.takenBack).waitFor();
  });

  it('fits a phone in both languages', async () => {
    const { page, picture } = await attributed(2, phone);
    for (const language of [zhCN, en]) {
      await page.getByText(language.signing.waiting.replace('{{count}}', '1')).waitFor();
      await page.waitForLoadState('load');
      expect(await scrollsSideways(page)).toBe(false);
      expect(await seriousFaults(page)).toEqual([]);
      await picture(`phone-signatures-${language === en ? 'en' : 'zh'}`);
      await page.getByRole('button', { name: language.language.switchTo }).click();
    }
  });
});
