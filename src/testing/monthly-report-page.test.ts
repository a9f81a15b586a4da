import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Deal } from '../findings/findings.schemas.ts';
import type { MeetingPack } from '../meeting-pack/meeting-pack.schemas.ts';
import { cellText } from '../report-document/cell-text.rules.ts';
import type { ReportDocument } from '../report-document/report-document.schemas.ts';
import { en } from '../web/locales/en.ts';
import { zhCN } from '../web/locales/zh-CN.ts';
import { chromiumPath, desk, phone, scrollsSideways, seriousFaults } from './browser.ts';
import type { Client } from './client.ts';
import { type Interface, minuteMs, openInterface, signIn } from './interface.ts';

const month = (ms: number): string => new Date(ms + 8 * 60 * minuteMs).toISOString().slice(0, 7);
const dayMs = 24 * 60 * minuteMs;

describe.skipIf(!existsSync(chromiumPath))(
  'the monthly report in a browser (skipped without Debian’s chromium)',
  () => {
    let site: Interface;
    let past: string;
    let secretary: { username: string; client: Client };
    beforeAll(async () => {
      // The month ends while they stay signed in.
      site = await openInterface({ sessionHours: 2_000 });
      const { estateId } = await site.estateWith(4);
      past = month(Date.now());
      const { client } = await site.addPerson('reviewer', estateId);
      for (let given = 0; given < 4; given += 1) {
        const [item] = (await client.send<Deal>('POST', '/api/v1/review/deals', { count: 1 })).body.items;
        const verdict = { version: item?.version, judgement: 'misplaced', actual: 'residual' };
        expect((await client.send('PUT', `/api/v1/findings/${item?.id}/verdict`, verdict)).status).toBe(200);
      }
      site.advance(33 * dayMs);
      site.container.drawAudits();
      await site.container.draftReports();
      secretary = await site.addPerson('secretary');
    }, 180_000);
    afterAll(() => site?.close());
    afterEach(async () => {
      expect(await site.closePages()).toEqual([]);
    });

    const documentIn = async (language: string): Promise<ReportDocument> =>
      (await secretary.client.get<ReportDocument>(`/api/v1/months/${past}/report/document?language=${language}`)).body;
    const tablesOf = (page: Page): Promise<string[][][]> =>
      page.evaluate<string[][][]>(`[...document.querySelectorAll('table[data-table]')].map((table) =>
      [...table.rows].map((row) => [...row.cells].map((cell) => cell.textContent)))`);
    const open = async (viewport = desk) => {
      const one = await site.open(`/monthly-report?month=${past}`, viewport);
      await signIn(one.page, secretary.username);
      await one.page.getByRole('heading', { level: 1, name: /月报/ }).waitFor();
      return one;
    };

    it('shows every figure that the files have', async () => {
      const { page, picture } = await open();
      const notice = page.getByRole('status', { name: zhCN.monthly.draftNotice });
      await notice.getByRole('link', { name: zhCN.monthly.draftOpen }).waitFor();
      const written = await documentIn('zh-CN');
      const expected = written.sections
        .flatMap(({ tables }) => tables)
        .filter(({ rows }) => rows.length > 0)
        .map(({ columns, rows }) => [
          columns.map(({ label }) => label),
          ...rows.map((row) => row.map((cell) => cellText(cell, written.words.none))),
        ]);
      expect(await tablesOf(page)).toEqual(expected);
      await page.locator('figure svg').first().waitFor();
      expect(await seriousFaults(page)).toEqual([]);
      await picture('monthly-report');
      await page
        .getByRole('heading', { name: /上门指导|入户指导/ })
        .first()
        .scrollIntoViewIfNeeded();
      await picture('monthly-report-visits');
    });

    it('is whole on a phone and in English', async () => {
      const { page, picture } = await open(phone);
      await page.getByRole('button', { name: zhCN.language.switchTo }).click();
      await page.getByRole('heading', { level: 1, name: /monthly report/i }).waitFor();
      await page.getByRole('button', { name: en.monthly.print }).waitFor();
      expect(await scrollsSideways(page)).toBe(false);
      await picture('monthly-report-phone-en');
      await page.getByRole('heading', { name: /Points, lists, appeals/ }).scrollIntoViewIfNeeded();
      await picture('monthly-report-points-phone-en');
    });

    it('has a pack for the meeting: pictures of which only the bin shows, and measures', async () => {
      const halves = await Promise.all(
        [1, 2].map(async (half) => {
          const path = `/api/v1/months/${past}/halves/${half}/meeting-pack`;
          return (await secretary.client.get<MeetingPack>(path)).body;
        }),
      );
      expect(halves.reduce((sum, { cases }) => sum + cases.now, 0)).toBe(4);
      const pack = halves.find(({ cases }) => cases.now > 0);
      expect(pack?.pictures.length).toBe(pack?.cases.now);
      expect(pack?.pictures.every(({ pictureUrl }) => pictureUrl.startsWith('/api/v1/crops/'))).toBe(true);
      expect(pack?.measures[0]).toMatchObject({ code: 'guide_at_station', cases: pack?.cases.now });
      const { page, picture } = await site.open(`/meeting-pack?month=${past}&half=${pack?.half}`);
      await signIn(page, secretary.username);
      await page.getByRole('heading', { level: 1, name: /半月谈/ }).waitFor();
      await page.locator('figure img').first().waitFor();
      expect(await page.locator('figure img').count()).toBe(pack?.pictures.length);
      expect(await seriousFaults(page)).toEqual([]);
      await picture('meeting-pack');
      await page.setViewportSize(phone);
      expect(await scrollsSideways(page)).toBe(false);
      await picture('meeting-pack-phone');
    });

    it('is written into, taken along and closed by the secretary, and then stays', async () => {
      const { page, picture } = await open();
      await page.getByRole('button', { name: /^改写/ }).first().click();
      await page.getByLabel(zhCN.monthly.sentence).fill('本月样本少，下月补足。');
      await page.getByRole('button', { name: zhCN.monthly.save, exact: true }).click();
      await page.getByText('本月样本少，下月补足。').first().waitFor();
      const saved = page.waitForEvent('download');
      await page.getByRole('link', { name: zhCN.monthly.form.docx }).click();
      const file = await saved;
      expect(file.suggestedFilename()).toMatch(new RegExp(`${past}\\.docx$`));
      expect((await readFile(await file.path())).subarray(0, 2).toString()).toBe('PK');
      await page
        .getByRole('region', { name: zhCN.monthly.closing })
        .getByRole('button', { name: zhCN.monthly.close })
        .click();
      await page.getByRole('tooltip').getByRole('button', { name: zhCN.monthly.close }).click();
      await page.getByRole('region', { name: zhCN.monthly.closing }).waitFor({ state: 'detached' });
      await page.getByText('已月结').first().waitFor();
      expect(await page.getByRole('button', { name: /^改写/ }).count()).toBe(0);
      await page.emulateMedia({ media: 'print' });
      await picture('monthly-report-print');
    });
  },
);
