/** Which key does what on the review page: the usual ones, and those that somebody chose instead. Pure. */

/** All within reach of the left hand, or on the row of digits. */
export const usualKeys = {
  recyclable: '1',
  hazardous: '2',
  kitchen: '3',
  residual: '4',
  mixed: '5',
  fits: 'F',
  unclear: 'U',
  no_waste: 'N',
  undo: 'Z',
  redo: 'X',
  outline: 'O',
  enlarge: 'E',
  zoomIn: 'Q',
  zoomOut: 'A',
  strip: 'S',
  details: 'D',
  attribute: 'G',
  hide: 'H',
  keys: 'K',
} as const;

export type KeyName = keyof typeof usualKeys;
export type KeyBindings = Readonly<Record<KeyName, string>>;

export const keyNames = Object.keys(usualKeys) as KeyName[];

/** Letters and digits: only these can be told apart while a Chinese input method is on. */
const isKey = (key: unknown): key is string => typeof key === 'string' && /^[A-Z0-9]$/.test(key);

/** What another action already has the key; null: it is free. */
export function conflictOf(bindings: KeyBindings, name: KeyName, key: string): KeyName | null {
  return keyNames.find((other) => other !== name && bindings[other] === key) ?? null;
}

/** With the key given to the action; who had it gets the action's old key, so that nothing is ever without one. */
export function withKey(bindings: KeyBindings, name: KeyName, key: string): KeyBindings {
  const other = conflictOf(bindings, name, key);
  return { ...bindings, ...(other ? { [other]: bindings[name] } : {}), [name]: key };
}

/** What was kept, from whatever version of the page: what it lacks or what would clash keeps its usual key. */
export function bindingsFrom(kept: unknown): KeyBindings {
  if (typeof kept !== 'object' || kept === null) return usualKeys;
  const chosen = kept as Partial<Record<KeyName, unknown>>;
  return keyNames.reduce<KeyBindings>((bindings, name) => {
    const key = chosen[name];
    return isKey(key) ? withKey(bindings, name, key) : bindings;
  }, usualKeys);
}
