import { afterEach, describe, expect, it } from 'vitest';
import { startFakeCamera } from '../testing/fake-camera.ts';
import { fieldsPicture } from '../testing/pictures.ts';
import { type CameraAddress, type ClientLimits, PullError } from './camera-client.ts';
import { isNetwork } from './networks.ts';
import { takeSnapshot } from './snapshot.ts';
import { createSnapshots } from './snapshots.ts';

const login = { username: 'reader', password: '口令:"x' };
const limits: ClientLimits = { timeoutMs: 5_000, maxBytes: 200_000, networks: ['127.0.0.0/8'] };
const photo = await fieldsPicture(['kitchen'], 1);
const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function camera(options: Partial<Parameters<typeof startFakeCamera>[0]> = {}) {
  const made = await startFakeCamera({ login, auth: 'md5', picture: () => photo, ...options });
  stops.push(made.stop);
  const address = (change: Partial<CameraAddress> = {}): CameraAddress => ({
    ...{ preset: 'hikvision', scheme: 'http', host: '127.0.0.1', port: made.port, channel: 1, path: '/snap.jpg' },
    ...{ auth: 'digest', ...login, anyCertificate: true, ...change },
  });
  return { ...made, address };
}
const faultOf = async (address: CameraAddress, change: Partial<ClientLimits> = {}): Promise<string> => {
  try {
    await takeSnapshot(address, { ...limits, ...change });
    return 'none';
  } catch (error) {
    expect(error).toBeInstanceOf(PullError);
    // What people and logs see never holds the login.
    expect((error as Error).message).not.toContain(login.password);
    return (error as PullError).fault;
  }
};

describe('a picture asked of a camera', () => {
  it('comes by each maker’s address, after digest with MD5 or SHA-256, or basic', async () => {
    const md5 = await camera();
    expect(Buffer.from((await takeSnapshot(md5.address(), limits)).bytes)).toEqual(photo);
    expect((await takeSnapshot(md5.address({ preset: 'dahua' }), limits)).bytes.length).toBe(photo.length);
    expect(md5.asked).toContain('GET /cgi-bin/snapshot.cgi?channel=1');
    const sha = await camera({ auth: 'sha256' });
    expect((await takeSnapshot(sha.address({ preset: 'path' }), limits)).bytes.length).toBe(photo.length);
    const basic = await camera({ auth: 'basic', login: { username: 'reader', password: 'plain' } });
    const asked = { auth: 'basic', username: 'reader', password: 'plain' } as const;
    expect((await takeSnapshot(basic.address(asked), limits)).bytes.length).toBe(photo.length);
  });

  it('comes from the place that ONVIF tells, on the camera’s own host, by the camera’s own clock', async () => {
    const { address, asked } = await camera({ clockDriftMs: -7_200_000 });
    const { bytes, clockDriftMs } = await takeSnapshot(address({ preset: 'onvif' }), limits);
    expect(Buffer.from(bytes)).toEqual(photo);
    expect(Math.abs((clockDriftMs ?? 0) + 7_200_000)).toBeLessThan(5_000);
    expect(asked.at(-1)).toBe('GET /snap.jpg');
    expect(await faultOf(address({ preset: 'onvif', channel: 2 }))).toBe('onvif_failed');
    expect(await faultOf(address({ preset: 'onvif', password: 'wrong' }))).toBe('wrong_credentials');
  });

  it('tells the camera’s clock by the date of its answer', async () => {
    const { address } = await camera({ clockDriftMs: 600_000 });
    const { clockDriftMs } = await takeSnapshot(address(), limits);
    expect(Math.abs((clockDriftMs ?? 0) - 600_000)).toBeLessThan(3_000);
  });

  it('is asked for with a wrong login only once', async () => {
    const { address, asked } = await camera();
    expect(await faultOf(address({ password: 'wrong' }))).toBe('wrong_credentials');
    expect(asked).toHaveLength(2);
  });

  it('is not asked for with a readable password unless somebody said so', async () => {
    const { address, asked } = await camera({ auth: 'basic' });
    expect(await faultOf(address())).toBe('basic_only');
    expect(asked).toHaveLength(1);
  });

  it('is not followed elsewhere, nor taken from outside the cameras’ networks, by address or by name', async () => {
    const { address, asked } = await camera({
      instead: (_, response) => Boolean(response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()),
    });
    expect(await faultOf(address())).toBe('redirected');
    const calls = asked.length;
    expect(await faultOf(address(), { networks: ['10.0.0.0/8'] })).toBe('not_allowed');
    expect(await faultOf(address({ host: 'localhost' }), { networks: ['10.0.0.0/8', 'fd00::/8'] })).toBe('not_allowed');
    expect(asked.length).toBe(calls);
  });

  it('must come in time, be no larger than allowed, and be a picture', async () => {
    const silent = await camera({ instead: () => true });
    expect(await faultOf(silent.address(), { timeoutMs: 100 })).toBe('timed_out');
    const large = await camera();
    expect(await faultOf(large.address(), { maxBytes: 500 })).toBe('too_large');
    const page = await camera({ picture: () => Buffer.from('<html>please sign in</html>') });
    expect(await faultOf(page.address())).toBe('not_a_picture');
    expect(await faultOf(page.address({ preset: 'path', path: '/nowhere' }))).toBe('refused');
    await page.stop();
    expect(await faultOf(page.address())).toBe('unreachable');
  });

  it('comes through the thread as it is, also while others fail', async () => {
    const { address } = await camera();
    const snapshots = createSnapshots();
    const [good, bad] = await Promise.allSettled([
      snapshots.take(address(), limits),
      snapshots.take(address({ password: 'wrong' }), limits),
    ]);
    expect(good.status === 'fulfilled' && Buffer.from(good.value.bytes)).toEqual(photo);
    expect(bad).toMatchObject({ status: 'rejected', reason: { fault: 'wrong_credentials' } });
    await snapshots.close();
  });
});

describe('a network', () => {
  it('is an address with bits, or one address', () => {
    expect(['10.0.0.0/8', 'fd00::/8', '192.168.1.4'].map(isNetwork)).toEqual([true, true, true]);
    expect(['10.0.0.0/33', 'camera.local', '10.0.0.0/8/8', ''].map(isNetwork)).toEqual([false, false, false, false]);
  });
});
