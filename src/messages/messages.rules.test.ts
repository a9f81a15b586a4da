import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { composeText, dueAt, hintOf, minutesOfQuietLeft, pauseAfter, unknownPlaceholders } from './messages.rules.ts';
import { readRobotAnswer, robotRequest } from './robots.rules.ts';

const minuteMs = 60_000;
const night = { from: 22 * 60, to: 7 * 60 };
const minuteOfDay = (at: number): number => Math.floor(at / minuteMs) % 1440;

describe('when a message goes out', () => {
  it('waits for the end of the quiet hours, also over midnight', () => {
    expect(minutesOfQuietLeft(21 * 60 + 59, night)).toBe(0);
    expect(minutesOfQuietLeft(22 * 60, night)).toBe(9 * 60);
    expect(minutesOfQuietLeft(6 * 60 + 59, night)).toBe(1);
    expect(minutesOfQuietLeft(7 * 60, night)).toBe(0);
    expect(minutesOfQuietLeft(300, { from: 300, to: 300 })).toBe(0);
    expect(minutesOfQuietLeft(300, null)).toBe(0);
  });

  it('is at once, but not sooner after the last one than the digest allows', () => {
    const channel = { digestMinutes: 30, quiet: null };
    expect(dueAt(1_000_000, null, channel, minuteOfDay)).toBe(1_000_000);
    expect(dueAt(10 * minuteMs, 5 * minuteMs, channel, minuteOfDay)).toBe(35 * minuteMs);
  });

  it('never falls into the quiet hours, whatever they are', () => {
    const minute = fc.integer({ min: 0, max: 1439 });
    fc.assert(
      fc.property(
        fc.nat(10 ** 10),
        minute,
        minute,
        fc.integer({ min: 1, max: 1440 }),
        (now, from, to, digestMinutes) => {
          const quiet = { from, to };
          const at = dueAt(now, now - 5 * minuteMs, { digestMinutes, quiet }, minuteOfDay);
          expect(at).toBeGreaterThanOrEqual(now);
          expect(minutesOfQuietLeft(minuteOfDay(at), quiet)).toBe(0);
        },
      ),
    );
  });

  it('is tried again after growing pauses, and given up', () => {
    expect([1, 2, 3, 4, 5, 6].map(pauseAfter)).toEqual(
      [1, 2, 4, 8, 16].map((n) => n * minuteMs).concat([null as never]),
    );
  });
});

describe('what it says', () => {
  const words = {
    community: '锦绣$&社区',
    template: null,
    usual: '【{community}】\n{lines}',
    more: (n: number) => `另有${n}条`,
  };

  it('takes names as they are and counts what is too much', () => {
    expect(composeText(['a', 'b'], words)).toBe('【锦绣$&社区】\n- a\n- b');
    const many = composeText(
      Array.from({ length: 15 }, (_, at) => `line ${at}`),
      { ...words, template: '通知' },
    );
    expect(many.split('\n')).toHaveLength(14);
    expect(many.endsWith('- 另有3条')).toBe(true);
  });

  it('knows placeholders that nothing stands for', () => {
    expect(unknownPlaceholders('{community} {lines} {household}')).toEqual(['household']);
  });

  it('hints at an address without giving it away', () => {
    expect(hintOf('zhang@example.org')).toBe('z***@example.org');
    expect(hintOf('https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=aaaa-bbbb-1234')).toBe(
      'qyapi.weixin.qq.com/…1234',
    );
  });
});

describe('robots', () => {
  const message = { title: '核查', text: '- 一条' };
  const at = 1_700_000_000_123;

  it('of WeCom get Markdown of at most 4,096 bytes, never half a letter', () => {
    const { body } = robotRequest(
      'wecom',
      { url: 'https://x/y', secret: null },
      { title: '', text: '字'.repeat(3_000) },
      at,
    );
    const { content } = (body as { markdown: { content: string } }).markdown;
    expect(Buffer.byteLength(content)).toBeLessThanOrEqual(4_096);
    expect(content).toMatch(/^字+…$/);
  });

  it('of DingTalk are called with time and signature in the address', () => {
    const { url, body } = robotRequest(
      'dingtalk',
      { url: 'https://oapi.dingtalk.com/robot/send?access_token=t', secret: 'SEC1' },
      message,
      at,
    );
    const asked = new URL(url).searchParams;
    expect(asked.get('access_token')).toBe('t');
    expect(asked.get('timestamp')).toBe(String(at));
    expect(asked.get('sign')).toBe(createHmac('sha256', 'SEC1').update(`${at}\nSEC1`).digest('base64'));
    expect(body).toEqual({ msgtype: 'markdown', markdown: { title: '核查', text: '- 一条' } });
  });

  it('of Feishu are called with seconds and signature in the body', () => {
    const { body } = robotRequest('feishu', { url: 'https://x/y', secret: 's' }, message, at);
    expect(body).toEqual({
      timestamp: '1700000000',
      sign: createHmac('sha256', '1700000000\ns').digest('base64'),
      msg_type: 'text',
      content: { text: '- 一条' },
    });
  });

  it('answer 200 also when they refuse; the number tells', () => {
    expect(readRobotAnswer(200, '{"errcode":0,"errmsg":"ok"}')).toEqual({ ok: true });
    expect(readRobotAnswer(200, '{"StatusCode":0,"StatusMessage":"success"}')).toEqual({ ok: true });
    expect(readRobotAnswer(200, '{"code":19021,"msg":"sign match fail"}')).toMatchObject({ ok: false, again: false });
    expect(readRobotAnswer(200, '{"errcode":45009,"errmsg":"freq"}')).toMatchObject({ ok: false, again: true });
    expect(readRobotAnswer(503, '')).toMatchObject({ ok: false, again: true });
    expect(readRobotAnswer(404, '')).toMatchObject({ ok: false, again: false });
    expect(readRobotAnswer(200, '<html>')).toMatchObject({ ok: false, again: false });
  });
});
