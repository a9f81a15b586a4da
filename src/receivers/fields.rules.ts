/** Finds fields in what a device wrote, whatever the case of its names and whether it sends one thing or a list of one. */

/** A document as read from JSON, XML or lines of key=value. */
export type Tree = string | number | boolean | null | Tree[] | { [name: string]: Tree };

const mostVisited = 20_000;
const plain = (name: string): string => name.toLowerCase().replaceAll(/[_\-\s]/g, '');

export const isRecord = (tree: Tree | undefined): tree is { [name: string]: Tree } =>
  typeof tree === 'object' && tree !== null && !Array.isArray(tree);

/** The first of these fields that the record has; a list of one is taken for the one. */
export function child(tree: Tree | undefined, ...names: string[]): Tree | undefined {
  if (Array.isArray(tree)) return tree.length > 0 ? child(tree[0], ...names) : undefined;
  if (!isRecord(tree)) return undefined;
  const entries = Object.entries(tree);
  for (const name of names) {
    const found = entries.find(([key]) => plain(key) === plain(name));
    if (found) return found[1];
  }
  return undefined;
}

/** A field's words; null when it has none. */
export function textOf(tree: Tree | undefined): string | null {
  if (Array.isArray(tree)) return textOf(tree[0]);
  if (isRecord(tree)) return textOf(tree['#text']);
  const text = tree === undefined || tree === null ? '' : String(tree).trim();
  return text === '' ? null : text;
}

/** The first of these fields that says something. */
export function text(tree: Tree | undefined, ...names: string[]): string | null {
  for (const name of names) {
    const found = textOf(child(tree, name));
    if (found !== null) return found;
  }
  return null;
}

export function list(tree: Tree | undefined): Tree[] {
  if (tree === undefined || tree === null || tree === '') return [];
  return Array.isArray(tree) ? tree : [tree];
}

/** Every field of these names, however deep, nearest first. */
export function seekAll(tree: Tree | undefined, ...names: string[]): Tree[] {
  const wanted = new Set(names.map(plain));
  const found: Tree[] = [];
  const queue: Tree[] = tree === undefined ? [] : [tree];
  for (let index = 0; index < queue.length && index < mostVisited; index += 1) {
    const one = queue[index];
    if (Array.isArray(one)) queue.push(...one.slice(0, 1_000));
    else if (isRecord(one)) {
      for (const [name, value] of Object.entries(one)) {
        if (wanted.has(plain(name))) found.push(value);
        queue.push(value);
      }
    }
  }
  return found;
}

/** The words of the nearest field of one of these names. */
export function seekText(tree: Tree | undefined, ...names: string[]): string | null {
  for (const found of seekAll(tree, ...names)) {
    const words = textOf(found);
    if (words !== null) return words;
  }
  return null;
}

/** Every text in the tree with the name of its field and the record that holds it. */
export function texts(tree: Tree): { name: string; value: string; holder: Tree }[] {
  const found: { name: string; value: string; holder: Tree }[] = [];
  const queue: { name: string; tree: Tree; holder: Tree }[] = [{ name: '', tree, holder: tree }];
  for (let index = 0; index < queue.length && index < mostVisited; index += 1) {
    const one = queue[index];
    if (!one) break;
    if (typeof one.tree === 'string') found.push({ name: one.name, value: one.tree, holder: one.holder });
    else if (Array.isArray(one.tree)) {
      const items = one.tree.slice(0, 1_000);
      queue.push(...items.map((item) => ({ name: one.name, tree: item, holder: one.holder })));
    } else if (isRecord(one.tree)) {
      const holder = one.tree;
      queue.push(...Object.entries(holder).map(([name, value]) => ({ name, tree: value, holder })));
    }
  }
  return found;
}
