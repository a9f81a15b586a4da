/** A rate as a dot on a line from its lower to its upper bound, all rows on one scale. */
import style from './rate.module.css';

/** `low`, `rate`, `high` and `most` (the end of the scale) are shares; the figures stand beside it as text. */
export function IntervalBar({ low, rate, high, most }: Record<'low' | 'rate' | 'high' | 'most', number>) {
  const at = (share: number): string => `${(100 * share) / most}%`;
  return (
    <span className={style.bar} aria-hidden>
      <span className={style.span} style={{ left: at(low), width: at(high - low) }} />
      <span className={style.dot} style={{ left: at(rate) }} />
    </span>
  );
}
