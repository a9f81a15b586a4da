import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { AttributionView } from '../attributions/attributions.schemas.ts';
import type { Deal } from '../findings/findings.schemas.ts';
import type { NoticeList } from '../notices/notices.schemas.ts';
import { en } from '../web/locales/en.ts';
import { zhCN } from '../web/locales/zh-CN.ts';
import { chromiumPath, phone, scrollsSideways, seriousFaults } from './browser.ts';
import type { Client } from './client.ts';
import { type Interface, minuteMs, openInterface, signIn } from './interface.ts';
import { waitFor } from './wait.ts';

const allShown = '[...document.images].every((image) => image.complete && image.naturalWidth > 0)';
/** The content policy keeps a page from evaluating text by itself, so that it is asked again and again. */
const picturesShown = (page: Page): Promise<true> =>
  waitFor(async () => (await page.evaluate<boolean>(allShown)) || null, { what: 'the pictures' });

describe.skipIf(!existsSync(chromiumPath))('consequences in a browser (skipped without Debian’s chromium)', () => {
  let site: Interface;
  beforeAll(async () => {
    site = await openInterface();
  }, 180_000);
  afterAll(() => site?.close());
  afterEach(async () => {
    expect(await site.closePages()).toEqual([]);
  });

  const inDatabase = (work: (db: Database.Database) => void): void => {
    const db = new Database(join(site.dataDir, 'greensleeve.db'));
    work(db);
    db.close();
  };
  let homes = 0;
  function addHome(estateId: number): number {
    homes += 1;
    inDatabase((db) =>
      db.exec(`INSERT INTO building (id, estate_id, name) VALUES (${homes}, ${estateId}, '${homes}号楼');
      INSERT INTO unit (id, building_id, name) VALUES (${homes}, ${homes}, '2单元');
      INSERT INTO household (id, unit_id, room, code) VALUES (${homes * 10}, ${homes}, '501', 'H${homes}K2M7');
      INSERT INTO household (unit_id, room, code) VALUES (${homes}, '502', 'H${homes}K3A1'), (${homes}, '503', 'H${homes}K4B2'),
        (${homes}, '504', 'H${homes}K5C3'), (${homes}, '601', 'H${homes}K6D4');`),
    );
    return homes * 10;
  }

  /** Cases judged by a reviewer, attributed to one household and signed by somebody of the branch. */
  async function signed(reviewer: Client, signer: Client, household: number, count: number): Promise<void> {
    const { items } = (await reviewer.send<Deal>('POST', '/api/v1/review/deals', { count })).body;
    for (const { id, version } of items) {
      const verdict = { version, judgement: 'misplaced', actual: 'recyclable' };
      expect((await reviewer.send('PUT', `/api/v1/findings/${id}/verdict`, verdict)).status).toBe(200);
      const target = { kind: 'household', id: household, basis: 'bag_number', detail: '袋号 A-1207' };
      const { body } = await reviewer.send<{ attribution: AttributionView }>(
        'PUT',
        `/api/v1/findings/${id}/attribution`,
        { replaces: null, target },
      );
      const path = `/api/v1/attributions/${body.attribution.id}/signature`;
      expect((await signer.send('POST', path, { decision: 'signed' })).status).toBe(204);
    }
  }

  it('leads from the photograph by notice, slip and appeal to a record that is void', async () => {
    const { estateId } = await site.estateWith(2);
    const home = addHome(estateId);
    const reviewer = await site.addPerson('reviewer', estateId);
    const signer = await site.addPerson('branch', estateId);
    await signed(reviewer.client, signer.client, home, 2);

    const secretary = await site.addPerson('secretary', estateId);
    const office = await site.open('/notices');
    await signIn(office.page, secretary.username);
    await office.page.getByRole('button', { name: zhCN.told.handedOver }).first().click();
    await office.page.getByRole('listitem').getByText(zhCN.told.state.open, { exact: true }).waitFor();
    await picturesShown(office.page);
    await office.picture('notices');
    expect(await seriousFaults(office.page)).toEqual([]);
    await office.page.getByRole('link', { name: zhCN.told.slip }).first().click();
    await office.page.getByRole('heading', { name: zhCN.slip.title }).waitFor();
    await picturesShown(office.page);
    await office.picture('slip');

    const { items } = (await secretary.client.get<NoticeList>('/api/v1/notices?state=open')).body;
    const home1 = await site.open('/n', phone);
    await home1.page.getByLabel(zhCN.appeal.code).fill(items[0]?.code.toLowerCase() ?? '');
    await home1.page.getByRole('button', { name: zhCN.appeal.look }).click();
    await home1.page.getByText(zhCN.told.meaning.open).waitFor();
    await picturesShown(home1.page);
    await home1.picture('phone-public-notice');
    expect(await seriousFaults(home1.page)).toEqual([]);
    expect(await scrollsSideways(home1.page)).toBe(false);
    await home1.page.getByText(zhCN.appeal.ground.other).click();
    await home1.page.getByRole('button', { name: zhCN.appeal.file }).click();
    await home1.page.getByText(zhCN.appeal.statementMissing).waitFor();
    await home1.page.getByLabel(zhCN.appeal.statement).fill('那天我们全家都不在');
    await home1.page.getByRole('button', { name: zhCN.appeal.file }).click();
    await home1.page.getByText(zhCN.told.meaning.appealed).waitFor();

    const judge = await site.open('/appeals', phone);
    await signIn(judge.page, secretary.username);
    await judge.page.getByText(zhCN.appeal.waiting.replace('{{count}}', '1')).waitFor();
    await judge.page.getByText('那天我们全家都不在').waitFor();
    await picturesShown(judge.page);
    await judge.picture('phone-appeals');
    expect(await seriousFaults(judge.page)).toEqual([]);
    expect(await scrollsSideways(judge.page)).toBe(false);
    await judge.page.getByLabel(zhCN.appeal.reason).fill('门禁记录显示当天无人在家');
    await judge.page.getByRole('button', { name: zhCN.appeal.uphold, exact: true }).click();
    await judge.page.getByText(zhCN.appeal.waiting.replace('{{count}}', '0')).waitFor();

    await home1.page.reload();
    await home1.page.getByText(zhCN.told.meaning.upheld).waitFor();
    await home1.page.getByRole('button', { name: zhCN.language.switchTo }).click();
    await home1.page.getByText(en.told.meaning.upheld).waitFor();
    await home1.picture('phone-public-notice-en');

    await office.page.goto(`${new URL(office.page.url()).origin}/ledger?state=voided`);
    await office.page.getByRole('link', { name: zhCN.ledger.reason.appeal_upheld }).waitFor();
    await office.page.getByLabel(zhCN.ledger.stateLabel).waitFor();
    await office.picture('ledger-filtered');
    await office.page.getByRole('button', { name: zhCN.ledger.clear }).click();
    await office.page.getByText(zhCN.ledger.state.signed, { exact: true }).waitFor();
    await office.picture('ledger');
    expect(await seriousFaults(office.page)).toEqual([]);
    await judge.page.goto(`${new URL(office.page.url()).origin}/ledger`);
    await judge.page.getByRole('button', { name: zhCN.language.switchTo }).click();
    await judge.page.getByRole('link', { name: en.ledger.reason.appeal_upheld }).waitFor();
    await judge.picture('phone-ledger-en');
    expect(await scrollsSideways(judge.page)).toBe(false);
    await judge.page.getByRole('link', { name: en.ledger.reason.appeal_upheld }).click();
    await judge.page.getByText(/^Appeal upheld: 门禁记录显示当天无人在家$/).waitFor();
    await picturesShown(judge.page);
    await judge.picture('phone-ledger-case-en');
    await office.page.goto(judge.page.url());
    await office.page.getByText(zhCN.ledger.events).waitFor();
    await picturesShown(office.page);
    await office.picture('ledger-case');
  });

  it('explains a deduction to the member, shows what other rules would have given, and puts the home on the list under a mask', async () => {
    const { estateId } = await site.estateWith(3);
    const home = addHome(estateId);
    const reviewer = await site.addPerson('reviewer', estateId);
    const signer = await site.addPerson('branch', estateId);
    const member = await site.addPerson('member', estateId);
    const secretary = await site.addPerson('secretary', estateId);
    inDatabase((db) => db.exec(`UPDATE person SET household_id = ${home} WHERE username = '${member.username}'`));
    await signed(reviewer.client, signer.client, home, 3);
    const { items } = (await signer.client.get<NoticeList>('/api/v1/notices')).body;
    for (const { id } of items) await signer.client.send('PUT', `/api/v1/notices/${id}/delivery`);
    site.advance(8 * 24 * 60 * minuteMs);

    const mine = await site.open('/mine', phone);
    await signIn(mine.page, member.username);
    await mine.page.getByText(zhCN.points.mine).waitFor();
    const deduction = mine.page.getByText(zhCN.points.cause.own_deduction.replace('{{nth}}', '3'));
    site.recompute();
    await mine.page.reload();
    await deduction.waitFor();
    await picturesShown(mine.page);
    await mine.picture('phone-my-points');
    expect(await seriousFaults(mine.page)).toEqual([]);
    expect(await scrollsSideways(mine.page)).toBe(false);

    const office = await site.open('/points');
    await signIn(office.page, secretary.username);
    await office.page.getByRole('button', { name: member.username }).click();
    await office.page.getByRole('dialog').getByText('−2').first().waitFor();
    await office.picture('points');
    await office.page.keyboard.press('Escape');
    await office.page.getByRole('button', { name: zhCN.points.change }).click();
    await office.page.getByLabel(zhCN.points.rule.ownCase_tenths).fill('-3');
    await office.page.getByRole('button', { name: zhCN.points.dryRun }).click();
    await office.page.getByText('−3', { exact: true }).last().waitFor();
    await office.picture('points-dry-run');
    expect(await seriousFaults(office.page)).toEqual([]);

    site.advance(31 * 24 * 60 * minuteMs);
    const local = new Date(Date.parse(items[0]?.capturedAt ?? '') + 8 * 60 * minuteMs).toISOString();
    const path = `/lists?month=${local.slice(0, 7)}`;
    const making = await site.open(path);
    await signIn(making.page, secretary.username);
    await making.page.getByRole('button', { name: zhCN.lists.draft }).click();
    await making.page.getByText(zhCN.lists.state.draft, { exact: true }).waitFor();
    expect(await making.page.getByRole('alert').count()).toBe(0);
    await making.picture('lists');
    expect(await seriousFaults(making.page)).toEqual([]);
    const signing = await site.open(path, phone);
    await signIn(signing.page, signer.username);
    await signing.page.getByRole('button', { name: zhCN.lists.sign }).click();
    await signing.page.getByText(zhCN.lists.state.signed, { exact: true }).waitFor();
    await signing.picture('phone-lists');
    expect(await scrollsSideways(signing.page)).toBe(false);
    await making.page.reload();
    await making.page.getByRole('button', { name: zhCN.lists.publish, exact: true }).click();
    await making.page.getByText(zhCN.lists.state.published, { exact: true }).waitFor();

    const wall = await site.open('/list');
    await wall.page.getByText(zhCN.lists.cases.replace('{{count}}', '3')).first().waitFor();
    await wall.page.getByText('H2K•••').first().waitFor();
    expect(await seriousFaults(wall.page)).toEqual([]);
    await wall.picture('public-list');
    await wall.page.emulateMedia({ media: 'print' });
    await wall.picture('public-list-print');
  });
});
