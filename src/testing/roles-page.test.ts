import { existsSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { permissionsOf } from '../people/people.rules.ts';
import { type Role, roles } from '../people/people.schemas.ts';
import { en } from '../web/locales/en.ts';
import { zhCN } from '../web/locales/zh-CN.ts';
import { chromiumPath, phone, scrollsSideways, seriousFaults } from './browser.ts';
import { type Interface, listedPages, openInterface, signIn } from './interface.ts';

/** An address that a role must not open; null: the administrator opens all of these. */
const forbidden: Record<Role, string> = {
  volunteer: '/counts',
  bin_chief: '/review',
  member: '/audit-log',
  branch: '/settings',
  reviewer: '/queue',
  secretary: '/invitations',
  administrator: '/signatures',
  viewer: '/report',
};

describe.skipIf(!existsSync(chromiumPath))('each role in a browser (skipped without chromium)', () => {
  let site: Interface;
  let estateId: number;
  beforeAll(async () => {
    site = await openInterface();
    const estate = await site.estateWith(2);
    estateId = estate.estateId;
  }, 180_000);
  afterAll(() => site?.close());
  afterEach(async () => {
    expect(await site.closePages()).toEqual([]);
  });

  it.each(roles.map((role) => [role] as const))(
    'a %s sees the page of their own first, is shown the ways they may go, and is refused others',
    { timeout: 60_000 },
    async (role) => {
      const person = await site.addPerson(role, role === 'administrator' ? undefined : estateId);
      const { page, picture } = await site.open('/');
      await signIn(page, person.username);
      await page.getByRole('heading', { name: zhCN.home.greeting.replace('{{name}}', person.username) }).waitFor();
      const granted = permissionsOf(role);
      const parts = {
        [zhCN.home.toCounts]: granted.includes('see_counts'),
        [zhCN.home.reportNow]: granted.includes('report'),
        [zhCN.home.service]: granted.includes('see_queue'),
        [zhCN.home.stations]: role === 'bin_chief',
      };
      await page.getByRole('heading', { level: 2 }).first().waitFor();
      for (const [text, isThere] of Object.entries(parts)) {
        expect([text, (await page.getByText(text, { exact: true }).count()) > 0]).toEqual([text, isThere]);
      }
      const ways: Partial<Record<keyof typeof zhCN.nav, boolean>> = {
        review: granted.includes('review'),
        counts: granted.includes('see_counts'),
        report: granted.includes('report'),
      };
      const shown = await listedPages(page);
      for (const [name, isThere] of Object.entries(ways)) {
        expect([name, shown.includes(zhCN.nav[name as 'review'])]).toEqual([name, isThere]);
      }
      expect(await seriousFaults(page)).toEqual([]);
      await picture(`home-${role}-desk-zh`);
      await page.setViewportSize(phone);
      expect(await scrollsSideways(page)).toBe(false);
      await picture(`home-${role}-phone-zh`);
      if (role === 'secretary') {
        await page.getByRole('button', { name: zhCN.language.switchTo }).click();
        await page.getByText(en.home.toDo).waitFor();
        await picture('home-secretary-phone-en');
        await page.getByRole('button', { name: en.language.switchTo }).click();
      }
      await page.goto(site.url + forbidden[role]);
      await page.getByText(zhCN.page.notAllowed).waitFor();
    },
  );
});
