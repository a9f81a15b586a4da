/** A browser before the real service, for tests of the interface: people, findings to review, pages. */
import type { Browser, Page } from 'playwright-core';
import type { MonthCounts } from '../ledger/months.schemas.ts';
import type { Role } from '../people/people.schemas.ts';
import { zhCN } from '../web/locales/zh-CN.ts';
import { buildInterface, desk, openBrowser, openPage, type TestPage } from './browser.ts';
import type { Client } from './client.ts';
import { setUpCommunity, type TestCommunity, testPassword } from './community.ts';
import { fieldsPicture } from './pictures.ts';
import { createTestResults, type TestResults } from './results.ts';
import { startTestService, type TestService } from './service.ts';

export const minuteMs = 60_000;
export const leaseMinutes = 15;

export type Interface = Awaited<ReturnType<typeof openInterface>>;

/** Ahead of the real time by two hours in the first hour of a month, so that a test's photographs are all of one month. */
function headStartMs(): number {
  const local = new Date(Date.now() + 8 * 60 * minuteMs);
  return local.getUTCDate() === 1 && local.getUTCHours() === 0 ? 120 * minuteMs : 0;
}

export async function signIn(page: Page, username: string): Promise<void> {
  await page.getByLabel(zhCN.signIn.username).fill(username);
  await page.getByLabel(zhCN.signIn.password, { exact: true }).fill(testPassword);
  await page.getByRole('button', { name: zhCN.signIn.submit }).click();
  await page.getByRole('button', { name: new RegExp(username) }).waitFor();
}

/** The buttons that open a menu of the navigation: several on a desk, one on a phone. */
const menuButtons = async (page: Page) => {
  const all = await page.getByRole('banner').locator('button[aria-haspopup=menu]').all();
  const seen = await Promise.all(all.map((one) => one.isVisible()));
  return all.filter((_, at) => seen[at]);
};

/** Goes to a page by the navigation, by the menu that lists it where it isn't in sight. */
export async function goTo(page: Page, name: string): Promise<void> {
  const link = page.getByRole('link', { name, exact: true });
  await page.getByRole('banner').waitFor();
  if (await link.first().isVisible()) return link.first().click();
  for (const button of await menuButtons(page)) {
    await button.click();
    await page.getByRole('menu').first().waitFor();
    if (await link.first().isVisible()) {
      await link.first().click();
      return page.getByRole('menu').first().waitFor({ state: 'hidden' });
    }
    await button.click();
    await page.getByRole('menu').first().waitFor({ state: 'hidden' });
  }
  throw new Error(`nothing in the navigation leads to ${name}`);
}

/** The names of all pages that the navigation lists. */
export async function listedPages(page: Page): Promise<string[]> {
  const names = await page.getByRole('navigation').getByRole('link').allTextContents();
  for (const button of await menuButtons(page)) {
    await button.click();
    await page.getByRole('menu').first().waitFor();
    names.push(...(await page.getByRole('menu').first().getByRole('link').allTextContents()));
    await button.click();
    await page.getByRole('menu').first().waitFor({ state: 'hidden' });
  }
  return names;
}

export const lastItem = (page: Page) => page.getByRole('region', { name: zhCN.last.title });
export const saved = (page: Page) => page.getByText(zhCN.sending.saved).waitFor();
export const waiting = (page: Page, count: number) =>
  page.getByText(new RegExp(`${zhCN.review.waiting} ${count}$`)).waitFor();

/** Findings for a test of its own: an estate with one kitchen bin. */
function createEstates(community: TestCommunity, results: TestResults, now: () => number) {
  let made = 0;
  /** `count` flagged findings, each from its own photograph; `add` makes one more. */
  return async (count: number) => {
    made += 1;
    const estateId = await community.addEstate(`小区${made}`);
    const station = await community.addStation(estateId, `投放点${made}`, ['kitchen']);
    const add = async (content: number): Promise<void> => {
      const at = new Date(now() - (30 - content) * minuteMs).toISOString();
      const photo = await fieldsPicture(['recyclable'], made * 100 + content);
      await results.classify(station, photo, at, [{ label: 'paper_cardboard', content: content * 40 }]);
    };
    for (let content = 0; content < count; content += 1) await add(content);
    /** Pictures in which nothing can be seen, from five past six to a quarter to seven of the latest evening that has passed. */
    const darkEvening = async (): Promise<void> => {
      const dayMs = 24 * 60 * minuteMs;
      const fivePastSixUtc = (10 * 60 + 5) * minuteMs;
      const start = Math.floor((now() - fivePastSixUtc - 120 * minuteMs) / dayMs) * dayMs + fivePastSixUtc;
      for (const minutes of [0, 10, 20, 30, 40]) {
        const photo = await fieldsPicture(['kitchen'], made * 100 + 50 + minutes);
        const at = new Date(start + minutes * minuteMs).toISOString();
        await results.classify(station, photo, at, [{ label: 'vegetable', dark: true }]);
      }
    };
    const counts = async (client: Client) => {
      const month = new Date(now() + 8 * 60 * minuteMs).toISOString().slice(0, 7);
      const { body } = await client.get<MonthCounts>(`/api/v1/months/${month}/stations`);
      return body.stations.find((one) => one.id === station.stationId);
    };
    return { estateId, add, darkEvening, counts };
  };
}

/** Builds the interface and starts service and browser. `close` at the end of all tests, `closePages` after each. */
export async function openInterface(config: NonNullable<Parameters<typeof startTestService>[0]>['config'] = {}) {
  const [webRoot, browser]: [string, Browser] = await Promise.all([buildInterface(), openBrowser()]);
  let aheadMs = headStartMs();
  const now = (): number => Date.now() + aheadMs;
  const service: TestService = await startTestService({ webRoot, clock: now, config: { leaseMinutes, ...config } });
  const community = await setUpCommunity(service);
  const results = createTestResults(service);
  const opened: TestPage[] = [];
  let people = 0;

  const addPerson = async (role: Role, estateId?: number) => {
    people += 1;
    const username = `${role.replace('_', '-')}-${people}`;
    const client = await community.addPerson(username, role, estateId === undefined ? [] : [estateId]);
    return { username, client };
  };
  const open = async (path: string, viewport = desk): Promise<TestPage> => {
    const one = await openPage(browser, service.url + path, viewport);
    opened.push(one);
    return one;
  };
  return {
    url: service.url,
    dataDir: service.dataDir,
    container: service.container,
    community,
    results,
    addPerson,
    open,
    estateWith: createEstates(community, results, now),
    /** A reviewer of that estate, signed in with an item before them. */
    async reviewerAt(estateId: number, viewport = desk) {
      const person = await addPerson('reviewer', estateId);
      const one = await open('/review', viewport);
      await signIn(one.page, person.username);
      await one.page.locator('[data-ready=true]').waitFor();
      return { ...one, ...person };
    },
    /** What housekeeping does every minute: brings points in step with the time. */
    recompute: (): void => service.container.recompute(),
    /** Moves the service's clock on. */
    advance(ms: number): void {
      aheadMs += ms;
    },
    /** Faults of scripts and content policy on the pages opened since. */
    async closePages(): Promise<string[]> {
      const faults = opened.flatMap((one) => one.faults);
      await Promise.all(opened.splice(0).map((one) => one.close()));
      return faults;
    },
    async close(): Promise<void> {
      await browser.close();
      await results.close();
      await service.stop();
    },
  };
}
