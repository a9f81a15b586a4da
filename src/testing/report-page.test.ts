import { existsSync } from 'node:fs';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { StickerList } from '../stickers/stickers.schemas.ts';
import type { ReportList } from '../volunteer-reports/volunteer-reports.schemas.ts';
import { en } from '../web/locales/en.ts';
import { zhCN } from '../web/locales/zh-CN.ts';
import { chromiumPath, phone, scrollsSideways, seriousFaults } from './browser.ts';
import type { Client } from './client.ts';
import { type Interface, openInterface, signIn } from './interface.ts';
import { fieldsPicture } from './pictures.ts';

/** A photograph as a phone takes it: large, lying on its side, with place and time in its metadata. */
async function phonePhoto(seed: number): Promise<Buffer> {
  const small = await fieldsPicture(['recyclable', 'kitchen'], seed);
  return sharp(small)
    .resize(2400, 1200, { fit: 'fill' })
    .withMetadata({ orientation: 6 })
    .withExifMerge({
      IFD2: { DateTimeOriginal: '2026:11:20 18:40:00', OffsetTimeOriginal: '+08:00' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '31/1 12/1 0/1' },
    })
    .jpeg({ quality: 85 })
    .toBuffer();
}

describe.skipIf(!existsSync(chromiumPath))('the report page in a browser (skipped without Debian’s chromium)', () => {
  let site: Interface;
  beforeAll(async () => {
    site = await openInterface();
  }, 180_000);
  afterAll(() => site?.close());
  afterEach(async () => {
    expect(await site.closePages()).toEqual([]);
  });

  let made = 0;
  /** A station with a sticker on each bin, and a volunteer of its estate. */
  const prepare = async () => {
    made += 1;
    const estateId = await site.community.addEstate(`幸福苑${made}区`);
    const station = await site.community.addStation(estateId, '东门投放点', ['kitchen', 'residual', 'recyclable']);
    const { body } = await site.community.administrator.send<StickerList>('POST', '/api/v1/stickers', {
      stationIds: [station.stationId],
    });
    const codes = body.items.map(({ code }) => code);
    return { station, codes, ...(await site.addPerson('volunteer', estateId)) };
  };
  const pick = async (page: Page, name: string, photo: Buffer) => {
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name }).click();
    await (await chooser).setFiles({ name: 'IMG_1.jpg', mimeType: 'image/jpeg', buffer: photo });
    await page.getByAltText(zhCN.report.taken).waitFor();
  };
  const choose = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
  const stationOption = (page: Page) => page.locator('.ant-select-item-option', { hasText: '东门投放点' });
  const listOf = async (client: Client) => (await client.get<ReportList>('/api/v1/reports/mine')).body.items;

  it('opened by a bin’s sticker takes three taps, and sends a small, upright picture that tells nothing else', async () => {
    const { codes, station, username, client } = await prepare();
    const { page, picture } = await site.open(`/r/${codes[1]}`, phone);
    await signIn(page, username);
    await page.getByText('东门投放点').waitFor();
    await picture('report-zh');
    await page.evaluate(
      'window.taps = 0; addEventListener("click", (event) => event.isTrusted && (window.taps += 1), true)',
    );
    await pick(page, zhCN.report.take, await phonePhoto(1));
    await choose(page, '可回收物');
    await picture('report-filled-zh');
    await choose(page, zhCN.report.send);
    await page.getByText(zhCN.report.sent).waitFor();
    expect(await page.evaluate('window.taps')).toBe(3);
    await picture('report-sent-zh');

    const [report] = await listOf(client);
    expect(report).toMatchObject({
      place: { bin: { id: station.bins[0]?.id, expected: 'kitchen' } },
      suspected: 'recyclable',
      state: 'received',
    });
    const captured = await client.get<{ sha256: string }>(`/api/v1/reports/${report?.id}`);
    expect(captured.status).toBe(200);
    const bytes = await fetch(new URL(report?.photo.url ?? '', site.url), { headers: client.credentials });
    const { width, height, exif } = await sharp(Buffer.from(await bytes.arrayBuffer())).metadata();
    expect([width, height, exif]).toEqual([800, 1600, undefined]);
  });

  it('keeps the time at which a chosen photograph was taken', async () => {
    const { codes, username, client } = await prepare();
    const { page } = await site.open(`/r/${codes[0]}`, phone);
    await signIn(page, username);
    await pick(page, zhCN.report.choose, await phonePhoto(2));
    expect(await page.getByRole('button', { name: zhCN.report.send, exact: true }).isDisabled()).toBe(true);
    await choose(page, zhCN.report.ground);
    await page.getByText(zhCN.report.groundText).waitFor();
    await choose(page, zhCN.report.send);
    await page.getByText(zhCN.report.sent).waitFor();
    expect((await listOf(client))[0]).toMatchObject({
      capturedAt: '2026-11-20T10:40:00.000Z',
      state: 'passed_on',
      place: { bin: null },
    });
  });

  it('works without network, survives closing, and sends once although the first answer is lost', async () => {
    const { codes, username, client } = await prepare();
    const { page } = await site.open(`/r/${codes[2]}`, phone);
    await signIn(page, username);
    await page.getByText('东门投放点').waitFor();
    const context = page.context();
    await page.evaluate('navigator.serviceWorker.ready.then(() => null)');
    await context.setOffline(true);
    await page.close();

    const second = await context.newPage();
    await second.goto(`${site.url}/r/${codes[2]}`);
    await second.getByText('东门投放点').waitFor();
    await pick(second, zhCN.report.take, await phonePhoto(3));
    await choose(second, '有害垃圾');
    await choose(second, zhCN.report.send);
    await second.getByText(zhCN.report.waiting).waitFor();
    await second.screenshot({ path: 'test-output/pages/report-offline-zh.png' });
    await second.close();

    const third = await context.newPage();
    await third.goto(`${site.url}/report`);
    await third.getByText(zhCN.report.waiting).waitFor();
    expect(await listOf(client)).toEqual([]);
    let lost = 0;
    await context.route('**/api/v1/reports', async (route) => {
      if (route.request().method() !== 'POST' || lost > 0) return route.continue();
      lost += 1;
      await route.fetch();
      await route.abort('connectionreset');
    });
    await context.setOffline(false);
    await third.getByText(zhCN.report.sent).waitFor();
    expect(lost).toBe(1);
    const reports = await listOf(client);
    expect(reports).toHaveLength(1);
    expect(reports[0]).toMatchObject({ suspected: 'hazardous', place: { bin: { expected: 'residual' } } });
  });

  it('keeps what was refused with its reason, to be put right and sent anew', async () => {
    const { codes, username, client } = await prepare();
    const { page, picture } = await site.open(`/r/${codes[1]}`, phone);
    await signIn(page, username);
    let refused = 0;
    await page.context().route('**/api/v1/reports', async (route) => {
      if (route.request().method() !== 'POST' || refused > 0) return route.continue();
      refused += 1;
      const body = JSON.stringify({ code: 'code_retired', detail: 'no longer in use' });
      await route.fulfill({ status: 409, contentType: 'application/problem+json', body });
    });
    await pick(page, zhCN.report.take, await phonePhoto(4));
    await choose(page, '可回收物');
    await choose(page, zhCN.report.send);
    await page.getByText(zhCN.report.refusedPlace).waitFor();
    await page.getByText(zhCN.report.refusedPlace).scrollIntoViewIfNeeded();
    expect(await seriousFaults(page)).toEqual([]);
    await picture('report-refused');
    await page.getByRole('button', { name: zhCN.report.mend }).click();
    await page.getByAltText(zhCN.report.taken).waitFor();
    await page.getByLabel(zhCN.report.station).click();
    await stationOption(page).click();
    await choose(page, '其他垃圾桶');
    await picture('report-mended');
    await choose(page, zhCN.report.send);
    await page.getByText(zhCN.report.sent).waitFor();
    const reports = await listOf(client);
    expect(reports).toHaveLength(1);
    expect(reports[0]).toMatchObject({ suspected: 'recyclable', place: { bin: { expected: 'residual' } } });
  });

  it('whose session has ended asks to sign in, keeps what waits, and sends nothing as somebody else', async () => {
    const { codes, username, client } = await prepare();
    const { page, picture } = await site.open(`/r/${codes[1]}`, phone);
    await signIn(page, username);
    await page.getByText('东门投放点').waitFor();
    await pick(page, zhCN.report.take, await phonePhoto(5));
    await page.context().clearCookies();
    await choose(page, zhCN.report.send);
    await page.getByText(zhCN.report.signedOut).waitFor();
    await page.reload();
    await page.getByText(zhCN.report.signInToSend.replace('{{count}}', '1')).waitFor();
    await picture('sign-in-reports-waiting');
    const other = await site.addPerson('volunteer');
    await signIn(page, other.username);
    await page.getByText(zhCN.report.otherAccount).waitFor();
    expect([...(await listOf(other.client)), ...(await listOf(client))]).toEqual([]);
    await page.getByRole('button', { name: new RegExp(other.username) }).click();
    await page.getByText(zhCN.user.signOut).click();
    await signIn(page, username);
    await page.getByText(zhCN.report.sent).waitFor();
    expect(await listOf(client)).toHaveLength(1);
  });

  it('fits a phone in both languages, without a serious fault for people with disabilities', async () => {
    const { codes, username } = await prepare();
    const { page, picture } = await site.open(`/r/${codes[1]}`, phone);
    await signIn(page, username);
    for (const language of [zhCN, en]) {
      await page.getByRole('heading', { name: language.report.title }).waitFor();
      await page.getByText(language.report.what).waitFor();
      expect(await scrollsSideways(page)).toBe(false);
      expect(await seriousFaults(page)).toEqual([]);
      await picture(`report-${language === en ? 'en' : 'zh'}`);
      await page.getByRole('button', { name: language.language.switchTo }).click();
    }
    await page.goto(`${site.url}/report`);
    await page.getByLabel(zhCN.report.station).fill(codes[0] ?? '');
    await picture('report-choose');
    await stationOption(page).click();
    await page.getByRole('button', { name: zhCN.report.ground }).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await page.goto(`${site.url}/r/NOSUCH`);
    await page.getByText(zhCN.report.codeUnknown).waitFor();
    await page.getByLabel(zhCN.report.station).waitFor();
    await picture('report-unknown-sticker');
    await site.community.administrator.send('POST', `/api/v1/stickers/${codes[1]}/retire`);
    await page.goto(`${site.url}/r/${codes[1]}`);
    await page.getByText(zhCN.report.codeRetired).waitFor();
  });
});
