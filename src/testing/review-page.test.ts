import { existsSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { zhCN } from '../web/locales/zh-CN.ts';
import { chromiumPath } from './browser.ts';
import {
  type Interface,
  lastItem,
  leaseMinutes,
  minuteMs,
  openInterface,
  saved,
  signIn,
  waiting,
} from './interface.ts';
import { waitFor } from './wait.ts';

const kitchen = '厨余垃圾';

describe.skipIf(!existsSync(chromiumPath))('the review page in a browser (skipped without Debian’s chromium)', () => {
  let site: Interface;
  beforeAll(async () => {
    site = await openInterface();
  }, 180_000);
  afterAll(() => site?.close());
  afterEach(async () => {
    expect(await site.closePages()).toEqual([]);
  });

  it('takes a verdict by mouse, shows what the model thought only then, and counts the case', async () => {
    const { estateId, counts } = await site.estateWith(2);
    const { page, client, picture } = await site.reviewerAt(estateId);
    await waiting(page, 2);
    await picture('review-open');
    expect(await page.getByText(zhCN.last.model).count()).toBe(0);
    expect(await page.getByRole('button', { name: new RegExp(kitchen) }).isDisabled()).toBe(true);

    await page.getByRole('button', { name: '可回收物' }).click();
    await waiting(page, 1);
    await lastItem(page).getByText('投错，实为可回收物').waitFor();
    await lastItem(page).getByText(zhCN.source.flag).waitFor();
    await lastItem(page).getByText('98%').first().waitFor();
    await saved(page);
    await picture('review-judged');
    expect(await counts(client)).toMatchObject({ open: 1, misplaced: 1, violations: 1 });
  });

  it('takes verdicts by key, and undo goes back through them', async () => {
    const { estateId, counts } = await site.estateWith(3);
    const { page, client } = await site.reviewerAt(estateId);
    for (const [key, verdict] of [
      ['1', '投错，实为可回收物'],
      ['f', zhCN.judgement.fits],
      ['n', zhCN.judgement.no_waste],
    ] as const) {
      await page.locator('[data-ready=true]').waitFor();
      await page.keyboard.press('Control+u');
      await page.keyboard.press('3');
      await page.keyboard.press(key);
      await lastItem(page).getByText(verdict).waitFor();
    }
    await page.getByText(zhCN.review.emptyTitle).waitFor();
    await saved(page);
    expect(await counts(client)).toMatchObject({
      open: 0,
      misplaced: 1,
      fits: 1,
      noWaste: 1,
      unclear: 0,
      violations: 1,
    });

    await page.keyboard.press('z');
    await lastItem(page).getByText(zhCN.judgement.fits, { exact: true }).first().waitFor();
    await page.keyboard.press('z');
    await lastItem(page).getByText('投错，实为可回收物').waitFor();
    await page.keyboard.press('z');
    await waiting(page, 3);
    await page.locator('[data-ready=true]').waitFor();
    expect(await page.getByText(zhCN.last.model).count()).toBe(0);
    await waitFor(async () => (await counts(client))?.open === 3, { what: 'all three to be open again' });
    expect(await counts(client)).toMatchObject({ misplaced: 0, fits: 0, noWaste: 0, violations: 0 });

    await page.keyboard.press('f');
    await lastItem(page).getByText(zhCN.last.afterReveal).waitFor();
  });

  it('still undoes after a reload', async () => {
    const { estateId } = await site.estateWith(1);
    const { page } = await site.reviewerAt(estateId);
    await page.keyboard.press('u');
    await saved(page);
    await page.reload();
    await lastItem(page).getByText(zhCN.judgement.unclear).waitFor();
    await lastItem(page).getByRole('button', { name: zhCN.last.undo }).click();
    await waiting(page, 1);
    await page.locator('[data-ready=true]').waitFor();
  });

  it('tells the slower of two reviewers what happened, and moves on', async () => {
    const { estateId, counts } = await site.estateWith(1);
    const first = await site.reviewerAt(estateId);
    site.advance((leaseMinutes + 1) * minuteMs);
    const second = await site.reviewerAt(estateId);
    await second.page.keyboard.press('1');
    await saved(second.page);
    await first.page.keyboard.press('f');
    const notice = first.page.getByRole('alert').getByText(second.username);
    await notice.waitFor();
    expect(await notice.textContent()).toContain('投错，实为可回收物');
    await first.picture('review-conflict');
    await first.page.getByText(zhCN.review.emptyTitle).waitFor();
    expect(await counts(first.client)).toMatchObject({ misplaced: 1, fits: 0, violations: 1 });
    await first.page.getByRole('button', { name: zhCN.common.dismiss }).click();
    await notice.waitFor({ state: 'detached' });
  });

  it('keeps verdicts while the network is away, sends them when it is back, and shows new items by itself', async () => {
    const { estateId, add, counts } = await site.estateWith(2);
    const { page, client, picture } = await site.reviewerAt(estateId);
    await page.context().setOffline(true);
    await page.keyboard.press('f');
    await page.keyboard.press('u');
    await page.getByText(zhCN.sending.waiting.replace('{{count}}', '2')).waitFor();
    await picture('review-offline');
    expect(await counts(client)).toMatchObject({ open: 2, fits: 0 });
    await page.context().setOffline(false);
    await saved(page);
    expect(await counts(client)).toMatchObject({ open: 0, fits: 1, unclear: 1 });

    await page.getByText(zhCN.review.emptyTitle).waitFor();
    await picture('review-empty');
    await add(2);
    await page.locator('[data-ready=true]').waitFor();
  });

  it('asks to sign in again when the session has ended, and loses no verdict', async () => {
    const { estateId, counts } = await site.estateWith(1);
    const { page, client, username } = await site.reviewerAt(estateId);
    const cookies = await page.context().cookies();
    await page.context().clearCookies();
    await page.keyboard.press('f');
    await page.getByText(zhCN.signIn.unsent.replace('{{count}}', '1')).waitFor();
    expect(cookies).toHaveLength(1);
    await signIn(page, username);
    await saved(page);
    expect(await counts(client)).toMatchObject({ open: 0, fits: 1 });
  });
});
