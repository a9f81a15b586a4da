import { existsSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { en } from '../web/locales/en.ts';
import { zhCN } from '../web/locales/zh-CN.ts';
import { chromiumPath, desk, phone, scrollsSideways, seriousFaults } from './browser.ts';
import { type CameraSite, openCameraSite } from './camera-site.ts';
import { hikvision, numbered, type Payload } from './push-payloads.ts';
import { waitFor } from './wait.ts';

const words = zhCN.push;

describe.skipIf(!existsSync(chromiumPath))(
  'the pages of pushing devices in a browser (skipped without Debian’s chromium)',
  () => {
    let site: CameraSite;
    beforeAll(async () => {
      site = await openCameraSite();
    }, 180_000);
    afterAll(() => site?.close());
    afterEach(async () => {
      expect(await site.closePages()).toEqual([]);
    });
    const send = async (address: string, { type, body }: Payload): Promise<number> => {
      const headers: Record<string, string> = type ? { 'content-type': type } : {};
      const { status } = await fetch(address, { method: 'POST', headers, body: new Uint8Array(body) });
      await site.service.container.settlePushed();
      return status;
    };
    /** The address in the window that shows it this once. */
    const shown = async (page: Page): Promise<string> => {
      const dialog = page.getByRole('dialog', { name: words.shownTitle });
      const address = (await dialog.locator('code').first().textContent()) ?? '';
      await dialog.getByRole('button', { name: words.shownDone }).click();
      await dialog.waitFor({ state: 'hidden' });
      return address;
    };
    const inBothLanguages = async (page: Page, name: string, picture: (name: string) => Promise<void>) => {
      for (const language of ['zh', 'en']) {
        await page.waitForLoadState('networkidle');
        expect(await seriousFaults(page)).toEqual([]);
        expect(await scrollsSideways(page)).toBe(false);
        await picture(`${name}-${language}`);
        const { language: switching } = language === 'zh' ? zhCN : en;
        await page.getByRole('button', { name: switching.switchTo }).click();
      }
    };

    it('issue a camera’s address, show what its device sent and how it was understood', async () => {
      const { id } = site.station.camera;
      const { page, picture } = await site.open(`/cameras/${id}`, phone);
      await page.getByRole('button', { name: words.issue }).click();
      const address = await shown(page);
      expect(address).toContain(`${site.service.url}/push/`);
      await inBothLanguages(page, 'phone-push-card', picture);
      await page.getByRole('link', { name: words.test }).click();
      await page.getByText(words.nothing).waitFor();
      const scene = site.scene(1);
      expect(await send(address, hikvision.plates(scene, numbered(scene, 1)))).toBe(200);
      expect(await send(address, { type: 'text/plain', body: Buffer.from('hello') })).toBe(415);
      await page.getByText(words.outcome.taken).waitFor();
      await page.getByText(words.outcome.crop).waitFor();
      await page.getByText(words.fault.no_document).waitFor();
      await page.locator('summary').last().click();
      await page.getByText('<eventType>ANPR</eventType>').waitFor();
      await inBothLanguages(page, 'phone-push-test', picture);
    });

    it('limit who may push, and say what is wrong with what was typed', async () => {
      const { id } = site.station.camera;
      const { page, picture } = await site.open(`/cameras/${id}`, desk);
      await page.getByRole('button', { name: words.settings }).click();
      const dialog = page.getByRole('dialog', { name: words.settingsTitle });
      await dialog.getByLabel(words.allowed).fill('somewhere');
      await dialog
        .getByRole('button', { name: words.save.split('').join(' ') })
        .or(dialog.getByRole('button', { name: words.save }))
        .click();
      await dialog.getByText(words.notNetwork).waitFor();
      await dialog.getByLabel(words.allowed).fill('10.0.0.0/8\n192.168.1.64');
      await picture('desk-push-settings');
      await dialog
        .getByRole('button', { name: words.save.split('').join(' ') })
        .or(dialog.getByRole('button', { name: words.save }))
        .click();
      await dialog.waitFor({ state: 'hidden' });
      await page.getByText('10.0.0.0/8 · 192.168.1.64').waitFor();
      await picture('desk-push-card');
    });

    it('adopt a recorder’s channel from the waiting room to a camera', async () => {
      const { page, picture } = await site.open('/devices', desk);
      await page.getByText(zhCN.devices.nobody).waitFor();
      await page.getByLabel(zhCN.devices.recorderName).fill('门卫室录像机');
      await page.getByRole('button', { name: zhCN.devices.addRecorder }).click();
      const address = await shown(page);
      const payload = hikvision.motion(site.scene(2), { channel: '<dynChannelID>34</dynChannelID>' });
      await send(address, payload);
      const select = page.getByLabel('通道 D2对应的摄像头').first();
      await select.waitFor();
      await inBothLanguages(page, 'desk-devices', picture);
      await select.click();
      await page.getByTitle(/东门/).last().click();
      await page.getByText(zhCN.devices.nobody).waitFor();
      await send(address, payload);
      await waitFor(async () => (await site.camera()).today.received > 0 || (await site.camera()).lastSeenAt !== null);
      await page.setViewportSize(phone);
      await inBothLanguages(page, 'phone-devices', picture);
    });
  },
);
