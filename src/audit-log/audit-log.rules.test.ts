import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeRequest, objectIdOf, objectOf } from './audit-log.rules.ts';

describe('what of a request is kept', () => {
  it('holds no secret, however deep it stands', () => {
    const names = fc.constantFrom(
      'password',
      'newPassword',
      'token',
      'resetToken',
      'key',
      'apiKey',
      'worker_key',
      'secret',
    );
    fc.assert(
      fc.property(names, fc.array(fc.constantFrom('a', 'list', 'b'), { maxLength: 3 }), (name, path) => {
        const value = 'correct horse battery';
        const body = path.reduce<unknown>((inner, part) => (part === 'list' ? { list: [inner] } : { [part]: inner }), {
          [name]: value,
        });
        expect(JSON.stringify(describeRequest({}, body))).not.toContain(value);
      }),
    );
  });

  it('is never long, whatever is sent', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ maxLength: 20 }), fc.jsonValue()), (body) => {
        const kept = describeRequest(undefined, body);
        expect((JSON.stringify(kept) ?? '').length).toBeLessThan(2_200);
      }),
    );
    expect(describeRequest(undefined, { rows: Array.from({ length: 2_024 }, () => ({ room: '101' })) })).toEqual({
      rows: '[2024]',
    });
  });

  it('is what was sent where that is short', () => {
    expect(describeRequest({ language: 'en' }, { name: '东门', bins: [{ expected: 'kitchen' }] })).toEqual({
      language: 'en',
      name: '东门',
      bins: [{ expected: 'kitchen' }],
    });
    expect(describeRequest({}, undefined)).toBeNull();
  });
});

describe('the thing that was changed', () => {
  it('is what the address names, or what the call made', () => {
    expect(objectOf('/cameras/:id/views')).toBe('cameras');
    expect(objectIdOf({ id: 7 }, 99)).toBe('7');
    expect(objectIdOf({ kind: 'field', id: 7 }, null)).toBe('7');
    expect(objectIdOf({ month: '2026-11', place: 'reason' }, null)).toBe('2026-11');
    expect(objectOf('/my/notices/:id/appeal')).toBe('notices');
    expect(objectIdOf(undefined, { id: 12, key: 'never' })).toBe('12');
    expect(objectIdOf(undefined, { retried: 4 })).toBeNull();
    expect(objectIdOf(undefined, [1, 2])).toBeNull();
  });
});
