/** A camera on the loopback address for tests: gives its picture by the makers' addresses, after digest or basic sign-in. */
import { createHash, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface FakeCameraOptions {
  login?: { username: string; password: string };
  auth?: 'none' | 'basic' | 'md5' | 'sha256';
  /** What it shows; asked for each time. */
  picture: () => Buffer;
  /** Its clock against this machine's. */
  clockDriftMs?: number;
  /** Answers in place of the usual: an error page, a redirect, silence. */
  instead?: (request: IncomingMessage, response: ServerResponse) => boolean;
}

const picturePaths = ['/ISAPI/Streaming/channels/101/picture', '/cgi-bin/snapshot.cgi?channel=1', '/snap.jpg'];
const hashNames = { md5: 'md5', sha256: 'sha256' } as const;

/** Whether a request is signed as RFC 7616 says, worked out here apart from the code under test. */
function isSigned(request: IncomingMessage, options: FakeCameraOptions, nonce: string): boolean {
  const { login = { username: '', password: '' }, auth = 'none' } = options;
  const header = request.headers.authorization ?? '';
  if (auth === 'none') return true;
  if (auth === 'basic')
    return header === `Basic ${Buffer.from(`${login.username}:${login.password}`).toString('base64')}`;
  const hash = (text: string) => createHash(hashNames[auth]).update(text).digest('hex');
  const of = (name: string) => new RegExp(`\\b${name}="?([^",]+)`).exec(header)?.[1] ?? '';
  const ha1 = hash(`${login.username}:camera:${login.password}`);
  const ha2 = hash(`${request.method}:${request.url}`);
  const expected = hash(`${ha1}:${nonce}:${of('nc')}:${of('cnonce')}:auth:${ha2}`);
  return header.startsWith('Digest ') && of('uri') === request.url && of('response') === expected;
}

const tag = (xml: string, name: string): string => new RegExp(`<${name}\\b[^>]*>([^<]*)<`).exec(xml)?.[1] ?? '';

/** ONVIF's answers, in the prefixes of a real camera; the digest of the token is checked, and its age by the camera's clock. */
function onvif(xml: string, options: FakeCameraOptions, port: number): string {
  const now = new Date(Date.now() + (options.clockDriftMs ?? 0));
  const body = (inner: string) =>
    `<?xml version="1.0"?><SOAP-ENV:Envelope xmlns:SOAP-ENV="http://www.w3.org/2003/05/soap-envelope"><SOAP-ENV:Body>${inner}</SOAP-ENV:Body></SOAP-ENV:Envelope>`;
  if (xml.includes('GetSystemDateAndTime')) {
    const time = `<tt:Hour>${now.getUTCHours()}</tt:Hour><tt:Minute>${now.getUTCMinutes()}</tt:Minute><tt:Second>${now.getUTCSeconds()}</tt:Second>`;
    const day = `<tt:Year>${now.getUTCFullYear()}</tt:Year><tt:Month>${now.getUTCMonth() + 1}</tt:Month><tt:Day>${now.getUTCDate()}</tt:Day>`;
    return body(
      `<tds:GetSystemDateAndTimeResponse><tds:SystemDateAndTime><tt:UTCDateTime><tt:Time>${time}</tt:Time><tt:Date>${day}</tt:Date></tt:UTCDateTime></tds:SystemDateAndTime></tds:GetSystemDateAndTimeResponse>`,
    );
  }
  const created = tag(xml, 'Created');
  const digest = createHash('sha1')
    .update(Buffer.from(tag(xml, 'Nonce'), 'base64'))
    .update(created + (options.login?.password ?? ''))
    .digest('base64');
  const isFresh = Math.abs(Date.parse(created) - now.getTime()) < 60_000;
  if (tag(xml, 'Password') !== digest || tag(xml, 'Username') !== options.login?.username || !isFresh) {
    return body(
      '<SOAP-ENV:Fault><SOAP-ENV:Code><SOAP-ENV:Subcode><SOAP-ENV:Value>ter:NotAuthorized</SOAP-ENV:Value></SOAP-ENV:Subcode></SOAP-ENV:Code></SOAP-ENV:Fault>',
    );
  }
  // Behind a router a camera tells its inner address: only the way on it is of use.
  if (xml.includes('GetCapabilities')) {
    return body(
      `<tds:GetCapabilitiesResponse><tds:Capabilities><tt:Media><tt:XAddr>http://192.168.254.9:${port}/onvif/Media</tt:XAddr></tt:Media></tds:Capabilities></tds:GetCapabilitiesResponse>`,
    );
  }
  if (xml.includes('GetProfiles')) {
    const profile = (token: string, source: string) =>
      `<trt:Profiles token="${token}"><tt:VideoSourceConfiguration><tt:SourceToken>${source}</tt:SourceToken></tt:VideoSourceConfiguration></trt:Profiles>`;
    return body(`<trt:GetProfilesResponse>${profile('main', 'v1')}${profile('sub', 'v1')}</trt:GetProfilesResponse>`);
  }
  return body(
    `<trt:GetSnapshotUriResponse><trt:MediaUri><tt:Uri>http://192.168.254.9/snap.jpg</tt:Uri></trt:MediaUri></trt:GetSnapshotUriResponse>`,
  );
}

export async function startFakeCamera(options: FakeCameraOptions) {
  const nonce = randomBytes(12).toString('hex');
  const asked: string[] = [];
  const challenge =
    options.auth === 'basic'
      ? 'Basic realm="camera"'
      : `Digest realm="camera", qop="auth", algorithm=${options.auth === 'sha256' ? 'SHA-256' : 'MD5'}, nonce="${nonce}"`;
  const server = createServer(async (request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.setHeader('date', new Date(Date.now() + (options.clockDriftMs ?? 0)).toUTCString());
    if (options.instead?.(request, response)) return;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (request.method === 'POST') {
      const { port } = server.address() as AddressInfo;
      response.setHeader('content-type', 'application/soap+xml');
      return response.end(onvif(Buffer.concat(chunks).toString(), options, port));
    }
    if (!isSigned(request, options, nonce)) {
      return response.writeHead(401, { 'www-authenticate': challenge }).end('<html>401</html>');
    }
    if (!picturePaths.includes(request.url ?? '')) return response.writeHead(404).end();
    return response.setHeader('content-type', 'image/jpeg').end(options.picture());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    asked,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
