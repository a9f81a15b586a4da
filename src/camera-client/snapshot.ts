/** Asks a camera for the picture it sees now. */
import { type CameraAddress, type ClientLimits, PullError, type Snapshot } from './camera-client.ts';
import { askCamera, type CameraAnswer, type Exchange } from './camera-request.ts';
import { findOnvifSnapshot } from './onvif.ts';

/** Where the makers' cameras keep their picture (ISAPI: channel, then 01 for its main stream). */
function pathOf({ preset, channel, path }: CameraAddress): string {
  if (preset === 'hikvision') return `/ISAPI/Streaming/channels/${channel}01/picture`;
  if (preset === 'dahua') return `/cgi-bin/snapshot.cgi?channel=${channel}`;
  return path;
}

/** By the Date of its answer, which tells whole seconds: half of one is added. */
function driftOf({ headers, at }: CameraAnswer): number | null {
  const said = Date.parse(headers.date ?? '');
  return Number.isNaN(said) ? null : said + 500 - at;
}

/** A JPEG, PNG or WebP; anything else is an error page or a stream. */
function isPicture(bytes: Buffer): boolean {
  const begin = bytes.subarray(0, 12).toString('latin1');
  return begin.startsWith('\xff\xd8\xff') || begin.startsWith('\x89PNG\r\n') || /^RIFF....WEBP/s.test(begin);
}

/** Throws PullError, which says why there is none. */
export async function takeSnapshot(address: CameraAddress, limits: ClientLimits): Promise<Snapshot> {
  const exchange: Exchange = { address, limits, signal: AbortSignal.timeout(limits.timeoutMs) };
  const place = address.preset === 'onvif' ? await findOnvifSnapshot(exchange) : null;
  const answer = await askCamera(exchange, { method: 'GET', path: place?.path ?? pathOf(address) });
  if (answer.status !== 200) throw new PullError('refused', `The camera answers with status ${answer.status}.`);
  if (!isPicture(answer.bytes)) {
    throw new PullError('not_a_picture', `The camera sends ${answer.bytes.length} bytes that are no picture.`);
  }
  return { bytes: answer.bytes, clockDriftMs: place?.clockDriftMs ?? driftOf(answer) };
}
