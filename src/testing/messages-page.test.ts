import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { zhCN } from '../web/locales/zh-CN.ts';
import { chromiumPath, desk, phone, scrollsSideways, seriousFaults } from './browser.ts';
import { type Interface, openInterface, signIn } from './interface.ts';

describe.skipIf(!existsSync(chromiumPath))('the page of messages in a browser (skipped without chromium)', () => {
  let site: Interface;
  let robot: Server;
  let host: string;
  const heard: string[] = [];
  beforeAll(async () => {
    robot = createServer((request, response) => {
      request.on('data', (chunk: Buffer) => heard.push(chunk.toString()));
      request.on('end', () => response.end('{"errcode":0}'));
    });
    await new Promise<void>((resolve) => robot.listen(0, '127.0.0.1', resolve));
    host = `127.0.0.1:${(robot.address() as AddressInfo).port}`;
    site = await openInterface({ messageHosts: [host] });
  }, 180_000);
  afterAll(async () => {
    await site?.close();
    robot.close();
  });
  afterEach(async () => {
    expect(await site.closePages()).toEqual([]);
  });

  it('adds a robot, says what is wrong with its address, tests it and shows how that went', async () => {
    const { username } = await site.addPerson('administrator');
    const { page, picture } = await site.open('/messages', desk);
    await signIn(page, username);
    await page.getByText(zhCN.messages.none).waitFor();
    await page.getByRole('button', { name: zhCN.messages.add }).click();
    await page.getByLabel(zhCN.messages.name, { exact: true }).fill('社区工作群');
    await page.getByLabel(zhCN.messages.webhook).fill('https://example.org/hook');
    await page.getByRole('button', { name: zhCN.messages.save }).click();
    await page.getByText(zhCN.problem.bad_channel_address).waitFor();
    await picture('messages-form');
    await page.getByLabel(zhCN.messages.webhook).fill(`http://${host}/send?key=1`);
    await page.getByRole('button', { name: zhCN.messages.save }).click();
    const card = page.getByRole('region', { name: '社区工作群' });
    await card.getByRole('button', { name: zhCN.messages.test }).click();
    await page.getByText(zhCN.messages.tested).waitFor();
    await page.getByText(zhCN.messages.state.sent, { exact: true }).waitFor();
    expect(heard.join('')).toContain('测试消息');
    expect(await seriousFaults(page)).toEqual([]);
    await picture('messages');
    await page.setViewportSize(phone);
    expect(await scrollsSideways(page)).toBe(false);
    await picture('messages-phone');
  });
});
