import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { createShutdown, StoppedWhileStarting } from './shutdown.ts';

const log = pino({ level: 'silent' });

describe('stopping', () => {
  it('goes through what was started, the last first, one after the other', async () => {
    const order: string[] = [];
    const shutdown = createShutdown(log);
    shutdown.add('redis', () => void order.push('redis'));
    shutdown.add('web', async () => {
      await new Promise((resolve) => setImmediate(resolve));
      order.push('web');
    });
    await shutdown.run();
    expect(order).toEqual(['web', 'redis']);
  });

  it('happens once, however often it is asked for', async () => {
    let times = 0;
    const shutdown = createShutdown(log);
    shutdown.add('web', () => void times++);
    await Promise.all([shutdown.run(), shutdown.run()]);
    await shutdown.run();
    expect(times).toBe(1);
  });

  it('goes on after something that fails to stop, or never does', async () => {
    const order: string[] = [];
    const shutdown = createShutdown(log, 5);
    shutdown.add('redis', () => void order.push('redis'));
    shutdown.add('stuck', () => new Promise(() => {}));
    shutdown.add('broken', () => {
      throw new Error('broken');
    });
    await shutdown.run();
    expect(order).toEqual(['redis']);
  });

  it('ends a start that is still under way, and stops what it had just started', async () => {
    const order: string[] = [];
    const shutdown = createShutdown(log);
    shutdown.add('redis', () => void order.push('redis'));
    const ended = shutdown.run();
    await ended;
    expect(() => shutdown.add('web', () => void order.push('web'))).toThrow(StoppedWhileStarting);
    await shutdown.run();
    expect(order).toEqual(['redis', 'web']);
  });
});
