/** One of a few, as large buttons for thumbs. */
import style from './report.module.css';

interface Choice<Value> {
  value: Value;
  text: string;
  /** Of the category. */
  colour?: string;
}

export function Choices<Value extends string | number | null>({
  legend,
  choices,
  chosen,
  onChoose,
}: {
  legend: string;
  choices: readonly Choice<Value>[];
  chosen: Value;
  onChoose(value: Value): void;
}) {
  return (
    <fieldset className={style.choices}>
      <legend>{legend}</legend>
      {choices.map(({ value, text, colour }) => (
        <button
          key={String(value)}
          type="button"
          className={style.choice}
          aria-pressed={value === chosen}
          onClick={() => onChoose(value)}
        >
          {colour && <span className={style.dot} style={{ background: colour }} aria-hidden />}
          {text}
        </button>
      ))}
    </fieldset>
  );
}
