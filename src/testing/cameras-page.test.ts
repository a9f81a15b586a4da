import { existsSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { en } from '../web/locales/en.ts';
import { zhCN } from '../web/locales/zh-CN.ts';
import { chromiumPath, desk, phone, scrollsSideways, seriousFaults } from './browser.ts';
import { type CameraSite, openCameraSite } from './camera-site.ts';
import { cameraClient } from './client.ts';
import { dragFinger } from './fingers.ts';
import { waitFor } from './wait.ts';

const words = zhCN.drawing;
const fill = (text: string, values: Record<string, string | number>): string =>
  text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name]));
const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true });

/** The drawing surface, and where on the screen a place on the picture is. */
async function surface(page: Page) {
  const locator = page.locator('svg:has(#mask-drawn)');
  await page.getByAltText(/拍摄的照片|Photo taken/).waitFor();
  const at = async (x: number, y: number) => {
    const box = await locator.boundingBox();
    if (!box) throw new Error('there is no drawing surface');
    return { x: box.x + x * box.width, y: box.y + y * box.height };
  };
  const hand = {
    at,
    click: async (x: number, y: number) => {
      const place = await at(x, y);
      await page.mouse.click(place.x, place.y);
    },
    tap: async (x: number, y: number) => {
      const place = await at(x, y);
      await page.touchscreen.tap(place.x, place.y);
    },
    drag: async (from: [number, number], to: [number, number]) => {
      const [a, b] = [await at(...from), await at(...to)];
      await page.mouse.move(a.x, a.y);
      await page.mouse.down();
      await page.mouse.move((a.x + b.x) / 2, (a.y + b.y) / 2, { steps: 3 });
      await page.mouse.move(b.x, b.y, { steps: 3 });
      await page.mouse.up();
    },
    points: () => locator.locator('[data-point]').count(),
  };
  return hand;
}

