import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Deal } from '../findings/findings.schemas.ts';
import { openDatabase } from '../platform/db/database.ts';
import type { ReportView } from '../volunteer-reports/volunteer-reports.schemas.ts';
import { en } from '../web/locales/en.ts';
import { zhCN } from '../web/locales/zh-CN.ts';
import { chromiumPath, desk, phone, scrollsSideways, seriousFaults } from './browser.ts';
import type { Client } from './client.ts';
import { type Interface, openInterface, signIn } from './interface.ts';
import { fieldsPicture } from './pictures.ts';
import { waitFor } from './wait.ts';

describe.skipIf(!existsSync(chromiumPath))('the page of one’s own in a browser (skipped without chromium)', () => {
  let site: Interface;
  beforeAll(async () => {
    site = await openInterface();
  }, 180_000);
  afterAll(() => site?.close());
  afterEach(async () => {
    expect(await site.closePages()).toEqual([]);
  });

  let made = 0;
  const report = async (client: Client, fields: Record<string, string | number>): Promise<ReportView> => {
    made += 1;
    const form = new FormData();
    form.set('id', randomUUID());
    for (const [name, value] of Object.entries(fields)) form.set(name, String(value));
    form.set('photo', new Blob([new Uint8Array(await fieldsPicture(['recyclable'], made))]), 'photo.jpg');
    return (await client.send<ReportView>('POST', '/api/v1/reports', form)).body;
  };
  const captureOf = ({ photo: { url } }: ReportView): number =>
    Number.parseInt(url.slice(url.lastIndexOf('/') + 1).split('.')[0] ?? '', 36);
  const prepare = async () => {
    made += 1;
    const estateId = await site.community.addEstate(`幸福苑${made}区`);
    const station = await site.community.addStation(estateId, '东门投放点', ['kitchen', 'residual']);
    const [volunteer, chief, reviewer] = [
      await site.addPerson('volunteer', estateId),
      await site.addPerson('bin_chief', estateId),
      await site.addPerson('reviewer', estateId),
    ];
    return { station, volunteer, chief, reviewer };
  };

  it('tells a volunteer what became of each report, in both languages', async () => {
    const { station, volunteer, reviewer } = await prepare();
    const place = { stationId: station.stationId, binId: station.bins[0]?.id ?? 0 };
    const confirmed = await report(volunteer.client, { ...place, suspected: 'recyclable', note: '一箱纸' });
    await site.results.putWhole(captureOf(confirmed), { label: 'paper_cardboard' });
    const [item] = await waitFor(async () => {
      const { body } = await reviewer.client.send<Deal>('POST', '/api/v1/review/deals', { count: 5 });
      return body.items.length > 0 ? body.items : null;
    });
    const verdict = { version: item?.version, judgement: 'misplaced', actual: 'recyclable' };
    await reviewer.client.send('PUT', `/api/v1/findings/${item?.id}/verdict`, verdict);
    await report(volunteer.client, { stationId: station.stationId });
    await report(volunteer.client, place);

    const { page, picture } = await site.open('/mine', phone);
    await signIn(page, volunteer.username);
    for (const language of [zhCN, en]) {
      await page.getByText(language.mine.state.confirmed, { exact: true }).waitFor();
      await page.getByText(language.mine.state.passed_on).waitFor();
      await page.getByText(language.mine.state.received).waitFor();
      await page.getByText('一箱纸').waitFor();
      expect(await page.getByText(reviewer.username).count()).toBe(0);
      expect(await page.getByText(language.mine.stations).count()).toBe(0);
      expect(await scrollsSideways(page)).toBe(false);
      expect(await seriousFaults(page)).toEqual([]);
      await picture(`mine-volunteer-${language === en ? 'en' : 'zh'}`);
      await page.getByRole('button', { name: language.language.switchTo }).click();
    }
  });

  it.each([
    ['phone', phone],
    ['desk', desk],
  ])('shows a bin chief on a %s what is to be put right, with undo', async (name, viewport) => {
    const { station, volunteer, chief } = await prepare();
    await report(volunteer.client, { stationId: station.stationId, note: '桶边堆了两袋' });
    const { page, picture } = await site.open('/mine', viewport);
    await signIn(page, chief.username);
    await page.getByText('桶边堆了两袋').waitFor();
    await page.getByText(zhCN.mine.toDo.replace('{{count}}', '1')).waitFor();
    expect(await scrollsSideways(page)).toBe(false);
    expect(await seriousFaults(page)).toEqual([]);
    await picture(`mine-chief-${name}`);
    await page.getByRole('button', { name: zhCN.mine.finish }).click();
    await page.getByText(zhCN.mine.noneOpen).waitFor();
    await page.getByText(zhCN.mine.done, { exact: true }).first().click();
    await page.getByText(new RegExp(`${chief.username} .*清理`)).waitFor();
    await page.getByRole('button', { name: zhCN.mine.reopen }).click();
    await page.getByText(zhCN.mine.noneDone).waitFor();
    await page.getByText(zhCN.mine.toDo.replace('{{count}}', '1')).waitFor();
  });

  it('lets a volunteer check in at a station’s code and sign off; the office sees who was there', async () => {
    const { station, volunteer } = await prepare();
    const { administrator } = site.community;
    const office = await site.addPerson('secretary');
    const { stationId } = station;
    const printed = await administrator.send<{ items: { code: string }[] }>('POST', '/api/v1/stickers', {
      stationIds: [stationId],
    });
    const { page, picture } = await site.open(`/r/${printed.body.items[0]?.code}`, phone);
    await signIn(page, volunteer.username);
    await page.getByRole('button', { name: zhCN.patrols.checkIn, exact: true }).click();
    await page.getByRole('button', { name: zhCN.patrols.signOff }).waitFor();
    expect(await scrollsSideways(page)).toBe(false);
    expect(await seriousFaults(page)).toEqual([]);
    await picture('patrol-running');
    await page.getByLabel(zhCN.patrols.note).fill('东门桶满，已联系清运');
    await page.getByRole('button', { name: zhCN.patrols.signOff }).click();
    await page.getByText(zhCN.patrols.checkInText).waitFor();

    const desktop = await site.open('/patrols', desk);
    await signIn(desktop.page, office.username);
    await desktop.page.getByText('东门桶满，已联系清运').waitFor();
    await desktop.page.getByRole('cell', { name: volunteer.username }).first().waitFor();
    expect(await scrollsSideways(desktop.page)).toBe(false);
    expect(await seriousFaults(desktop.page)).toEqual([]);
    await desktop.picture('patrols-desk');
  });

  it('shows somebody what is due: done with a note in three taps, and taken back', async () => {
    const { chief } = await prepare();
    const db = openDatabase(join(site.dataDir, 'greensleeve.db')).$client;
    db.exec(`INSERT INTO building (id, estate_id, name) SELECT 1, max(id), '3幢' FROM estate;
      INSERT INTO unit (id, building_id, name) VALUES (1, 1, '1单元');
      INSERT INTO household (id, unit_id, room, code) VALUES (1, 1, '101', 'ABCD23');
      INSERT INTO task (kind, household_id, quarter, person_id, created_at, due_day)
        SELECT 'contact', 1, '2020-Q1', id, 1, '2020-03-31' FROM person WHERE username = '${chief.username}'`);
    db.close();
    const { page, picture } = await site.open('/mine', phone);
    await signIn(page, chief.username);
    const words = zhCN.tasks;
    await page.getByRole('heading', { name: words.mine }).waitFor();
    await page.getByText(words.state.overdue, { exact: true }).waitFor();
    const button = (name: string) => page.getByRole('button', { name: new RegExp(`^${name.split('').join(' ?')}$`) });
    await button(words.do).click();
    await page.getByLabel(words.note).fill('已翻捡归类');
    expect(await scrollsSideways(page)).toBe(false);
    expect(await seriousFaults(page)).toEqual([]);
    await picture('mine-task-zh');
    await button(words.done).click();
    await page.getByText(words.noneOpen).waitFor();
    await page.getByText(words.doneLately.replace('{{count}}', '1')).click();
    await page.getByText('已翻捡归类').waitFor();
    await button(words.undo).click();
    await button(words.do).waitFor();
  });

  it('shows somebody who has reported nothing how to begin', async () => {
    const { volunteer } = await prepare();
    const { page, picture } = await site.open('/mine', phone);
    await signIn(page, volunteer.username);
    await page.getByText(zhCN.mine.noReports).waitFor();
    await picture('mine-empty');
    await page.getByRole('link', { name: zhCN.mine.reportNow }).click();
    await page.getByRole('heading', { name: zhCN.report.title }).waitFor();
  });
});
