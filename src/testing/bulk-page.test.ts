import { existsSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { en } from '../web/locales/en.ts';
import { zhCN } from '../web/locales/zh-CN.ts';
import { chromiumPath, phone, scrollsSideways, seriousFaults } from './browser.ts';
import { type Interface, openInterface, saved, signIn, waiting } from './interface.ts';
import { waitFor } from './wait.ts';

const hasSeed = (text: string | null): number => Number(/\d+/.exec(text ?? '')?.[0] ?? Number.NaN);

describe.skipIf(!existsSync(chromiumPath))(
  'several items at once in a browser (skipped without Debian’s chromium)',
  () => {
    let site: Interface;
    beforeAll(async () => {
      site = await openInterface();
    }, 180_000);
    afterAll(() => site?.close());
    afterEach(async () => {
      expect(await site.closePages()).toEqual([]);
    });

    it('are rejected after one of them, and taken back together', async () => {
      const { estateId, counts } = await site.estateWith(9);
      const { page, client, picture } = await site.reviewerAt(estateId);
      await page.keyboard.press('f');
      await saved(page);
      await page.getByRole('button', { name: zhCN.bulk.open }).click();
      const sheet = page.getByRole('dialog');
      // Three are on the desk, of nine.
      await waitFor(async () => (await sheet.getByRole('checkbox').count()) === 5);
      await sheet.getByRole('button', { name: zhCN.bulk.all }).click();
      await page.waitForLoadState('networkidle');
      await picture('bulk-sheet');
      expect(await seriousFaults(page)).toEqual([]);
      await page.keyboard.press('n');
      await sheet.getByRole('button', { name: /都判为“投对”（5）/ }).click();
      const done = sheet.getByText(/已判定 \d+ 条，其余会单独出现。/);
      await done.waitFor();
      const recorded = hasSeed(await done.textContent());
      expect(await counts(client)).toMatchObject({ fits: 1 + recorded, noWaste: 0, open: 8 - recorded });
      await picture('bulk-done');
      if (recorded > 0) {
        await sheet.getByRole('button', { name: zhCN.bulk.undo }).click();
        await sheet.getByText(zhCN.bulk.undone.replace('{{count}}', String(recorded))).waitFor();
      }
      expect(await counts(client)).toMatchObject({ fits: 1, open: 8 });
      await sheet.locator('footer, .ant-modal-footer').getByRole('button', { name: zhCN.bulk.close }).click();
      await waiting(page, 8);
    });

    it('fit a phone', async () => {
      const { estateId } = await site.estateWith(6);
      const { page, picture } = await site.reviewerAt(estateId, phone);
      await page.keyboard.press('n');
      await saved(page);
      await page.getByRole('button', { name: zhCN.bulk.open }).click();
      await waitFor(async () => (await page.getByRole('dialog').getByRole('checkbox').count()) === 2);
      await page.waitForLoadState('networkidle');
      expect(await scrollsSideways(page)).toBe(false);
      await picture('phone-bulk-sheet');
    });

    it('agreement of two people is counted on a page of its own, for those who oversee', async () => {
      const { estateId } = await site.estateWith(1);
      const secretary = await site.addPerson('secretary', estateId);
      const { page, picture } = await site.open('/second-looks', phone);
      await signIn(page, secretary.username);
      for (const language of [zhCN, en]) {
        await page.getByRole('heading', { name: language.agreement.title }).waitFor();
        await page.getByText(language.agreement.none).waitFor();
        expect(await scrollsSideways(page)).toBe(false);
        expect(await seriousFaults(page)).toEqual([]);
        await picture(`phone-agreement-${language === en ? 'en' : 'zh'}`);
        await page.getByRole('button', { name: language.language.switchTo }).click();
      }
      const reviewer = await site.addPerson('reviewer', estateId);
      const other = await site.open('/second-looks');
      await signIn(other.page, reviewer.username);
      await other.page.getByText(zhCN.page.notAllowed).waitFor();
    });
  },
);
