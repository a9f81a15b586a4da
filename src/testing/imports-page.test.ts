import { existsSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { en } from '../web/locales/en.ts';
import { zhCN } from '../web/locales/zh-CN.ts';
import { chromiumPath, desk, phone, scrollsSideways, seriousFaults } from './browser.ts';
import { type Interface, openInterface, signIn } from './interface.ts';

const header = '小区,楼栋,单元,房号\r\n';
const right = Array.from({ length: 60 }, (_, index) => `云河安置苑,3幢,1单元,${101 + index}\r\n`).join('');

describe.skipIf(!existsSync(chromiumPath))('homes in a browser (skipped without Debian’s chromium)', () => {
  let site: Interface;
  beforeAll(async () => {
    site = await openInterface();
    await site.community.addEstate('云河安置苑');
  }, 180_000);
  afterAll(() => site?.close());
  afterEach(async () => {
    expect(await site.closePages()).toEqual([]);
  });

  const upload = (page: Page, text: string) =>
    page
      .locator('input[type=file]')
      .setInputFiles({ name: '住户.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  const openAs = async (path: string, viewport: typeof desk) => {
    const { username } = await site.addPerson('administrator');
    const one = await site.open(path, viewport);
    await signIn(one.page, username);
    return one;
  };

  it('come from a spreadsheet: the fault is shown and listed for download, mended, and all is imported', async () => {
    const { page, picture } = await openAs('/imports', desk);
    await upload(page, `${header}${right}云合安置苑,3幢,1单元,999\r\n`);
    await page.getByText(zhCN.importFault.unknown_estate).waitFor();
    await page.getByRole('cell', { name: '云合安置苑' }).waitFor();
    expect(await page.getByRole('button', { name: zhCN.importsPage.commit, exact: true }).count()).toBe(0);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: zhCN.importsPage.download }).click(),
    ]);
    expect(download.suggestedFilename()).toBe(zhCN.importsPage.fileName);
    await picture('imports-faults-zh');
    expect(await seriousFaults(page)).toEqual([]);
    await upload(page, header + right);
    await page.getByRole('button', { name: zhCN.importsPage.commit, exact: true }).click();
    await page.getByText(zhCN.importsPage.done, { exact: true }).waitFor();
    await picture('imports-done-zh');
    await page.goto(`${site.url}/homes`);
    await page.getByText(zhCN.homesPage.count.replace('{{count}}', '60')).waitFor();
    await page.getByLabel(zhCN.homesPage.search).fill('yhazy-3-1-105');
    await page.getByText(zhCN.homesPage.count.replace('{{count}}', '1'), { exact: true }).waitFor();
    await page.getByRole('button', { name: zhCN.homesPage.retire, exact: true }).click();
    await page.getByText(zhCN.homesPage.none).waitFor();
  });

  it.each([
    ['desk', desk],
    ['phone', phone],
  ])(
    'and people fit a %s in both languages, without a serious fault for people with disabilities',
    async (name, viewport) => {
      const { page, picture } = await openAs('/homes', viewport);
      for (const path of ['places', 'homes', 'people', 'duties', 'imports'] as const) {
        await page.goto(`${site.url}/${path}`);
        for (const language of [zhCN, en]) {
          const title = {
            places: language.placesPage,
            homes: language.homesPage,
            people: language.peoplePage,
            duties: language.dutiesPage,
            imports: language.importsPage,
          }[path].title;
          await page.getByRole('heading', { name: title }).waitFor();
          if (path === 'places') await page.getByRole('status').waitFor();
          if (path === 'homes' || path === 'people') await page.getByRole('table').first().waitFor();
          expect(await scrollsSideways(page)).toBe(false);
          expect(await seriousFaults(page)).toEqual([]);
          await picture(`${path}-${name}-${language === en ? 'en' : 'zh'}`);
          await page.getByRole('button', { name: language.language.switchTo }).click();
        }
      }
    },
  );

  it('have stations and bins that are added, changed and retired on a page, and are told apart by category', async () => {
    const { page, picture } = await openAs('/places', desk);
    const words = zhCN.placesPage;
    const dialog = page.getByRole('dialog');
    const save = async () => {
      await dialog.locator('.ant-modal-footer .ant-btn-primary').click();
      await dialog.waitFor({ state: 'detached' });
    };
    await page.getByRole('button', { name: words.addStation }).click();
    await dialog.getByLabel(zhCN.homesPage.estate).click();
    await page.locator('.ant-select-item-option').first().click();
    await dialog.getByLabel(words.stationName).fill('北门投放点');
    await dialog.getByLabel(words.hours).fill('8点到9点');
    await dialog.locator('.ant-modal-footer .ant-btn-primary').click();
    await dialog.getByText(zhCN.importFault.bad_hours).waitFor();
    await dialog.getByLabel(words.hours).fill('7:00-9:00');
    await save();
    const row = page.getByRole('row').filter({ hasText: '北门投放点' });
    await row.getByText('07:00-09:00').waitFor();
    await row.getByText('厨余垃圾桶').waitFor();
    await row.getByRole('button', { name: words.edit }).click();
    await dialog.getByLabel(words.stationName).fill('北门');
    await save();
    const renamed = page.getByRole('row').filter({ hasText: '07:00-09:00' });
    await renamed.getByText('北门', { exact: true }).waitFor();
    await renamed.getByRole('button', { name: zhCN.homesPage.retire }).click();
    await page.locator('.ant-popconfirm').getByRole('button', { name: zhCN.homesPage.retire }).click();
    await renamed.waitFor({ state: 'detached' });
    await page.getByLabel(words.withRetired).click();
    await renamed.getByRole('button', { name: zhCN.homesPage.restore }).click();
    await renamed.getByRole('button', { name: words.edit }).waitFor();
    await picture('places-restored-zh');
  });

  it('are people’s own: an account is found by initials and changed, with a branch that was added on the page', async () => {
    const { username } = await site.addPerson('member');
    const { page, picture } = await openAs('/people', desk);
    const dialog = page.getByRole('dialog');
    const save = async () => {
      await dialog.locator('.ant-modal-footer .ant-btn-primary').click();
      await dialog.waitFor({ state: 'detached' });
    };
    await page.getByRole('button', { name: /^支 ?部$/ }).click();
    await dialog.getByLabel(zhCN.branchesPage.add).fill('云河党支部');
    await dialog.getByRole('button', { name: zhCN.branchesPage.add }).click();
    await dialog.getByRole('cell', { name: '云河党支部' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: username }).click();
    await page.getByRole('button', { name: zhCN.personForm.open }).click();
    await dialog.getByLabel(zhCN.personForm.name).fill('欧阳云');
    await dialog.getByLabel(zhCN.personForm.branch).click();
    await page.locator('.ant-select-item-option').filter({ hasText: '云河党支部' }).click();
    await dialog.getByLabel(zhCN.personForm.household).fill('yhazy-3-1-104');
    await page.locator('.ant-select-item-option').filter({ hasText: '3幢 1单元 104' }).click();
    await save();
    await page.getByRole('heading', { name: '欧阳云' }).waitFor();
    await page.getByText('云河党支部').waitFor();
    await page.getByText(/3幢 1单元 104/).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await picture('account-changed-zh');
    await page.goto(`${site.url}/people`);
    await page.getByLabel(zhCN.peoplePage.search).fill('oyy');
    await page.getByRole('link', { name: /欧阳云/ }).waitFor();
    await page.getByText(zhCN.peoplePage.count.replace('{{count}}', '1'), { exact: true }).waitFor();
  });

  it('become somebody’s field by page; who has it already is told by name; a cancelled mistake can still be seen', async () => {
    await site.addPerson('member');
    const { page, picture } = await openAs('/duties', desk);
    const words = zhCN.dutiesPage;
    const dialog = page.getByRole('dialog');
    const save = async () => {
      await page.getByRole('button', { name: words.add }).click();
      await dialog.getByLabel(words.person).click();
      await page.locator('.ant-select-item-option').first().click();
      await dialog.getByLabel(words.place).fill('3幢 1单元');
      await page.locator('.ant-select-tree-title', { hasText: '3幢 1单元' }).click();
      await dialog
        .getByRole('button', { name: zhCN.cameraPage.save.split('').join(' ') })
        .or(dialog.getByRole('button', { name: zhCN.cameraPage.save }))
        .click();
    };
    await save();
    const row = page.getByRole('row').filter({ hasText: '3幢 1单元' });
    await row.getByText(zhCN.dutyPhase.present).waitFor();
    await save();
    await dialog.getByRole('alert').getByText('云河安置苑 3幢 1单元已由').waitFor();
    await picture('duties-taken-zh');
    await page.keyboard.press('Escape');
    await row.getByRole('button', { name: words.cancel }).click();
    await page.locator('.ant-popconfirm').getByRole('button', { name: words.cancel }).click();
    await page.getByText(words.none).waitFor();
    await page.getByLabel(words.state).click();
    await page.getByText(words.all).click();
    await row.getByText(zhCN.dutyPhase.cancelled).waitFor();
  });

  it('are shown to the member whose field they are', async () => {
    const member = await site.addPerson('member');
    const { administrator } = site.community;
    const people = await administrator.get<{ items: { id: number; username: string }[] }>('/api/v1/people');
    const tree = await administrator.get<{ estates: { buildings: { id: number }[] }[] }>('/api/v1/places');
    const added = await administrator.send('POST', '/api/v1/duties', {
      personId: people.body.items.find(({ username }) => username === member.username)?.id,
      target: { kind: 'building', id: tree.body.estates[0]?.buildings[0]?.id },
      fromDay: '2026-01-01',
    });
    expect(added.status).toBe(201);
    const { page, picture } = await site.open('/mine', phone);
    await signIn(page, member.username);
    await page.getByText(zhCN.mine.fieldHomes.replace('{{count}}', '59')).click();
    await page.getByText('3幢 1单元 101').waitFor();
    expect(await scrollsSideways(page)).toBe(false);
    expect(await seriousFaults(page)).toEqual([]);
    await picture('mine-fields');
  });
});
