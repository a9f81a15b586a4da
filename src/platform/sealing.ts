/** Seals what must be stored and used again but never be read from the database alone, such as cameras' passwords (AES-256-GCM). */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

export interface Sealing {
  seal(text: string, context: string): string;
  /** Throws when it was sealed with another key or for another context. */
  open(sealed: string, context: string): string;
}

const version = 'v1';

/** `secret` is that of the data folder; `context` binds what is sealed to its place, so that it can't be moved to another row. */
export function createSealing(secret: string): Sealing {
  const key = createHash('sha256').update(`greensleeve sealing\0${secret}`).digest();
  return {
    seal(text, context) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context));
      const hidden = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return [version, nonce, cipher.getAuthTag(), hidden]
        .map((part) => (typeof part === 'string' ? part : part.toString('base64url')))
        .join('.');
    },
    open(sealed, context) {
      const [was, nonce = '', tag = '', hidden = ''] = sealed.split('.');
      if (was !== version) throw new Error('sealed in a way that is not known');
      const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64url'), { authTagLength: 16 })
        .setAAD(Buffer.from(context))
        .setAuthTag(Buffer.from(tag, 'base64url'));
      return Buffer.concat([decipher.update(Buffer.from(hidden, 'base64url')), decipher.final()]).toString('utf8');
    },
  };
}
