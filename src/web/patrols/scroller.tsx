/** Lets what is wider than a phone be moved sideways, by keys too. */
import type { ReactNode } from 'react';
import style from './patrols.module.css';

export function Scroller({ label, minWidth, children }: { label: string; minWidth: number; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
    <section className={style.scroller} tabIndex={0} aria-label={label}>
      <div style={{ minWidth }}>{children}</div>
    </section>
  );
}
