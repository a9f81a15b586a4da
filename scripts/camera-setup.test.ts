import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';

const script = join(import.meta.dirname, 'camera-setup.ts');
const push = 'http://192.168.1.10:8480/push/abc123';
const md5 = (text: string): string => createHash('md5').update(text).digest('hex');
let server: Server | null = null;
afterEach(() => void server?.close());

interface Device {
  url: string;
  /** Method and path of each request that was let in. */
  asked: string[];
}

/** A device that asks for digest authentication; `answer` gives the text, null: 403. */
async function startDevice(answer: (method: string, url: string, body: string) => string | null): Promise<Device> {
  const asked: string[] = [];
  server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const header = request.headers.authorization ?? '';
    const field = (name: string): string => new RegExp(`${name}="?([^",]+)`).exec(header)?.[1] ?? '';
    const secret = md5('admin:device:secret 1');
    const signed = md5(`${request.method}:${request.url}`);
    const right = md5(`${secret}:n0:${field('nc')}:${field('cnonce')}:auth:${signed}`);
    if (field('response') !== right) {
      response.writeHead(401, { 'www-authenticate': 'Digest realm="device", qop="auth", nonce="n0"' }).end();
      return;
    }
    asked.push(`${request.method} ${request.url}`);
    const text = answer(request.method ?? '', request.url ?? '', body);
    response.writeHead(text === null ? 403 : 200).end(text ?? 'refused');
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

function run(args: string[], password = 'secret 1'): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [script, ...args]);
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('close', (code) => resolve({ code, output }));
    child.stdin.end(`${password}\n`);
  });
}
const on = (vendor: string, { url }: Device, ...more: string[]): string[] => [
  ...[vendor, '--device', url, '--user', 'admin', '--push', push],
  ...more,
];

/** A Hikvision device with these hosts, by id; empty: free. */
function hikvision(hosts: Record<string, string>, mayAdd: boolean) {
  const kept = new Map(Object.entries(hosts));
  const answer = (method: string, url: string, body: string): string | null => {
    const id = /<id>(\d+)/.exec(body)?.[1] ?? '';
    if (method === 'PUT') {
      if (url !== `/ISAPI/Event/notification/httpHosts/${id}`) return null;
      kept.set(id, body);
    } else if (method === 'POST') {
      if (!mayAdd) return null;
      kept.set(id, body);
    }
    const entries = [...kept].map(([key, value]) => value.replace(/<\?xml[^>]*>/, '') || entry(key, '0.0.0.0', '/'));
    return `<?xml version="1.0"?><HttpHostNotificationList version="2.0" xmlns="http://www.isapi.org/ver20/XMLSchema">${entries.join('')}</HttpHostNotificationList>`;
  };
  return { answer, kept };
}
const entry = (id: string, address: string, url: string): string =>
  `<HttpHostNotification><id>${id}</id><url>${url}</url><protocolType>HTTP</protocolType><ipAddress>${address}</ipAddress><portNo>80</portNo></HttpHostNotification>`;
const other = entry('1', '10.0.0.5', '/theirs');

describe('setting up a Hikvision device', () => {
  it('takes a free host behind the first, which stays as it is; a second run changes nothing', async () => {
    const { answer, kept } = hikvision({ 1: other, 2: '', 3: '' }, false);
    const device = await startDevice(answer);
    const tried = await run(on('hikvision', device, '--dry-run'));
    expect(tried).toEqual({
      code: 0,
      output: expect.stringContaining('would do: PUT /ISAPI/Event/notification/httpHosts/2'),
    });
    expect(device.asked).toEqual(['GET /ISAPI/Event/notification/httpHosts']);
    expect((await run(on('hikvision', device))).output).toContain('done: PUT');
    expect([kept.get('1'), kept.get('3')]).toEqual([other, '']);
    expect(kept.get('2')).toContain('<url>/push/abc123</url>');
    expect((await run(on('hikvision', device))).output).toContain('already');
  });

  it('adds a host when all are in use, and says so when there is no room', async () => {
    const roomy = hikvision({ 1: other }, true);
    expect((await run(on('hikvision', await startDevice(roomy.answer)))).output).toContain('(host 2)');
    expect([...roomy.kept.keys()]).toEqual(['1', '2']);
    server?.close();
    const full = hikvision({ 1: other }, false);
    expect(await run(on('hikvision', await startDevice(full.answer)))).toMatchObject({ code: 1 });
    expect(full.kept.get('1')).toBe(other);
  });
});

describe('setting up a Dahua device', () => {
  it('takes a free server of the list', async () => {
    const servers = ['10.0.0.5', ''];
    const paths = ['/theirs', ''];
    const device = await startDevice((_method, url) => {
      const query = new URL(url, 'http://device').searchParams;
      for (const [name, value] of query) {
        const [, index = '', field] = /UploadServerList\[(\d)\]\.(\w+)/.exec(name) ?? [];
        if (field === 'Address') servers[Number(index)] = value;
        if (field === 'Uploadpath') paths[Number(index)] = value;
      }
      if (query.get('action') === 'setConfig') return 'OK\r\n';
      return servers
        .map((one, index) => {
          const name = `table.PictureHttpUpload.UploadServerList[${index}]`;
          return `${name}.Address=${one}\r\n${name}.Uploadpath=${paths[index]}\r\n`;
        })
        .join('');
    });
    expect((await run(on('dahua', device))).output).toContain('done: setConfig PictureHttpUpload.UploadServerList[1]');
    expect([servers, paths]).toEqual([
      ['10.0.0.5', '192.168.1.10'],
      ['/theirs', '/push/abc123'],
    ]);
  });
});

describe('the command', () => {
  it('tells how it is used, and what is wrong', async () => {
    expect(await run(['--help'])).toEqual({ code: 0, output: expect.stringContaining('Usage: ') });
    expect((await run(['axis'])).code).toBe(2);
    const device = await startDevice(() => '');
    expect((await run(on('hikvision', device), 'wrong')).output).toContain('refuses this name and password');
    expect((await run(['hikvision', '--device', device.url, '--user', 'a', '--push', 'http://x/y'])).code).toBe(1);
  });
});
