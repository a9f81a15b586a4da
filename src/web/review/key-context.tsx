/** The keys in force on this page, kept in this browser for each person. */
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import { bindingsFrom, type KeyBindings, usualKeys } from './key-bindings.ts';

interface Keys {
  bindings: KeyBindings;
  /** Keeps other keys, or with null the usual ones. */
  choose(bindings: KeyBindings | null): void;
}

const KeyContext = createContext<Keys>({ bindings: usualKeys, choose: () => {} });

function browserStorage(): Storage | null {
  try {
    return window.localStorage;
  } catch (error) {
    // Shut off in the browser's settings: then they last as long as the page.
    if (error instanceof DOMException) return null;
    throw error;
  }
}

function readKept(storage: Storage | null, name: string): KeyBindings {
  const text = storage?.getItem(name);
  if (!text) return usualKeys;
  try {
    return bindingsFrom(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) return usualKeys;
    throw error;
  }
}

export function KeyProvider({ personId, children }: { personId: number; children: ReactNode }) {
  const name = `greensleeve.keys.1.${personId}`;
  const [bindings, setBindings] = useState(() => readKept(browserStorage(), name));
  const keys = useMemo(
    () => ({
      bindings,
      choose(chosen: KeyBindings | null) {
        const storage = browserStorage();
        if (chosen) storage?.setItem(name, JSON.stringify(chosen));
        else storage?.removeItem(name);
        setBindings(chosen ?? usualKeys);
      },
    }),
    [bindings, name],
  );
  return <KeyContext value={keys}>{children}</KeyContext>;
}

export function useKeys(): Keys {
  return useContext(KeyContext);
}
