/** Turns the text that a device sent into a tree: JSON, XML in any name space, or lines of key=value; in UTF-8, UTF-16 or GBK. */
import { XMLParser } from 'fast-xml-parser';
import { isRecord, type Tree } from './fields.rules.ts';

const mostDepth = 40;
const xml = new XMLParser({
  removeNSPrefix: true,
  ignoreAttributes: true,
  parseTagValue: false,
  trimValues: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
});

/** Text in whatever encoding; a byte order mark is dropped. */
export function decodeText(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Chinese firmware that doesn't say so writes GBK.
    return new TextDecoder('gb18030').decode(bytes);
  }
}

function isTooDeep(tree: Tree, depth = 0): boolean {
  if (depth > mostDepth) return true;
  if (typeof tree !== 'object' || tree === null) return false;
  return Object.values(tree).some((one) => isTooDeep(one, depth + 1));
}

function parseJson(text: string): Tree | null {
  try {
    return JSON.parse(text) as Tree;
  } catch {
    return null;
  }
}

/** What stands behind the end of the document, such as a stray boundary, is left out. */
function readJson(text: string): Tree | null {
  return parseJson(text) ?? parseJson(text.slice(0, Math.max(text.lastIndexOf('}'), text.lastIndexOf(']')) + 1));
}

/** Texts that are JSON themselves, as platforms wrap the words of devices, become trees. */
function unwrap(tree: Tree, depth = 0): Tree {
  if (depth > mostDepth) return tree;
  if (typeof tree === 'string') return /^\s*[{[]/.test(tree) ? unwrap(parseJson(tree) ?? '', depth + 1) || tree : tree;
  if (Array.isArray(tree)) return tree.map((one) => unwrap(one, depth + 1));
  if (!isRecord(tree)) return tree;
  return Object.fromEntries(Object.entries(tree).map(([name, value]) => [name, unwrap(value, depth + 1)]));
}

function readXml(text: string): Tree | null {
  // A document type has no place here, and is how small files are made to grow.
  if (/<!DOCTYPE/i.test(text)) return null;
  try {
    const tree = xml.parse(text) as Tree;
    return isRecord(tree) && Object.values(tree).some((one) => typeof one === 'object') ? tree : null;
  } catch {
    return null;
  }
}

/** Puts a value where a path such as Events[0].EventBaseInfo.Code says. */
function place(root: Record<string, Tree>, path: string, value: string): void {
  const steps = path.split(/[.[\]]+/).filter((step) => step !== '');
  if (steps.length === 0 || steps.length > mostDepth || steps.some((step) => step === '__proto__')) return;
  let at = root;
  for (const step of steps.slice(0, -1)) {
    const next = Object.hasOwn(at, step) ? at[step] : undefined;
    const record = isRecord(next) ? next : {};
    at[step] = record;
    at = record;
  }
  at[steps.at(-1) ?? ''] = value;
}

/** Records whose fields are 0, 1, 2 … become lists. */
function withLists(tree: Tree): Tree {
  if (!isRecord(tree)) return tree;
  const entries = Object.entries(tree);
  const isList = entries.length > 0 && entries.every(([name], index) => name === String(index));
  if (isList) return entries.map(([, value]) => withLists(value));
  return Object.fromEntries(entries.map(([name, value]) => [name, withLists(value)]));
}

/** `Code=VideoMotion;action=Start;index=0;data={…}`: what stands behind data= is JSON, also over several lines. */
function readCodeLine(text: string): Tree | null {
  const match = /^\s*Code=([^;\r\n]+);([^{]*?)(?:data=(\{[\s\S]*))?$/i.exec(text);
  if (!match) return null;
  const event: Record<string, Tree> = { Code: match[1]?.trim() ?? '' };
  for (const pair of (match[2] ?? '').split(';')) {
    const at = pair.indexOf('=');
    if (at > 0) event[pair.slice(0, at).trim()] = pair.slice(at + 1).trim();
  }
  const data = match[3]?.slice(0, match[3].lastIndexOf('}') + 1);
  const parsed = data ? readJson(data) : null;
  return { Events: [parsed === null ? event : { ...event, Data: parsed }] };
}

function readLines(text: string): Tree | null {
  const root: Record<string, Tree> = Object.create(null);
  let count = 0;
  for (const line of text.split(/\r?\n/)) {
    const match = /^\s*([A-Za-z_][\w.[\]-]*)\s*=\s*(.*?)\s*$/.exec(line);
    if (!match?.[1]) continue;
    place(root, match[1], match[2] ?? '');
    count += 1;
  }
  return count > 0 ? withLists({ ...root }) : null;
}

/** `a=1&b=2`, as some firmware sends even beside a picture; a value may be JSON or XML itself. */
function readForm(text: string): Tree | null {
  if (!/^[\w.[\]%-]+=[^\r\n]*[&%][^\r\n]*$/.test(text.trim())) return null;
  const fields: Record<string, Tree> = {};
  for (const [name, value] of new URLSearchParams(text.trim())) {
    if (name !== '__proto__') fields[name] = /^\s*[{[<]/.test(value) ? (readDocument(value) ?? value) : value;
  }
  return Object.keys(fields).length > 0 ? fields : null;
}

/** Null when the text is no document of a kind that devices send. */
export function readDocument(text: string): Tree | null {
  const trimmed = text.replaceAll('\u0000', '').trim();
  // Dahua's bare word between events.
  if (/^heartbeat$/i.test(trimmed)) return { Events: [{ Code: 'Heartbeat' }] };
  const tree = /^[{[]/.test(trimmed)
    ? readJson(trimmed)
    : trimmed.startsWith('<')
      ? readXml(trimmed)
      : (readCodeLine(trimmed) ??
        (trimmed.includes('\n') ? readLines(trimmed) : (readForm(trimmed) ?? readLines(trimmed))));
  return tree === null || typeof tree !== 'object' || isTooDeep(tree) ? null : unwrap(tree);
}
