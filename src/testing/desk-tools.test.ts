import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { JudgedList } from '../findings/lookback.schemas.ts';
import { en } from '../web/locales/en.ts';
import { zhCN } from '../web/locales/zh-CN.ts';
import { chromiumPath, phone, scrollsSideways, seriousFaults } from './browser.ts';
import { type Interface, lastItem, openInterface, saved, signIn, waiting } from './interface.ts';

describe.skipIf(!existsSync(chromiumPath))('the desk’s tools in a browser (skipped without Debian’s chromium)', () => {
  let site: Interface;
  beforeAll(async () => {
    site = await openInterface();
  }, 180_000);
  afterAll(() => site?.close());
  afterEach(async () => {
    expect(await site.closePages()).toEqual([]);
  });

  it('gives a verdict with further categories, an item and a note', async () => {
    const { estateId } = await site.estateWith(2);
    const { page, picture } = await site.reviewerAt(estateId);
    await page.keyboard.press('d');
    const sheet = page.getByRole('dialog');
    await sheet.getByRole('radio', { name: /可回收物/ }).check();
    await sheet.getByRole('checkbox', { name: '其他垃圾' }).check();
    await sheet.getByRole('combobox').fill('电池');
    await page.keyboard.press('Enter');
    await sheet.getByRole('textbox', { name: zhCN.details.note }).fill('袋口敞开');
    expect(await seriousFaults(page)).toEqual([]);
    await picture('desk-details');
    await sheet.getByRole('button', { name: zhCN.details.give }).click();
    await waiting(page, 1);
    await saved(page);
    await lastItem(page).getByText('投错，实为可回收物').waitFor();
    await lastItem(page).getByText(zhCN.details.furtherIs.replace('{{names}}', '其他垃圾')).waitFor();
    await lastItem(page).getByText(zhCN.details.noteIs.replace('{{note}}', '袋口敞开')).waitFor();
    await picture('desk-details-given');
  });

  it('hides a photograph, also from the desk of somebody else, until a secretary shows it again', async () => {
    const { estateId } = await site.estateWith(2);
    const { page, picture } = await site.reviewerAt(estateId);
    await page.keyboard.press('h');
    const sheet = page.getByRole('dialog');
    await sheet.getByRole('radio', { name: zhCN.hiding.reasons.personal_data }).check();
    expect(await seriousFaults(page)).toEqual([]);
    await picture('desk-hiding');
    await sheet.getByRole('button', { name: zhCN.hiding.hide }).click();
    await waiting(page, 1);
    const secretary = await site.addPerson('secretary', estateId);
    for (const viewport of [undefined, phone]) {
      const { page: list, picture: listPicture } = await site.open('/hidden-photos', viewport);
      await signIn(list, secretary.username);
      for (const words of [zhCN, en]) {
        await list.getByText(words.hiding.reasons.personal_data).waitFor();
        expect(await seriousFaults(list)).toEqual([]);
        expect(await scrollsSideways(list)).toBe(false);
        await listPicture(`${viewport ? 'phone' : 'desk'}-hidden-photos-${words === en ? 'en' : 'zh'}`);
        await list.getByRole('button', { name: words.language.switchTo }).click();
      }
      if (!viewport) continue;
      await list.getByRole('button', { name: zhCN.hiddenPhotos.lift }).click();
      await list.getByLabel(zhCN.hiddenPhotos.why).fill('核对过');
      await list.getByRole('button', { name: zhCN.hiddenPhotos.lift }).click();
      await list.getByText(/核对过/).waitFor();
    }
    await waiting(page, 2);
  });

  it('says whose a misplacement is by pinyin and keys alone, and that it can’t be told', async () => {
    const { estateId } = await site.estateWith(3);
    const db = new Database(join(site.dataDir, 'greensleeve.db'));
    db.exec(`INSERT INTO building (id, estate_id, name) VALUES (1, ${estateId}, '3号楼');
      INSERT INTO unit (id, building_id, name) VALUES (1, 1, '2单元');
      INSERT INTO household (id, unit_id, room) VALUES (1, 1, '501'), (2, 1, '502');`);
    db.close();
    const { page, client, picture } = await site.reviewerAt(estateId);
    await page.keyboard.press('1');
    await saved(page);
    await page.keyboard.press('g');
    const sheet = page.getByRole('dialog');
    await sheet.getByRole('combobox').fill('xq 3-2-502');
    await page
      .getByText(/3号楼 2单元 502/)
      .last()
      .waitFor();
    await page.keyboard.press('Enter');
    await sheet.getByRole('radio', { name: zhCN.attributing.bases.witness }).focus();
    await page.keyboard.press('Space');
    await sheet.getByLabel(zhCN.attributing.detail).fill('王阿姨值守');
    expect(await seriousFaults(page)).toEqual([]);
    await picture('desk-attribution');
    await sheet.getByRole('button', { name: zhCN.attributing.say, exact: true }).click();
    await sheet.waitFor({ state: 'hidden' });
    await page.keyboard.press('g');
    await sheet.getByText(/3号楼 2单元 502/).waitFor();
    await picture('desk-attributed');
    await sheet.getByRole('button', { name: zhCN.attributing.withdraw }).click();
    await sheet.getByText(/3号楼 2单元 502/).waitFor({ state: 'detached' });
    await sheet.getByRole('button', { name: zhCN.attributing.unknown }).click();
    await sheet.waitFor({ state: 'hidden' });
    const { items } = (await client.get<JudgedList>('/api/v1/findings')).body;
    const path = `/api/v1/findings/${items[0]?.id}/attribution`;
    expect((await client.get(path)).body).toMatchObject({ attribution: { kind: 'unknown' } });
  });

  it('shows what was photographed before and after, marks a duplicate and takes that back, on a desk and a phone', async () => {
    const { estateId } = await site.estateWith(3);
    for (const viewport of [undefined, phone]) {
      const { page, picture } = await site.reviewerAt(estateId, viewport);
      if (viewport) await page.getByRole('button', { name: zhCN.tools.strip }).click();
      else await page.keyboard.press('s');
      const sheet = page.getByRole('dialog');
      await sheet.getByRole('button', { name: zhCN.strip.duplicate }).first().click();
      await sheet.getByText(zhCN.strip.isDuplicate).waitFor();
      await page.waitForLoadState('networkidle');
      await picture(`${viewport ? 'phone' : 'desk'}-film-strip`);
      expect(await seriousFaults(page)).toEqual([]);
      expect(await scrollsSideways(page)).toBe(false);
      await sheet.getByRole('button', { name: zhCN.strip.undo }).click();
      await sheet.getByText(zhCN.strip.isDuplicate).waitFor({ state: 'detached' });
      site.advance(16 * 60_000);
    }
  });
});
