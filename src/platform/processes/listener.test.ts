import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { waitFor } from '../../testing/wait.ts';
import { type Listener, openListener } from './listener.ts';
import { StartError } from './start-error.ts';

const opened: Listener[] = [];

async function open(options: { host?: string; port?: number } = {}): Promise<Listener> {
  const listener = await openListener({ host: '127.0.0.1', port: 0, ...options });
  opened.push(listener);
  return listener;
}

afterEach(async () => {
  await Promise.all(opened.splice(0).map((listener) => listener.close(0)));
});

describe('the socket of the web process', () => {
  it('is alive but not ready until the application is there', async () => {
    const listener = await open();
    expect((await fetch(`${listener.url}/live`)).status).toBe(200);
    const early = await fetch(`${listener.url}/api/v1/captures`, { method: 'POST' });
    expect(early.status).toBe(503);
    expect(early.headers.get('retry-after')).toBe('2');
    expect(await early.json()).toMatchObject({ code: 'starting' });
    listener.serve((_, response) => response.end('application'));
    expect(await (await fetch(listener.url)).text()).toBe('application');
  });

  it('says that the port is taken, and what to do', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    await expect(open({ port })).rejects.toThrow(new RegExp(`Port ${port} on 127.0.0.1 is taken.*--port N`));
    await expect(open({ port })).rejects.toThrow(StartError);
    await new Promise((resolve) => other.close(resolve));
  });

  it('says that an address is not this machine’s', async () => {
    await expect(open({ host: '192.0.2.1' })).rejects.toThrow(/no address 192.0.2.1.*--host H/);
  });

  it('names an address that can be opened when it listens on all', async () => {
    const listener = await open({ host: '0.0.0.0' });
    expect(listener.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  it('lets a request finish when it is closed, and takes no other', async () => {
    const listener = await open();
    const arrived = Promise.withResolvers<() => void>();
    listener.serve((_, response) => arrived.resolve(() => response.end('finished')));
    const request = fetch(listener.url);
    const finish = await arrived.promise;
    const closed = listener.close(60_000);
    await expect(fetch(listener.url)).rejects.toThrow();
    finish();
    expect(await (await request).text()).toBe('finished');
    await closed;
  });

  it('cuts off a request that doesn’t end within the grace time', async () => {
    const listener = await open();
    let arrived = false;
    listener.serve(() => {
      arrived = true;
    });
    const request = fetch(listener.url).catch((error: Error) => error);
    await waitFor(() => arrived);
    await listener.close(10);
    expect(await request).toBeInstanceOf(Error);
  });

  it('doesn’t wait for a connection that never sent a request', async () => {
    const listener = await open();
    const { port } = new URL(listener.url);
    const silent = connect(Number(port), '127.0.0.1');
    await new Promise((resolve) => silent.once('connect', resolve));
    silent.on('error', () => {});
    const gone = new Promise((resolve) => silent.once('close', resolve));
    await listener.close(50);
    await gone;
  });
});
