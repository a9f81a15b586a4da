import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../testing/client.ts';
import { setUpCommunity } from '../testing/community.ts';
import { startTestService, type TestService } from '../testing/service.ts';
import { waitFor } from '../testing/wait.ts';
import type { QueueState } from './queue-state.schemas.ts';

let service: TestService;
let admin: Client;
beforeAll(async () => {
  service = await startTestService({ workers: 2 });
  admin = (await setUpCommunity(service)).administrator;
});
afterAll(() => service.stop());

describe('the workers', () => {
  it('are listed by name while they are there', async () => {
    const workers = async () => (await admin.get<QueueState>('/api/v1/queue')).body.workers ?? [];
    const [first, second] = await waitFor(async () => ((await workers()).length === 2 ? workers() : null));
    expect(first?.name).toMatch(/.-\d+$/);
    expect(first?.name).not.toBe(second?.name);
    expect(first?.quietS).toBeGreaterThanOrEqual(0);
    await service.workers?.stop();
    await waitFor(async () => (await workers()).length === 0, { what: 'the workers to be gone' });
  });
});
