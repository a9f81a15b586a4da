/** Asks before a page with unsaved work is left by one of its links; closing the window asks the browser's own way. */
import { useEffect, useState } from 'react';

/** The address that was asked for while there was unsaved work; null: none. */
export function useLeaving(isUnsaved: boolean): [string | null, (to: string | null) => void] {
  const [asked, setAsked] = useState<string | null>(null);
  useEffect(() => {
    if (!isUnsaved) return undefined;
    const onClick = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a[href^="/"]') : null;
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      event.stopPropagation();
      setAsked(link.getAttribute('href'));
    };
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    // Before the router hears of it.
    document.addEventListener('click', onClick, true);
    window.addEventListener('beforeunload', onUnload);
    return () => {
      document.removeEventListener('click', onClick, true);
      window.removeEventListener('beforeunload', onUnload);
    };
  }, [isUnsaved]);
  return [asked, setAsked];
}
