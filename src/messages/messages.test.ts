import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setUpCommunity, type TestCommunity } from '../testing/community.ts';
import { fieldsPicture } from '../testing/pictures.ts';
import { createTestResults, type TestResults } from '../testing/results.ts';
import { startTestService, type TestService } from '../testing/service.ts';
import type { ChannelList, ChannelRequest, ChannelView, DeliveryList } from './messages.schemas.ts';

const minuteMs = 60_000;
/** Ten in the morning in the community. */
const morning = Date.parse('2026-11-20T02:00:00Z');

/** A robot that keeps what it is told and answers what the test says; null: hangs up after it has heard. */
async function startRobot() {
  const heard: { path: string; body: Record<string, unknown> }[] = [];
  const answers: (string | null)[] = [];
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      heard.push({ path: request.url ?? '', body: JSON.parse(Buffer.concat(chunks).toString()) });
      const answer = answers.length > 0 ? answers.shift() : '{"errcode":0,"errmsg":"ok"}';
      if (answer === null) request.socket.destroy();
      else response.end(answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const stop = () => new Promise((resolve) => server.close(resolve));
  return { heard, answers, host: `127.0.0.1:${port}`, url: `http://127.0.0.1:${port}/send?key=abcd`, stop };
}

async function startMailServer() {
  const mails: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        mails.push(Buffer.concat(chunks).toString());
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    mails,
    url: `smtp://127.0.0.1:${port}`,
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

describe('messages outward', () => {
  let now = morning;
  let service: TestService;
  let community: TestCommunity;
  let results: TestResults;
  let robot: Awaited<ReturnType<typeof startRobot>>;
  let mail: Awaited<ReturnType<typeof startMailServer>>;
  let wecom: ChannelView;

  const usual: Omit<ChannelRequest, 'kind' | 'address' | 'name'> = {
    secret: null,
    topics: ['waiting', 'report_drafted'],
    language: 'zh-CN',
    quiet: null,
    digestMinutes: 30,
    template: null,
  };
  const add = (request: Partial<ChannelRequest>) =>
    community.administrator.send<ChannelView>('POST', '/api/v1/message-channels', { ...usual, ...request });
  const deliveries = async () =>
    (await community.administrator.get<DeliveryList>('/api/v1/message-deliveries')).body.items;
  const nextMorning = async (days: number) => {
    now = morning + days * 24 * 60 * minuteMs;
    await service.container.tell();
  };

  beforeAll(async () => {
    [robot, mail] = await Promise.all([startRobot(), startMailServer()]);
    service = await startTestService({
      clock: () => now,
      config: { messageHosts: [robot.host], smtpUrl: mail.url, smtpFrom: 'office@example.org', sessionHours: 2_000 },
    });
    community = await setUpCommunity(service);
    results = createTestResults(service);
    const station = await community.addStation(await community.addEstate('One'), 'A', ['kitchen']);
    const at = new Date(morning - 10 * minuteMs).toISOString();
    await results.classify(station, await fieldsPicture(['kitchen'], 1), at, [{ label: 'paper_cardboard' }]);
    wecom = (await add({ kind: 'wecom', name: '工作群', address: robot.url })).body;
  }, 120_000);
  afterAll(async () => {
    await results.close();
    await service.stop();
    await Promise.all([robot.stop(), mail.stop()]);
  });

  it('go only to hosts that are listed, with placeholders that stand for something; nobody reads an address back', async () => {
    expect(await add({ kind: 'feishu', name: 'x', address: 'https://example.org/hook' })).toMatchObject({
      status: 422,
      body: { code: 'bad_channel_address' },
    });
    expect(await add({ kind: 'wecom', name: 'x', address: robot.url, template: '{household}' })).toMatchObject({
      status: 422,
      body: { code: 'unknown_placeholder' },
    });
    const list = (await community.administrator.get<ChannelList>('/api/v1/message-channels')).body;
    expect(JSON.stringify(list)).not.toContain('key=abcd');
    expect(list.items).toMatchObject([{ name: '工作群', addressHint: `${robot.host}/…abcd`, isSigned: false }]);
  });

  it('tell once what waits, whoever asks again', async () => {
    await service.container.tell();
    await service.container.tell();
    expect(robot.heard.map(({ body }) => body)).toEqual([
      { msgtype: 'markdown', markdown: { content: '【社区】垃圾分类核查\n- 待复核疑点 1 条' } },
    ]);
    expect(await deliveries()).toMatchObject([{ state: 'sent', tries: 1, fault: null }]);
  });

  it('are tried again when the robot was too busy, and are one message for all that came up meanwhile', async () => {
    robot.heard.length = 0;
    robot.answers.push('{"errcode":45009,"errmsg":"api freq out of limit"}');
    // The draft of November and what waits come up on the same morning.
    now = Date.parse('2026-12-01T02:00:00Z');
    service.container.drawAudits();
    await service.container.draftReports();
    await service.container.tell();
    expect(robot.heard).toHaveLength(1);
    expect((await deliveries())[0]).toMatchObject({ state: 'waiting', tries: 1, fault: '45009 api freq out of limit' });
    await service.container.tell();
    expect(robot.heard).toHaveLength(1);
    now += minuteMs;
    await service.container.tell();
    expect(robot.heard).toHaveLength(2);
    expect((await deliveries())[0]).toMatchObject({ state: 'sent', tries: 2 });
    const text = JSON.stringify(robot.heard[1]?.body);
    expect(text).toContain('2026-11 核查月报草稿已生成');
    expect(text).toContain('待复核疑点');
  });

  it('are not sent again by themselves when nobody knows whether they arrived; a person may', async () => {
    robot.heard.length = 0;
    robot.answers.push(null);
    await nextMorning(20);
    await nextMorning(20);
    expect(robot.heard).toHaveLength(1);
    const [uncertain] = await deliveries();
    expect(uncertain?.state).toBe('uncertain');
    const path = `/api/v1/message-deliveries/${uncertain?.id}/retry`;
    expect((await community.administrator.send('POST', path)).status).toBe(204);
    await service.container.tell();
    expect(robot.heard).toHaveLength(2);
    expect(await community.administrator.send('POST', path)).toMatchObject({
      status: 409,
      body: { code: 'delivery_not_ended' },
    });
  });

  it('say what is wrong when the robot refuses, and wait through the quiet hours', async () => {
    const path = `/api/v1/message-channels/${wecom.id}`;
    robot.answers.push('{"errcode":93000,"errmsg":"invalid webhook url"}');
    expect((await community.administrator.send('POST', `${path}/test`)).body).toEqual({ state: 'failed' });
    expect((await deliveries())[0]).toMatchObject({ fault: '93000 invalid webhook url', lines: [expect.any(String)] });
    robot.heard.length = 0;
    await community.administrator.send('PATCH', path, { quiet: { from: 8 * 60, to: 12 * 60 } });
    await nextMorning(21);
    expect(robot.heard).toHaveLength(0);
    now += 120 * minuteMs;
    await service.container.tell();
    expect(robot.heard).toHaveLength(1);
  });

  it('reach a mailbox, once', async () => {
    const { body } = await add({ kind: 'email', name: '书记', address: 'sun@example.org', language: 'en' });
    expect(body.addressHint).toBe('s***@example.org');
    await nextMorning(22);
    await service.container.tell();
    expect(mail.mails).toHaveLength(1);
    expect(mail.mails[0]).toMatch(/^From: office@example\.org/m);
    expect(mail.mails[0]).toMatch(/^Subject: Waste sorting/m);
    expect(mail.mails[0]).toContain('1 findings wait for review');
    expect((await community.administrator.send('DELETE', `/api/v1/message-channels/${body.id}`)).status).toBe(204);
    await nextMorning(23);
    expect(mail.mails).toHaveLength(1);
  });
});
