/** Reads a device's body although its Content-Length may be wrong: what has come counts when nothing more does. */
import type { IncomingMessage } from 'node:http';
import { AppError } from '../errors.ts';

export interface PatientBody {
  bytes: Buffer;
  /** The sender has gone; an answer reaches nobody. */
  isGone: boolean;
}

export interface Patience {
  maxBytes: number;
  /** Nothing has come for so long: what is there is looked at. */
  idleMs: number;
  /** And after so many such pauses it is taken as it is. */
  mostPauses: number;
  /** Whether what is there is a whole. */
  isWhole(bytes: Buffer): boolean;
}

/** Throws `body_too_large`. The answer to a body that was not read to its end must close the connection. */
export function readPatiently(request: IncomingMessage, patience: Patience): Promise<PatientBody> {
  const { maxBytes, idleMs, mostPauses, isWhole } = patience;
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    let pauses = 0;
    let timer: NodeJS.Timeout;
    const end = (isGone: boolean): void => {
      clearTimeout(timer);
      request.removeAllListeners('data');
      resolve({ bytes: Buffer.concat(chunks), isGone });
    };
    const look = (): void => {
      pauses += 1;
      if (pauses >= mostPauses || (bytes > 0 && isWhole(Buffer.concat(chunks)))) end(false);
      else timer = setTimeout(look, idleMs);
    };
    timer = setTimeout(look, idleMs);
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      pauses = 0;
      clearTimeout(timer);
      timer = setTimeout(look, idleMs);
      if (bytes <= maxBytes) return void chunks.push(chunk);
      clearTimeout(timer);
      request.removeAllListeners('data');
      request.pause();
      reject(new AppError('body_too_large', `A device’s body may have at most ${maxBytes} bytes.`));
    });
    request.on('end', () => end(false));
    request.on('error', () => end(true));
    request.on('close', () => end(true));
  });
}