describe.skipIf(!existsSync(chromiumPath))('the camera pages in a browser (skipped without Debian’s chromium)', () => {
  let site: CameraSite;
  beforeAll(async () => {
    site = await openCameraSite();
    await site.postScene();
  }, 180_000);
  afterAll(() => site?.close());
  /** Before each test: views of the first two bins, no masks. */
  beforeEach(async () => {
    const { camera, bins } = site.station;
    const put = (what: string, body: unknown) =>
      site.community.administrator.send('PUT', `/api/v1/cameras/${camera.id}/${what}`, body);
    const views = bins.slice(0, 2).map(({ id }, index) => {
      const [left, right] = [0.05 + index * 0.3, 0.3 + index * 0.3];
      return {
        binId: id,
        polygon: [
          [left, 0.3],
          [right, 0.3],
          [right, 0.7],
          [left, 0.7],
        ],
      };
    });
    await put('views', { views });
    await put('masks', { masks: [] });
  });
  afterEach(async () => {
    expect(await site.closePages()).toEqual([]);
  });
  const drawingPath = () => `/cameras/${site.station.camera.id}/drawing`;
  const binName = (position: number) => `${position}. ${['可回收物', '厨余垃圾', '其他垃圾'][position - 1]}桶`;

  it('lets a mouse draw views and masks, and says from when they hold', async () => {
    await site.community.administrator.send('PUT', `/api/v1/cameras/${site.station.camera.id}/views`, { views: [] });
    const { page, picture } = await site.open('/cameras');
    await page.getByText(zhCN.cameraState.no_views).waitFor();
    await page.getByRole('link', { name: /东门投放点/ }).click();
    await page.getByRole('link', { name: zhCN.cameraPage.draw }).click();
    const hand = await surface(page);

    await button(page, fill(words.drawOf, { name: binName(1) })).click();
    for (const [x, y] of [
      [0.1, 0.3],
      [0.3, 0.3],
      [0.3, 0.6],
      [0.12, 0.62],
    ] as const)
      await hand.click(x, y);
    expect(await button(page, words.save).isDisabled()).toBe(true);
    await hand.click(0.1, 0.3);
    await hand.drag([0.3, 0.6], [0.34, 0.66]);
    await hand.drag([0.2, 0.3], [0.2, 0.24]);
    expect(await hand.points()).toBe(5);
    await page.keyboard.press('Control+z');
    expect(await hand.points()).toBe(4);
    await page.keyboard.press('Control+Shift+z');
    expect(await hand.points()).toBe(5);
    await hand.click(0.2, 0.24);
    await button(page, words.removePoint).click();
    expect(await hand.points()).toBe(4);

    await button(page, fill(words.boxOf, { name: binName(2) })).click();
    await hand.drag([0.5, 0.5], [0.6, 0.55]);
    await button(page, words.boxMask).click();
    await hand.drag([0.43, 0.43], [0.9, 0.55]);
    await page.getByText(words.fault.crosses).waitFor();
    await picture('camera-drawing-fault');
    expect(await button(page, words.save).isDisabled()).toBe(true);
    await button(page, words.undo).click();
    await hand.drag([0.55, 0.55], [0.6, 0.1]);
    await picture('camera-drawing');
    await button(page, words.save).click();
    await page.getByText(words.confirmViews).waitFor();
    await page.getByText(words.confirmOld).waitFor();
    await picture('camera-drawing-save');
    await page.getByRole('dialog').getByRole('button', { name: words.confirmYes }).click();
    await page.getByText(/视区第 \d+ 版已保存/).waitFor();
    await page.getByText(/遮挡第 \d+ 版已保存/).waitFor();

    const { views, masks } = await site.camera();
    expect(views.map(({ binId }) => binId)).toEqual(site.station.bins.slice(0, 2).map(({ id }) => id));
    expect(views[0]?.polygon).toHaveLength(4);
    const [x, y] = views[0]?.polygon[2] ?? [0, 0];
    expect([x.toFixed(2), y.toFixed(2)]).toEqual(['0.34', '0.66']);
    expect(masks).toHaveLength(1);
    await page.getByRole('link', { name: fill(words.back, { name: '东门投放点' }) }).click();
    await page.getByText(zhCN.cameraPage.noMaskedText).waitFor();
    await page.getByText(fill(zhCN.maskHistory.item, { revision: 1 })).waitFor();
  });

  it('lets a finger draw on a phone, without the page moving away below it', async () => {
    const { page, picture } = await site.open(drawingPath(), phone);
    const hand = await surface(page);
    for (const position of [1, 2]) {
      await button(page, fill(words.remove, { name: binName(position) })).tap();
    }
    await button(page, fill(words.drawOf, { name: binName(3) })).tap();
    await page.evaluate('window.scrollTo(0, 0)');
    for (const [x, y] of [
      [0.6, 0.2],
      [0.9, 0.2],
      [0.9, 0.7],
      [0.6, 0.7],
    ] as const)
      await hand.tap(x, y);
    await hand.tap(0.6, 0.2);
    const scrolled = () => page.evaluate<number>('window.scrollY');
    const before = await scrolled();
    await dragFinger(page, await hand.at(0.6, 0.7), await hand.at(0.5, 0.85));
    await dragFinger(page, await hand.at(0.75, 0.2), await hand.at(0.75, 0.1));
    expect(await scrolled()).toBe(before);
    expect(await hand.points()).toBe(5);
    await picture('phone-camera-drawing-zh');
    expect(await scrollsSideways(page)).toBe(false);
    await button(page, words.save).tap();
    await page.getByText(/没有计数的视区/).waitFor();
    await page.getByRole('dialog').getByRole('button', { name: words.confirmYes }).tap();
    await page.getByText(/视区第 \d+ 版已保存/).waitFor();
    const { views } = await site.camera();
    expect(views.map(({ binId }) => binId)).toEqual([site.station.bins[2]?.id]);
    const [x, y] = views[0]?.polygon.at(-1) ?? [0, 0];
    expect([x.toFixed(1), y.toFixed(2)]).toEqual(['0.5', '0.85']);
  });

  it('can be drawn upon by keyboard alone, and keeps what is drawn until one agrees to lose it', async () => {
    const { page } = await site.open(drawingPath());
    const hand = await surface(page);
    await button(page, fill(words.boxOf, { name: binName(3) })).focus();
    await page.keyboard.press('Enter');
    await page.locator('[data-point="0"]').focus();
    for (let step = 0; step < 5; step += 1) await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Shift+ArrowUp');
    await page.getByRole('button', { name: /第 1 点，横 41%，纵 39%/ }).waitFor();
    await page.keyboard.press('Enter');
    expect(await hand.points()).toBe(5);
    await page.keyboard.press('Delete');
    expect(await hand.points()).toBe(4);
    await page.getByRole('link', { name: zhCN.nav.review }).click();
    await page.getByText(words.leave).waitFor();
    await page.getByRole('button', { name: words.stay }).click();
    expect(await hand.points()).toBe(4);
  });

  it('refuses to overwrite what somebody else drew meanwhile, and loads it', async () => {
    const { page } = await site.open(drawingPath());
    await surface(page);
    const { bins } = site.station;
    const polygon = [
      [0, 0],
      [0.2, 0],
      [0.2, 0.2],
    ];
    const body = { views: [{ binId: bins[1]?.id, polygon }] };
    await site.community.administrator.send('PUT', `/api/v1/cameras/${site.station.camera.id}/views`, body);
    await button(page, fill(words.boxOf, { name: binName(3) })).click();
    await button(page, words.save).click();
    await page.getByRole('dialog').getByRole('button', { name: words.confirmYes }).click();
    await page.getByText(new RegExp(zhCN.problem.drawn_meanwhile)).waitFor();
    await page.getByRole('button', { name: words.reload }).click();
    await button(page, fill(words.select, { name: binName(2) })).waitFor();
    await button(page, fill(words.boxOf, { name: binName(1) })).waitFor();
  });

  it('issues a key that is shown once and works, and revokes it', async () => {
    const { page, picture } = await site.open(`/cameras/${site.station.camera.id}`);
    await button(page, zhCN.cameraKey.issueAgain).click();
    await page.getByText(zhCN.cameraKey.issueText).waitFor();
    await page.getByRole('dialog').getByRole('button', { name: zhCN.cameraKey.issueYes }).click();
    await page.getByText(zhCN.cameraKey.shownText).waitFor();
    const key = (await page.locator('code').first().textContent()) ?? '';
    const line = await page.locator('code').last().textContent();
    expect(line).toBe(
      `curl -H 'Authorization: Bearer ${key}' -F photo=@photo.jpg '${site.service.url}/api/v1/captures'`,
    );
    await picture('camera-key');
    const post = async (scene: number) => {
      const client = cameraClient(site.service.url, key);
      return (await client.send('POST', '/api/v1/captures', site.scene(scene))).status;
    };
    expect(await post(1)).toBe(202);
    await button(page, zhCN.cameraKey.done).click();
    expect(await page.getByText(key).count()).toBe(0);
    await button(page, zhCN.cameraKey.revoke).click();
    await page.getByRole('dialog').getByRole('button', { name: zhCN.cameraKey.revokeYes }).click();
    await page.getByText(zhCN.cameraKey.none).waitFor();
    expect(await post(2)).toBe(401);
  });

  it('shows the next photograph by itself', async () => {
    const second = await site.community.addStation(await site.community.addEstate('桂园'), '南门', ['kitchen']);
    await site.postScene(second);
    const { page } = await site.open(`/cameras/${second.camera.id}`);
    await page.clock.install();
    await page.reload();
    const photo = page.getByAltText(/最近一张照片/);
    const before = await photo.getAttribute('src');
    await site.postScene(second);
    // The page asks every 15 seconds.
    await page.clock.runFor(16_000);
    await waitFor(async () => (await photo.getAttribute('src')) !== before, { what: 'the next photograph' });
  });

  it('adds a camera, keeps what was typed when refused, changes and retires it', async () => {
    const { page } = await site.open('/cameras');
    await button(page, zhCN.cameras.add).click();
    await page.getByRole('dialog').getByRole('button', { name: zhCN.cameraPage.save }).click();
    await page.getByText(zhCN.cameraPage.stationMissing).waitFor();
    await page.getByText(zhCN.cameraPage.nameMissing).waitFor();
    await page.getByRole('dialog').getByLabel(zhCN.cameraPage.name).fill('西侧');
    await page.getByRole('dialog').getByLabel(zhCN.cameraPage.station).click();
    await page.getByTitle('翠湖苑 东门投放点').click();
    await page.getByRole('dialog').getByRole('button', { name: zhCN.cameraPage.save }).click();
    await button(page, zhCN.cameraKey.done).click();
    await page.getByRole('heading', { name: '西侧' }).waitFor();
    await page.getByText(zhCN.cameraState.no_views).first().waitFor();
    await button(page, zhCN.cameraPage.edit).click();
    await page.getByRole('dialog').getByLabel(zhCN.cameraPage.name).fill('西侧二号');
    await page.getByRole('dialog').getByRole('button', { name: zhCN.cameraPage.save }).click();
    await page.getByRole('heading', { name: '西侧二号' }).waitFor();
    await button(page, zhCN.cameraEnd.button).click();
    await page.getByRole('dialog').getByRole('button', { name: zhCN.cameraEnd.yes }).click();
    await page.getByRole('heading', { name: zhCN.cameras.title }).waitFor();
    await page.getByRole('link', { name: /西侧/ }).waitFor({ state: 'detached' });
    await page.getByRole('link', { name: /东门投放点/ }).waitFor();
  });

  it.each([
    ['desk', desk],
    ['phone', phone],
  ] as const)('are whole on a %s in both languages, for everybody', async (size, viewport) => {
    const { page, picture } = await site.open('/cameras', viewport);
    for (const [name, language] of [
      ['zh', zhCN],
      ['en', en],
    ] as const) {
      await page
        .getByRole('link', { name: /东门投放点/ })
        .first()
        .waitFor();
      const pages = [
        ['cameras', () => page.getByRole('heading', { name: language.cameras.title }).waitFor()],
        ['camera', () => page.getByAltText(/最近一张照片|Latest photo/).waitFor()],
        ['drawing', () => page.locator('svg:has(#mask-drawn)').waitFor()],
      ] as const;
      for (const [which, ready] of pages) {
        if (which === 'camera')
          await page
            .getByRole('link', { name: /东门投放点/ })
            .first()
            .click();
        if (which === 'drawing') await page.getByRole('link', { name: language.cameraPage.draw }).click();
        await ready();
        expect(await scrollsSideways(page), which).toBe(false);
        expect(await seriousFaults(page), which).toEqual([]);
        await picture(`${size}-${which}-${name}`);
      }
      await page.goto(`${site.service.url}/cameras`);
      await page.getByRole('button', { name: language.language.switchTo }).click();
    }
  });
});
