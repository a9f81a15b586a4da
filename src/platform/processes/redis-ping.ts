/** Asks a redis-server on a unix socket whether it takes commands, without a client library. */
import { connect } from 'node:net';
import type { RedisAddress } from './redis-settings.ts';

/** Resolves true once it answers PONG; false while it can't be reached or still loads its file. Gives up after 1 s. */
export function pingRedis({ socket, password }: Pick<RedisAddress, 'socket' | 'password'>): Promise<boolean> {
  return new Promise((resolve) => {
    let answer = '';
    const connection = connect(socket);
    const finish = (result: boolean) => {
      connection.destroy();
      resolve(result);
    };
    connection.setTimeout(1_000, () => finish(false));
    connection.on('connect', () => connection.write(`AUTH ${password}\r\nPING\r\n`));
    connection.on('data', (bytes) => {
      answer += bytes.toString();
      if (answer.split('\r\n').length > 2) finish(answer === '+OK\r\n+PONG\r\n');
    });
    connection.on('error', () => finish(false));
    connection.on('close', () => resolve(false));
  });
}
