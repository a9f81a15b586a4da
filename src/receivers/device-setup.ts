/** Adds the service to the places that a device pushes to, in a free entry, and leaves all others as they are. */
import { type DeviceClient, SetupError } from './device-client.ts';
import { readDocument } from './documents.ts';
import { child, isRecord, list, type Tree, text } from './fields.rules.ts';

/** What is done, or would be. */
export interface SetupResult {
  /** Entries in use, as the device lists them. */
  found: string[];
  /** Null: the service is among them already. */
  change: string | null;
}
interface Target {
  host: string;
  port: number;
  path: string;
  isSecure: boolean;
}

/** Throws SetupError for an address that no device could use. */
export function readTarget(address: string): Target {
  const url = URL.parse(address);
  if (!url || !/^https?:$/.test(url.protocol) || !url.pathname.startsWith('/push/')) {
    throw new SetupError(
      '--push must be the whole address that was issued, such as http://192.168.1.10:8480/push/TOKEN',
    );
  }
  const isSecure = url.protocol === 'https:';
  return { host: url.hostname, port: Number(url.port || (isSecure ? 443 : 80)), path: url.pathname, isSecure };
}

const isUnset = (address: string | null): boolean => address === null || /^(0\.0\.0\.0|::)?$/.test(address);
const hostsPath = '/ISAPI/Event/notification/httpHosts';

interface HikvisionHost {
  id: string;
  address: string | null;
  url: string | null;
}

function hostsIn(answer: string): HikvisionHost[] {
  const root = child(readDocument(answer) ?? undefined, 'HttpHostNotificationList');
  if (root === undefined) throw new SetupError('The device did not answer with a list of notification hosts.');
  return list(isRecord(root) ? child(root, 'HttpHostNotification') : undefined).map((host: Tree) => ({
    id: text(host, 'id') ?? '',
    address: text(host, 'hostName', 'ipAddress', 'ipv6Address'),
    url: text(host, 'url'),
  }));
}

function hostXml(id: string, { host, port, path, isSecure }: Target): string {
  const isAddress = /^[\d.]+$/.test(host);
  const address = isAddress
    ? `<addressingFormatType>ipaddress</addressingFormatType><ipAddress>${host}</ipAddress>`
    : `<addressingFormatType>hostname</addressingFormatType><hostName>${host}</hostName>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<HttpHostNotification version="2.0" xmlns="http://www.isapi.org/ver20/XMLSchema"><id>${id}</id><url>${path}</url><protocolType>${isSecure ? 'HTTPS' : 'HTTP'}</protocolType><parameterFormatType>XML</parameterFormatType>${address}<portNo>${port}</portNo><httpAuthenticationMethod>none</httpAuthenticationMethod></HttpHostNotification>`;
}

/** A host in use is never touched, and the first is left alone even when it is free, unless there is no other. */
export async function setUpHikvision(device: DeviceClient, target: Target, dryRun: boolean): Promise<SetupResult> {
  const hosts = hostsIn(await device('GET', hostsPath));
  const used = hosts.filter(({ address }) => !isUnset(address));
  const found = used.map(({ id, address, url }) => `${id}: ${address} ${url ?? ''}`);
  if (used.some(({ address, url }) => address === target.host && url === target.path)) return { found, change: null };
  const isFree = ({ address }: HikvisionHost): boolean => isUnset(address);
  const free = hosts.slice(1).find(isFree) ?? (hosts.length === 1 ? hosts.find(isFree) : undefined);
  const id = free?.id ?? String(Math.max(0, ...hosts.map((host) => Number(host.id) || 0)) + 1);
  const change = free ? `PUT ${hostsPath}/${id}` : `POST ${hostsPath} (host ${id})`;
  if (!dryRun) {
    if (free) await device('PUT', `${hostsPath}/${id}`, hostXml(id, target));
    else await device('POST', hostsPath, hostXml(id, target));
    const after = hostsIn(await device('GET', hostsPath));
    const isThere = after.some(({ address, url }) => address === target.host && url === target.path);
    if (!isThere) throw new SetupError('The device accepted the change, but the service is not on its list.');
  }
  return { found, change };
}

const configPath = '/cgi-bin/configManager.cgi';

/** Its servers in the order of their numbers; a device lists those it has room for. */
function serversIn(answer: string): { index: number; address: string | null; path: string | null }[] {
  const config = child(child(readDocument(`${answer}\n`) ?? undefined, 'table'), 'PictureHttpUpload');
  if (config === undefined) throw new SetupError('The device has no upload of pictures by HTTP (PictureHttpUpload).');
  return list(child(config, 'UploadServerList')).map((server, index) => ({
    index,
    address: text(server, 'Address'),
    path: text(server, 'Uploadpath', 'UploadPath'),
  }));
}

export async function setUpDahua(device: DeviceClient, target: Target, dryRun: boolean): Promise<SetupResult> {
  const read = async () => serversIn(await device('GET', `${configPath}?action=getConfig&name=PictureHttpUpload`));
  const isOurs = ({ address, path }: { address: string | null; path: string | null }): boolean =>
    address === target.host && path === target.path;
  const servers = await read();
  const used = servers.filter(({ address }) => !isUnset(address));
  const found = used.map(({ index, address, path }) => `${index}: ${address} ${path ?? ''}`);
  if (used.some(isOurs)) return { found, change: null };
  const index = servers.find(({ address }) => isUnset(address))?.index ?? servers.length;
  const server = `PictureHttpUpload.UploadServerList[${index}]`;
  const settings = {
    'PictureHttpUpload.Enable': 'true',
    [`${server}.Address`]: target.host,
    [`${server}.Port`]: String(target.port),
    [`${server}.Uploadpath`]: target.path,
    [`${server}.HttpsEnable`]: String(target.isSecure),
  };
  const change = `setConfig ${server}`;
  if (!dryRun) {
    await device('GET', `${configPath}?action=setConfig&${new URLSearchParams(settings)}`);
    if (!(await read()).some(isOurs)) {
      throw new SetupError('The device has no free entry for a server; take one away on the device first.');
    }
  }
  return { found, change };
}
