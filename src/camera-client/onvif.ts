/** Asks an ONVIF camera where its snapshot is: device time, media service, profile, address (WS-UsernameToken digest). */
import { createHash, randomBytes } from 'node:crypto';
import { XMLParser } from 'fast-xml-parser';
import { PullError } from './camera-client.ts';
import { askCamera, type Exchange } from './camera-request.ts';

const parser = new XMLParser({ removeNSPrefix: true, ignoreAttributes: false, attributeNamePrefix: '@' });
const securityNs = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity';
const tokenProfile = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0';
const escapes: Record<string, string> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;', "'": '&apos;' };
const escapeXml = (text: string): string => text.replaceAll(/[<>&"']/g, (mark) => escapes[mark] ?? mark);

/** Base64(SHA-1(nonce + created + password)) of WS-UsernameToken 1.0. */
function passwordDigest(nonce: Buffer, created: string, password: string): string {
  return createHash('sha1').update(nonce).update(created).update(password, 'utf8').digest('base64');
}

/** `created` is in the camera's time: one that is off by minutes refuses what is in ours. */
function securityHeader({ address: { username, password } }: Exchange, clockDriftMs: number): string {
  if (username === '') return '';
  const nonce = randomBytes(16);
  const created = new Date(Date.now() + clockDriftMs).toISOString();
  return `<s:Header><Security s:mustUnderstand="1" xmlns="${securityNs}-secext-1.0.xsd"><UsernameToken>
<Username>${escapeXml(username)}</Username>
<Password Type="${tokenProfile}#PasswordDigest">${passwordDigest(nonce, created, password)}</Password>
<Nonce EncodingType="${securityNs.replace('wssecurity', 'soap-message-security')}-1.0#Base64Binary">${nonce.toString('base64')}</Nonce>
<Created xmlns="${securityNs}-utility-1.0.xsd">${created}</Created>
</UsernameToken></Security></s:Header>`;
}

/** A value deep in parsed XML; undefined where the way ends. */
function dig(node: unknown, ...way: string[]): unknown {
  return way.reduce<unknown>(
    (at, name) => (typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[name] : undefined),
    node,
  );
}

async function call(exchange: Exchange, path: string, header: string, body: string): Promise<unknown> {
  const envelope = `<?xml version="1.0" encoding="utf-8"?><s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope">${header}<s:Body>${body}</s:Body></s:Envelope>`;
  const request = { method: 'POST', path, body: envelope, contentType: 'application/soap+xml; charset=utf-8' } as const;
  const { status, bytes } = await askCamera(exchange, request);
  const soap = dig(parser.parse(bytes.toString('utf8')), 'Envelope', 'Body');
  const fault = dig(soap, 'Fault');
  if (fault === undefined && status < 400 && typeof soap === 'object') return soap;
  const isLogin = /NotAuthorized|FailedAuthentication/i.test(JSON.stringify(fault ?? ''));
  if (isLogin) throw new PullError('wrong_credentials', 'The camera refuses name and password (ONVIF).');
  throw new PullError('onvif_failed', `The camera answers the ONVIF request with a fault (status ${status}).`);
}

function deviceDrift(soap: unknown, now: number): number | null {
  const utc = dig(soap, 'GetSystemDateAndTimeResponse', 'SystemDateAndTime', 'UTCDateTime');
  const part = (...way: string[]): number => Number(dig(utc, ...way));
  const [year, month, day] = [part('Date', 'Year'), part('Date', 'Month'), part('Date', 'Day')];
  const at = Date.UTC(year, month - 1, day, part('Time', 'Hour'), part('Time', 'Minute'), part('Time', 'Second'));
  return Number.isFinite(at) ? at - now : null;
}

/** Path and query of an address that a camera tells of itself. Its host is left out: behind a recorder it is often another. */
function pathOf(told: unknown, what: string): string {
  try {
    const { pathname, search } = new URL(String(told));
    return pathname + search;
  } catch {
    throw new PullError('onvif_failed', `The camera tells no ${what}.`);
  }
}

export interface OnvifSnapshotPlace {
  path: string;
  clockDriftMs: number | null;
}

/** Where the snapshot of a channel is on the camera's own host. Throws PullError. */
export async function findOnvifSnapshot(exchange: Exchange): Promise<OnvifSnapshotPlace> {
  const device = '/onvif/device_service';
  const tds = 'xmlns="http://www.onvif.org/ver10/device/wsdl"';
  const trt = 'xmlns="http://www.onvif.org/ver10/media/wsdl"';
  const time = await call(exchange, device, '', `<GetSystemDateAndTime ${tds}/>`);
  const clockDriftMs = deviceDrift(time, Date.now());
  const header = () => securityHeader(exchange, clockDriftMs ?? 0);
  const abilities = await call(
    exchange,
    device,
    header(),
    `<GetCapabilities ${tds}><Category>Media</Category></GetCapabilities>`,
  );
  const told = dig(abilities, 'GetCapabilitiesResponse', 'Capabilities', 'Media', 'XAddr');
  const media = pathOf(told, 'media service');
  const answer = await call(exchange, media, header(), `<GetProfiles ${trt}/>`);
  const listed = dig(answer, 'GetProfilesResponse', 'Profiles');
  const profiles = (Array.isArray(listed) ? listed : [listed]).filter((one) => dig(one, '@token') !== undefined);
  // A recorder has one video source for each channel, and several profiles for each source; the first is the best picture.
  const sources = [
    ...Map.groupBy(profiles, (one) => String(dig(one, 'VideoSourceConfiguration', 'SourceToken') ?? '')).values(),
  ];
  const token = dig(sources[exchange.address.channel - 1]?.[0], '@token');
  if (token === undefined)
    throw new PullError('onvif_failed', `The camera has no channel ${exchange.address.channel}.`);
  const body = `<GetSnapshotUri ${trt}><ProfileToken>${escapeXml(String(token))}</ProfileToken></GetSnapshotUri>`;
  const place = await call(exchange, media, header(), body);
  return { path: pathOf(dig(place, 'GetSnapshotUriResponse', 'MediaUri', 'Uri'), 'snapshot address'), clockDriftMs };
}
