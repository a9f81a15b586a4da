/** The story as people see it: photograph, notice, deduction, public list, and a case that falls with all that followed from it. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppealList } from '../appeals/appeal-list.schemas.ts';
import type { AttributionView } from '../attributions/attributions.schemas.ts';
import type { Deal } from '../findings/findings.schemas.ts';
import type { NoticeList, NoticeView } from '../notices/notices.schemas.ts';
import { zhCN } from '../web/locales/zh-CN.ts';
import { chromiumPath, phone } from './browser.ts';
import type { Client } from './client.ts';
import { type Interface, minuteMs, openInterface, signIn } from './interface.ts';

const dayMs = 24 * 60 * minuteMs;
const ownDeduction = zhCN.points.cause.own_deduction.replace('{{nth}}', '3');
const balance = (page: Page, text: string) =>
  page.getByRole('heading', { name: `${zhCN.points.mine} ${text}`, exact: true }).waitFor();

describe.skipIf(!existsSync(chromiumPath))(
  'the story of a case in a browser (skipped without Debian’s chromium)',
  () => {
    let site: Interface;
    beforeAll(async () => {
      site = await openInterface({ sessionHours: 20_000 });
    }, 180_000);
    afterAll(() => site?.close());

    /** Five homes in a unit; the member lives in the first. */
    function settle(estateId: number, username: string): void {
      const db = new Database(join(site.dataDir, 'greensleeve.db'));
      const homes = [1, 2, 3, 4, 5].map((id) => `(${id}, 1, '50${id}', 'H2K${id}M7')`).join(', ');
      db.exec(`INSERT INTO building (id, estate_id, name) VALUES (1, ${estateId}, '3号楼');
      INSERT INTO unit (id, building_id, name) VALUES (1, 1, '2单元');
      INSERT INTO household (id, unit_id, room, code) VALUES ${homes};
      UPDATE person SET household_id = 1 WHERE username = '${username}';`);
      db.close();
    }

    /** Judged by one, signed by another, the notices made: newest first. */
    async function told(reviewer: Client, signer: Client): Promise<NoticeView[]> {
      const { items } = (await reviewer.send<Deal>('POST', '/api/v1/review/deals', { count: 3 })).body;
      for (const { id, version } of items) {
        const verdict = { version, judgement: 'misplaced', actual: 'recyclable' };
        await reviewer.send('PUT', `/api/v1/findings/${id}/verdict`, verdict);
        const target = { kind: 'household', id: 1, basis: 'bag_number', detail: '袋号 A-1207' };
        const { body } = await reviewer.send<{ attribution: AttributionView }>(
          'PUT',
          `/api/v1/findings/${id}/attribution`,
          { replaces: null, target },
        );
        expect(
          (await signer.get<NoticeList>('/api/v1/notices')).body.items.map(({ findingId }) => findingId),
        ).not.toContain(id);
        await signer.send('POST', `/api/v1/attributions/${body.attribution.id}/signature`, { decision: 'signed' });
      }
      return (await signer.get<NoticeList>('/api/v1/notices')).body.items;
    }

    /** With the code of the slip, on a phone, without an account. */
    async function appealByCode(code: string): Promise<Page> {
      const { page, picture } = await site.open('/n', phone);
      await page.getByLabel(zhCN.appeal.code).fill(code);
      await page.getByRole('button', { name: zhCN.appeal.look }).click();
      await page.getByText(zhCN.appeal.ground.other).click();
      await page.getByLabel(zhCN.appeal.statement).fill('那天我们全家都不在');
      await page.getByRole('button', { name: zhCN.appeal.file }).click();
      await page.getByText(zhCN.told.meaning.appealed).waitFor();
      await picture('phone-story-appeal');
      return page;
    }

    const publish = async (month: string, maker: Client, signer: Client): Promise<void> => {
      const path = `/api/v1/lists/${month}`;
      expect((await maker.send('POST', `${path}/editions`, {})).status).toBe(204);
      const id = (await maker.get<{ editions: { id: number }[] }>(path)).body.editions[0]?.id ?? 0;
      expect((await signer.send('POST', `/api/v1/list-editions/${id}/signature`)).status).toBe(204);
      expect((await maker.send('POST', `/api/v1/list-editions/${id}/publication`)).status).toBe(204);
    };

    it('leads to a deduction and a place on the list, and takes both back when a third person finds for the household', async () => {
      const { estateId } = await site.estateWith(3);
      const reviewer = await site.addPerson('reviewer', estateId);
      const signer = await site.addPerson('branch', estateId);
      const judge = await site.addPerson('secretary', estateId);
      const member = await site.addPerson('member', estateId);
      settle(estateId, member.username);
      const notices = await told(reviewer.client, signer.client);
      expect(notices).toHaveLength(3);
      const third = notices.toSorted((a, b) => b.capturedAt.localeCompare(a.capturedAt))[0] as NoticeView;

      const slip = await site.open(`/notices/${third.id}/slip`);
      await signIn(slip.page, signer.username);
      await slip.page.getByRole('heading', { name: zhCN.slip.title }).waitFor();
      await slip.page
        .getByText(third.code.match(/.{4}/g)?.join('-') ?? '')
        .first()
        .waitFor();
      for (const { id } of notices) {
        expect((await signer.client.send('PUT', `/api/v1/notices/${id}/delivery`)).status).toBe(204);
      }
      const household = await appealByCode(third.code);

      const mine = await site.open('/mine', phone);
      await signIn(mine.page, member.username);
      await balance(mine.page, '0');
      site.advance(8 * dayMs);
      site.recompute();
      await mine.page.reload();
      await mine.page.getByText(zhCN.points.cause.own_warning.replace('{{nth}}', '2')).waitFor();
      await balance(mine.page, '0');
      const { items } = (await judge.client.get<AppealList>('/api/v1/appeals')).body;
      const decision = `/api/v1/appeals/${items[0]?.id}/decision`;
      const asParty = await signer.client.send('POST', decision, { decision: 'refused', reason: '核对过' });
      expect(asParty.body).toMatchObject({ code: 'took_part' });
      expect(
        (await judge.client.send('POST', decision, { decision: 'refused', reason: '袋号是这一户的' })).status,
      ).toBe(204);
      site.recompute();
      await mine.page.reload();
      await mine.page.getByText(ownDeduction).waitFor();
      await balance(mine.page, '−2');

      const local = new Date(Date.parse(third.capturedAt) + 8 * 60 * minuteMs).toISOString();
      site.advance(31 * dayMs);
      await publish(local.slice(0, 7), judge.client, signer.client);
      const wall = await site.open('/list');
      const row = wall.page.getByRole('listitem').filter({ hasText: 'H2K•••' });
      await row.getByText(zhCN.lists.cases.replace('{{count}}', '3')).waitFor();
      expect(await wall.page.getByText(zhCN.lists.correctedVoid).count()).toBe(0);

      const desk = await site.open('/appeals');
      await signIn(desk.page, judge.username);
      await desk.page.getByRole('button', { name: zhCN.appeal.takeBack }).click();
      await desk.page.getByRole('tooltip').getByRole('button', { name: zhCN.appeal.takeBack }).click();
      await desk.page.getByLabel(zhCN.appeal.reason).fill('门禁记录显示当天无人在家');
      await desk.page.getByRole('button', { name: zhCN.appeal.uphold, exact: true }).click();
      await desk.page.getByText(zhCN.told.state.upheld, { exact: true }).waitFor();
      site.recompute();
      await household.reload();
      await household.getByText(zhCN.told.meaning.upheld).waitFor();
      await mine.page.reload();
      await mine.page.getByText(zhCN.points.gone.own).waitFor();
      await balance(mine.page, '0');
      await mine.picture('phone-story-points-back');
      await wall.page.reload();
      await wall.page.getByText(zhCN.lists.correctedVoid).waitFor();
      await row.getByText(zhCN.lists.cases.replace('{{count}}', '2')).waitFor();
      await wall.picture('story-list-corrected');
      expect(await site.closePages()).toEqual([]);
    });
  },
);
