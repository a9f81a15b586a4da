/** What a camera that is asked for its picture is described by, and why it may give none. */

export const presets = ['hikvision', 'dahua', 'onvif', 'path'] as const;
export const authModes = ['digest', 'basic', 'none'] as const;

export const pullFaults = [
  'unreachable',
  'timed_out',
  'wrong_credentials',
  'basic_only',
  'not_allowed',
  'redirected',
  'refused',
  'too_large',
  'not_a_picture',
  'onvif_failed',
] as const;
export type PullFault = (typeof pullFaults)[number];

export interface CameraAddress {
  preset: (typeof presets)[number];
  scheme: 'http' | 'https';
  host: string;
  port: number;
  /** From 1: a camera has one, a recorder several. */
  channel: number;
  /** With preset `path`: where the picture is. */
  path: string;
  auth: (typeof authModes)[number];
  username: string;
  password: string;
  /** Cameras sign their own certificates; checked only when this is false. */
  anyCertificate: boolean;
}

export interface ClientLimits {
  /** For all of it. */
  timeoutMs: number;
  maxBytes: number;
  /** Networks (address/bits) in which cameras are; nothing outside is ever called. */
  networks: readonly string[];
}

export interface Snapshot {
  bytes: Uint8Array;
  /** Milliseconds by which the camera's clock is ahead of this machine's; null: it doesn't tell. */
  clockDriftMs: number | null;
}

/** Why there is no picture. `detail` tells what came instead, never a name or a password. */
export class PullError extends Error {
  override name = 'PullError';
  readonly fault: PullFault;
  constructor(fault: PullFault, detail: string) {
    super(detail);
    this.fault = fault;
  }
}
