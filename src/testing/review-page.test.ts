import { existsSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { MonthCounts } from '../ledger/months.schemas.ts';
import type { Role } from '../people/people.schemas.ts';
import { en } from '../web/locales/en.ts';
import { zhCN } from '../web/locales/zh-CN.ts';
import {
  buildInterface,
  chromiumPath,
  desk,
  openBrowser,
  openPage,
  phone,
  scrollsSideways,
  type TestPage,
} from './browser.ts';
import type { Client } from './client.ts';
import { setUpCommunity, type TestCommunity, testPassword } from './community.ts';
import { fieldsPicture } from './pictures.ts';
import { createTestResults, type TestResults } from './results.ts';
import { startTestService, type TestService } from './service.ts';
import { waitFor } from './wait.ts';

const minuteMs = 60_000;
const leaseMinutes = 15;
const kitchen = '厨余垃圾';

describe.skipIf(!existsSync(chromiumPath))('the interface in a browser (skipped without Debian’s chromium)', () => {
  let service: TestService;
  let community: TestCommunity;
  let results: TestResults;
  let browser: Browser;
  let built: Awaited<ReturnType<typeof buildInterface>>;
  const opened: TestPage[] = [];
  let aheadMs = 0;
  let made = 0;

  beforeAll(async () => {
    [built, browser] = await Promise.all([buildInterface(), openBrowser()]);
    service = await startTestService({
      webRoot: built.webRoot,
      clock: () => Date.now() + aheadMs,
      config: { leaseMinutes },
    });
    community = await setUpCommunity(service);
    results = createTestResults(service);
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await results?.close();
    await service?.stop();
    built?.remove();
  });
  afterEach(async () => {
    const faults = opened.flatMap((one) => one.faults);
    await Promise.all(opened.splice(0).map((one) => one.close()));
    expect(faults).toEqual([]);
  });

  /** An estate of its own with `count` flagged findings in a kitchen bin, each from its own photograph. */
  async function estateWith(count: number) {
    made += 1;
    const estateId = await community.addEstate(`小区${made}`);
    const station = await community.addStation(estateId, `投放点${made}`, ['kitchen']);
    const add = async (content: number) => {
      const at = new Date(Date.now() + aheadMs - (30 - content) * minuteMs).toISOString();
      const photo = await fieldsPicture(['recyclable'], made * 100 + content);
      await results.classify(station, photo, at, [{ label: 'paper_cardboard', content: content * 40 }]);
    };
    for (let content = 0; content < count; content += 1) await add(content);
    const counts = async (client: Client) => {
      const month = new Date(Date.now() + 8 * 60 * minuteMs).toISOString().slice(0, 7);
      const { body } = await client.get<MonthCounts>(`/api/v1/months/${month}/stations`);
      return body.stations.find((one) => one.id === station.stationId);
    };
    return { estateId, add, counts };
  }

  async function addPerson(role: Role, estateId?: number) {
    made += 1;
    const username = `${role.replace('_', '-')}-${made}`;
    const client = await community.addPerson(username, role, estateId === undefined ? [] : [estateId]);
    return { username, client };
  }

  async function open(path: string, viewport = desk): Promise<TestPage> {
    const one = await openPage(browser, service.url + path, viewport);
    opened.push(one);
    return one;
  }

  async function signIn(page: Page, username: string): Promise<void> {
    await page.getByLabel(zhCN.signIn.username).fill(username);
    await page.getByLabel(zhCN.signIn.password, { exact: true }).fill(testPassword);
    await page.getByRole('button', { name: zhCN.signIn.submit }).click();
    await page.getByRole('button', { name: new RegExp(username) }).waitFor();
  }

  /** A reviewer of that estate, signed in at the desk with an item before them. */
  async function reviewerAt(estateId: number, viewport = desk) {
    const person = await addPerson('reviewer', estateId);
    const one = await open('/', viewport);
    await signIn(one.page, person.username);
    await one.page.locator('[data-ready=true]').waitFor();
    return { ...one, ...person };
  }

  const lastItem = (page: Page) => page.getByRole('region', { name: zhCN.last.title });
  const saved = (page: Page) => page.getByText(zhCN.sending.saved).waitFor();
  const waiting = (page: Page, count: number) =>
    page.getByText(new RegExp(`${zhCN.review.waiting} ${count}$`)).waitFor();

  it('greets in Chinese, says why a sign-in failed, and keeps English once chosen', async () => {
    const { username } = await addPerson('reviewer');
    const { page, picture } = await open('/');
    await page.getByRole('button', { name: zhCN.signIn.submit }).waitFor();
    expect(await page.title()).toBe(`${zhCN.signIn.title} · ${zhCN.product.full}`);
    await picture('sign-in');
    await page.getByLabel(zhCN.signIn.username).fill(username);
    await page.getByLabel(zhCN.signIn.password, { exact: true }).fill('not the password');
    await page.keyboard.press('Enter');
    await page.getByText(zhCN.problem.wrong_credentials).waitFor();

    await page.getByRole('button', { name: zhCN.language.switchTo }).click();
    await page.reload();
    await page.getByRole('button', { name: en.signIn.submit }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect(await page.title()).toBe(`${en.signIn.title} · ${en.product.full}`);
  });

  it('takes a verdict by mouse, shows what the model thought only then, and counts the case', async () => {
    const { estateId, counts } = await estateWith(2);
    const { page, client, picture } = await reviewerAt(estateId);
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
    const { estateId, counts } = await estateWith(3);
    const { page, client } = await reviewerAt(estateId);
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
    const { estateId } = await estateWith(1);
    const { page } = await reviewerAt(estateId);
    await page.keyboard.press('u');
    await saved(page);
    await page.reload();
    await lastItem(page).getByText(zhCN.judgement.unclear).waitFor();
    await lastItem(page).getByRole('button', { name: zhCN.last.undo }).click();
    await waiting(page, 1);
    await page.locator('[data-ready=true]').waitFor();
  });

  it('tells the slower of two reviewers what happened, and moves on', async () => {
    const { estateId, counts } = await estateWith(1);
    const first = await reviewerAt(estateId);
    aheadMs += (leaseMinutes + 1) * minuteMs;
    const second = await reviewerAt(estateId);
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
    const { estateId, add, counts } = await estateWith(2);
    const { page, client, picture } = await reviewerAt(estateId);
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
    const { estateId, counts } = await estateWith(1);
    const { page, client, username } = await reviewerAt(estateId);
    const cookies = await page.context().cookies();
    await page.context().clearCookies();
    await page.keyboard.press('f');
    await page.getByText(zhCN.signIn.unsent.replace('{{count}}', '1')).waitFor();
    expect(cookies).toHaveLength(1);
    await signIn(page, username);
    await saved(page);
    expect(await counts(client)).toMatchObject({ open: 0, fits: 1 });
  });

  it('fits a phone: no page scrolls sideways, and every verdict is in reach of the thumb', async () => {
    const { estateId } = await estateWith(2);
    const { page, picture } = await reviewerAt(estateId, phone);
    await page.keyboard.press('1');
    await saved(page);
    for (const language of [zhCN, en]) {
      for (const judgement of ['fits', 'unclear', 'no_waste'] as const) {
        const name = language.judgement[judgement];
        const box = await page.getByRole('button', { name, exact: true }).boundingBox();
        expect(box && box.y + box.height, name).toBeLessThan(phone.height);
        expect(box?.height, name).toBeGreaterThanOrEqual(44);
      }
      expect(await scrollsSideways(page)).toBe(false);
      await picture(`phone-review-${language === en ? 'en' : 'zh'}`);
      await page.getByRole('link', { name: language.nav.counts }).click();
      await page.getByRole('heading', { name: language.counts.title }).waitFor();
      await page.getByText(language.counts.notMeasuredWhy).waitFor();
      expect(await scrollsSideways(page)).toBe(false);
      await picture(`phone-counts-${language === en ? 'en' : 'zh'}`);
      await page.getByRole('link', { name: language.nav.review }).click();
      await page.getByRole('button', { name: language.language.switchTo }).click();
    }
  });

  it('shows a month’s counts by station, found by name', async () => {
    const { estateId } = await estateWith(2);
    const { page, picture } = await reviewerAt(estateId);
    await page.keyboard.press('1');
    await saved(page);
    await page.getByRole('link', { name: zhCN.nav.counts }).click();
    const row = page.getByRole('row', { name: /投放点/ }).last();
    await row.getByRole('cell').last().getByText('1').waitFor();
    await page.getByText(zhCN.counts.truth).waitFor();
    await picture('counts');
    await page.getByLabel(zhCN.counts.search).fill('no such place');
    await page.getByText(zhCN.counts.none, { exact: true }).waitFor();
    await page.getByRole('button', { name: zhCN.counts.previous }).click();
    await page.waitForURL(/month=/);
  });

  it('opens for each role only what it may see', async () => {
    const viewer = await addPerson('viewer');
    const one = await open('/review');
    await signIn(one.page, viewer.username);
    await one.page.getByText(zhCN.page.notAllowed).waitFor();
    expect(await one.page.getByRole('link', { name: zhCN.nav.review }).count()).toBe(0);
    await one.page.getByRole('link', { name: zhCN.page.home }).click();
    await one.page.getByRole('heading', { name: zhCN.counts.title }).waitFor();

    const volunteer = await addPerson('volunteer');
    const other = await open('/no/such/page');
    await signIn(other.page, volunteer.username);
    await other.page.getByText(zhCN.page.notFound).waitFor();
    await other.page.getByRole('link', { name: zhCN.page.home }).click();
    await other.page.getByText(volunteer.username).first().waitFor();
    await other.page.getByRole('button', { name: new RegExp(volunteer.username) }).click();
    await other.page.getByText(zhCN.user.signOut).click();
    await other.page.getByRole('button', { name: zhCN.signIn.submit }).waitFor();
  });
});
