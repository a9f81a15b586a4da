/** Listens to keys for the page as long as it is shown. */
import { useEffect, useEffectEvent } from 'react';
import type { KeyPress } from './keys.ts';

const fields = 'input, textarea, select, [contenteditable=true], [role=menu], [role=listbox], [role=dialog]';

/** `onPress` gives true when it took the key, which then does nothing else. */
export function useKeyPress(onPress: (press: KeyPress) => boolean): void {
  const handle = useEffectEvent((event: KeyboardEvent) => {
    const inField = event.target instanceof Element && event.target.closest(fields) !== null;
    const { key, code, ctrlKey, altKey, metaKey, repeat } = event;
    if (onPress({ key, code, ctrlKey, altKey, metaKey, repeat, inField })) event.preventDefault();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => handle(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}
