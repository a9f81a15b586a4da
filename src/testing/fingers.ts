/** A finger drawn over the page's screen, for tests: Playwright's own touch screen can only tap. */
import type { Page } from 'playwright-core';

type At = { x: number; y: number };
const steps = 8;

/** Puts a finger down at `from`, draws it to `to` in a few steps and lifts it. */
export async function dragFinger(page: Page, from: At, to: At): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: At[]) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints: points });
  await touch('touchStart', [from]);
  for (let step = 1; step <= steps; step += 1) {
    const share = step / steps;
    await touch('touchMove', [{ x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share }]);
  }
  await touch('touchEnd', []);
  await session.detach();
}
