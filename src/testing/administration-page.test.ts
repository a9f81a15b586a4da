import { existsSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { IssuedLink } from '../accounts/account-links.schemas.ts';
import type { SessionView } from '../people/people.schemas.ts';
import { en } from '../web/locales/en.ts';
import { zhCN } from '../web/locales/zh-CN.ts';
import { chromiumPath, desk, phone, scrollsSideways, seriousFaults } from './browser.ts';
import { testPassword } from './community.ts';
import { type Interface, openInterface, signIn } from './interface.ts';

describe.skipIf(!existsSync(chromiumPath))('pages of administration in a browser (skipped without chromium)', () => {
  let site: Interface;
  beforeAll(async () => {
    site = await openInterface();
    const { add } = await site.estateWith(1);
    await add(1);
  }, 180_000);
  afterAll(() => site?.close());
  afterEach(async () => {
    expect(await site.closePages()).toEqual([]);
  });

  it('show on a desk and a phone, in both languages, without serious faults', { timeout: 90_000 }, async () => {
    const admin = await site.addPerson('administrator');
    await site.addPerson('viewer');
    await admin.client.send('POST', '/api/v1/invitations', { role: 'bin_chief', note: '东门' });
    const { body: own } = await admin.client.get<SessionView>('/api/v1/session');
    const pages: [string, string, (words: typeof zhCN) => string][] = [
      ['invitations', '/invitations', (words) => words.invitations.state.open],
      ['account-card', `/accounts/${own.person.id}`, (words) => words.accountCard.own],
      ['queue', '/queue', (words) => words.queuePage.noWorkers],
      ['model', '/model', (words) => words.modelPage.thresholds],
      ['settings', '/settings', (words) => words.settingsPage.operator],
      ['audit-log', '/audit-log', () => '东门'],
      ['account', '/account', (words) => words.account.thisOne],
    ];
    for (const [size, viewport] of [
      ['desk', desk],
      ['phone', phone],
    ] as const) {
      const { page, picture } = await site.open('/account', viewport);
      await signIn(page, admin.username);
      for (const [index, words] of [zhCN, en].entries()) {
        for (const [name, path, text] of pages) {
          await page.goto(site.url + path);
          await page.getByText(text(words)).first().waitFor({ state: 'attached' });
          expect([name, await scrollsSideways(page)]).toEqual([name, false]);
          if (size === 'desk') expect([name, await seriousFaults(page)]).toEqual([name, []]);
          await picture(`admin-${name}-${size}-${index === 0 ? 'zh' : 'en'}`);
        }
        if (index === 0) await page.getByRole('button', { name: zhCN.language.switchTo }).click();
      }
    }
  });

  it('let somebody in by a link that was made on a page, once', { timeout: 60_000 }, async () => {
    const admin = await site.addPerson('administrator');
    const one = await site.open('/invitations');
    await signIn(one.page, admin.username);
    await one.page.getByRole('button', { name: zhCN.invitations.add }).click();
    await one.page.getByRole('button', { name: zhCN.invitations.make }).click();
    await one.page.getByRole('img', { name: zhCN.invitations.qr }).waitFor();
    const address = (await one.page.getByRole('dialog').locator('code').textContent()) ?? '';
    await one.picture('admin-invitation-shown');
    const other = await site.open(new URL(address).pathname + new URL(address).hash, phone);
    await other.page.getByRole('heading', { name: /社区/ }).waitFor();
    await other.picture('join-invitation');
    await other.page.getByRole('button', { name: zhCN.join.submitInvitation }).click();
    await other.page.getByText(zhCN.join.missing).waitFor();
    await other.page.getByLabel(zhCN.join.name).fill('张志愿');
    await other.page.getByLabel(zhCN.join.username).fill('volunteer-zhang');
    await other.page.getByLabel(zhCN.join.password, { exact: true }).fill('chosen by myself');
    expect(await seriousFaults(other.page)).toEqual([]);
    await other.page.getByRole('button', { name: zhCN.join.submitInvitation }).click();
    await other.page.getByRole('button', { name: /张志愿/ }).waitFor();
    await one.page.getByRole('button', { name: zhCN.invitations.close }).click();
    await one.page.getByRole('link', { name: /张志愿/ }).click();
    await one.page.getByText('volunteer-zhang').first().waitFor();
    const again = await site.open(new URL(address).pathname + new URL(address).hash, phone);
    await again.page.getByText(zhCN.join.spent).waitFor();
    await again.picture('join-spent');
  });

  it('change one’s password and end other sessions', { timeout: 60_000 }, async () => {
    const viewer = await site.addPerson('viewer');
    const { page } = await site.open('/account', phone);
    await signIn(page, viewer.username);
    const fill = async (current: string, next: string, again: string) => {
      await page.getByLabel(zhCN.account.current, { exact: true }).fill(current);
      await page.getByLabel(zhCN.account.next, { exact: true }).fill(next);
      await page.getByLabel(zhCN.account.again, { exact: true }).fill(again);
      await page.getByRole('button', { name: zhCN.account.change, exact: true }).click();
    };
    await fill('wrong', 'another password', 'another passwort');
    await page.getByText(zhCN.account.differ).waitFor();
    await fill('wrong', 'another password', 'another password');
    await page.getByText(zhCN.problem.wrong_password).waitFor();
    await fill(testPassword, 'another password', 'another password');
    await page.getByText(zhCN.account.changed).waitFor();
    expect((await viewer.client.get('/api/v1/session')).status).toBe(401);
  });

  it('save settings, and a reset made on a page opens for the person', { timeout: 60_000 }, async () => {
    const [admin, member] = [await site.addPerson('administrator'), await site.addPerson('member')];
    const { page } = await site.open('/settings');
    await signIn(page, admin.username);
    await page.getByLabel(zhCN.settingsPage.name).fill('翠湖社区');
    await page.getByRole('button', { name: zhCN.settingsPage.save }).click();
    await page.getByText(zhCN.settingsPage.saved).waitFor();
    await page.getByRole('banner').getByText('翠湖社区').waitFor();
    const { body } = await member.client.get<SessionView>('/api/v1/session');
    const { body: link } = await admin.client.send<IssuedLink>('POST', `/api/v1/people/${body.person.id}/reset`);
    const other = await site.open(`/join#${link.token}`, phone);
    await other.page.getByLabel(zhCN.join.password, { exact: true }).fill('by the link I came');
    await other.page.getByRole('button', { name: zhCN.join.submitReset }).click();
    await other.page.getByRole('button', { name: new RegExp(member.username) }).waitFor();
  });
});
