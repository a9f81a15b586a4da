/** Both languages have the same texts, and no component holds one of its own. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { en } from './en.ts';
import { nameIn, storedLanguage } from './language.ts';
import { zhCN } from './zh-CN.ts';

type Texts = { [key: string]: string | Texts };
const web = join(import.meta.dirname, '..');

function flatten(texts: Texts, prefix = ''): [string, string][] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value] as [string, string]] : flatten(value, `${prefix}${key}.`),
  );
}
const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort();
const sources = readdirSync(web, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !/\.test\.ts$|^locales\/(zh-CN|en)(\/|\.ts$)|^vite\.config\.ts$/.test(path))
  .map((path) => ({ path, text: readFileSync(join(web, path), 'utf8') }));
const withoutComments = (text: string) => text.replace(/\/\*[\s\S]*?\*\/|(?<![:'"])\/\/.*$/gm, '');

describe('the texts', () => {
  const [chinese, english] = [new Map(flatten(zhCN)), new Map(flatten(en))];

  it('have the same keys in both languages', () => {
    expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort());
  });

  it('are all filled in, with the same placeholders', () => {
    for (const [key, text] of chinese) {
      expect(text.trim(), key).not.toBe('');
      expect(english.get(key)?.trim(), key).not.toBe('');
      expect(placeholders(english.get(key) ?? ''), key).toEqual(placeholders(text));
    }
  });

  it('are all used', () => {
    const everything = sources.map(({ text }) => text).join('\n');
    const unused = [...chinese.keys()].filter((key) => {
      const family = key.slice(0, key.lastIndexOf('.') + 1);
      return !everything.includes(`'${key}'`) && !everything.includes(`\`${family}\${`);
    });
    expect(unused).toEqual([]);
  });
});

describe('the components', () => {
  it('hold no Chinese text', () => {
    const found = sources.filter(({ text }) => /\p{Script=Han}/u.test(withoutComments(text))).map(({ path }) => path);
    expect(found).toEqual([]);
  });

  it('hold no English text between tags or in attributes that people read', () => {
    const between = /(?<!=)>\s*([^<>{}=;()]*\p{L}{2,}[^<>{}=;()]*)<\//u;
    const attribute = /\b(?:title|aria-label|alt|placeholder|description|subTitle)="[^"]*\p{L}{2,}/u;
    const found = sources
      .filter(({ path, text }) => path.endsWith('.tsx') && [between, attribute].some((rule) => rule.test(text)))
      .map(({ path, text }) => `${path}: ${between.exec(text)?.[1] ?? attribute.exec(text)?.[0]}`);
    expect(found).toEqual([]);
  });
});

describe('the language', () => {
  it('is Chinese unless another one was kept', () => {
    expect(storedLanguage({ getItem: () => null })).toBe('zh-CN');
    expect(storedLanguage({ getItem: () => 'en' })).toBe('en');
    expect(storedLanguage({ getItem: () => 'xx' })).toBe('zh-CN');
    expect(storedLanguage(null)).toBe('zh-CN');
  });

  it('falls back to Chinese for names that come without a translation', () => {
    expect(nameIn({ 'zh-CN': '电池', en: 'Battery' }, 'en')).toBe('Battery');
    expect(nameIn({ 'zh-CN': '电池' }, 'en')).toBe('电池');
    expect(nameIn({}, 'en')).toBe('');
  });
});
