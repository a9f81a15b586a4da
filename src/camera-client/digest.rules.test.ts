import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { answerDigest, chooseDigest, parseChallenges } from './digest.rules.ts';

/** The headers of RFC 7616, section 3.9.1. */
const header =
  'Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=SHA-256, nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS", Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=MD5, nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"';
const mufasa = { username: 'Mufasa', password: 'Circle of Life' };
const request = { method: 'GET', uri: '/dir/index.html', cnonce: 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ' };
const field = (answer: string, name: string): string | undefined =>
  new RegExp(`(?:^|[ ,])${name}="?([^",]*)"?`).exec(answer)?.[1];

describe('a digest challenge', () => {
  it('is answered as RFC 7616 shows, with SHA-256 and with MD5', () => {
    const [sha, md5] = parseChallenges(header);
    expect(field(answerDigest(sha!, mufasa, request), 'response')).toBe(
      '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1',
    );
    expect(field(answerDigest(md5!, mufasa, request), 'response')).toBe('8ca523f5e9506fed4657c9700eebdbec');
  });

  it('may want the name hashed, in UTF-8', () => {
    const [challenge] = parseChallenges('Digest realm="api", nonce="n", qop="auth", algorithm=SHA-256, userhash=true');
    const answer = answerDigest(challenge!, { username: '管理员', password: 'p' }, request);
    expect(answer).toContain('userhash=true');
    expect(field(answer, 'username')).toBe(createHash('sha256').update('管理员:api').digest('hex'));
  });

  it('is chosen by strength, whatever the order, and never one that can’t be answered', () => {
    const [sha, md5] = parseChallenges(header);
    expect(chooseDigest([md5!, sha!])).toBe(sha);
    expect(chooseDigest(parseChallenges('Basic realm="a", Digest realm="b"'))).toBeNull();
    expect(chooseDigest(parseChallenges('Digest realm="b", nonce="n", qop="auth-int"'))).toBeNull();
    expect(chooseDigest(parseChallenges('Digest realm="b", nonce="n", algorithm=SHA-1'))).toBeNull();
  });

  it('of the old sort, without qop, is answered without a count (RFC 2069)', () => {
    const [old] = parseChallenges('Digest realm="testrealm@host.com", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093"');
    const answer = answerDigest(
      old!,
      { username: 'Mufasa', password: 'CircleOfLife' },
      { method: 'GET', uri: '/dir/index.html', cnonce: 'x' },
    );
    expect(field(answer, 'response')).toBe('1949323746fe6a43ef61f9606e7febea');
    expect(answer).not.toContain('cnonce');
  });

  it('may quote its marks, hold commas and be badly spaced', () => {
    const [challenge, basic] = parseChallenges(
      'Digest realm="a \\"b\\", c",nonce="n"  ,  qop=auth,stale=FALSE,Basic realm="x"',
    );
    expect(challenge?.parameters).toMatchObject({ realm: 'a "b", c', qop: 'auth', stale: 'FALSE' });
    expect(basic).toEqual({ scheme: 'basic', parameters: { realm: 'x' } });
    expect(parseChallenges('')).toEqual([]);
  });
});
