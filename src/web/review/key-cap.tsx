/** A key, drawn beside what it does. */
import style from './review.module.css';

export function KeyCap({ name }: { name: string }) {
  return (
    <span className={style.keyCap} aria-hidden="true">
      {name}
    </span>
  );
}
