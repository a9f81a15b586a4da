/** What the model thought of an item: its decision, score against threshold, and the distribution it came from. */
import { useTranslation } from 'react-i18next';
import type { JudgedFinding } from '../../findings/findings.schemas.ts';
import type { Category, Outcome } from '../../inference/categories.ts';
import { percent } from '../format/number.ts';
import { nameIn } from '../locales/language.ts';
import { useSignedIn } from '../shell/session-context.tsx';
import { categoryName, outcomeLook } from './categories.ts';
import style from './review.module.css';
import { type WhyUnsure, whyUnsure } from './why-unsure.ts';

type Reveal = NonNullable<JudgedFinding['reveal']>;
const outcomeOrder: Outcome[] = ['recyclable', 'hazardous', 'kitchen', 'residual', 'closed_bag', 'nothing_to_judge'];

export function ModelView({ reveal }: { reveal: Reveal }) {
  const { t, i18n } = useTranslation();
  const items = reveal.items.map(
    (item) => `${nameIn(item.names, i18n.language) || item.label} ${percent(item.probability)}`,
  );
  return (
    <div className={style.model} role="status">
      <dl className={style.modelFacts}>
        <dt>{t('last.model')}</dt>
        <dd>
          <strong>{t(`decision.${reveal.decision}`)}</strong>
        </dd>
        <dt>{t('last.source')}</dt>
        <dd>{t(`source.${reveal.source}`)}</dd>
        {items.length > 0 && (
          <>
            <dt>{t('last.items')}</dt>
            <dd>{items.join(i18n.language === 'en' ? ', ' : '、')}</dd>
          </>
        )}
      </dl>
      <Score reveal={reveal} />
      <Unsure reveal={reveal} />
      <Distribution outcomes={reveal.outcomes} />
      <p className={style.modelName}>
        {t('last.modelName')} {reveal.model}
      </p>
    </div>
  );
}

function Score({ reveal }: { reveal: Reveal }) {
  const { t } = useTranslation();
  const { score, threshold } = reveal;
  if (score === null) {
    const { decision, unusable } = reveal;
    const why = unusable && t('last.unusableWhy', { reason: t(`unusable.${unusable}`) });
    return <p className={style.lastNone}>{why ?? t(decision === 'unusable' ? 'last.unusable' : 'last.noScore')}</p>;
  }
  return (
    <div className={style.score}>
      <div className={style.scoreText}>
        <span>
          {t('last.score')} <strong>{percent(score)}</strong>
        </span>
        <span>{t('last.threshold', { threshold: percent(threshold) })}</span>
      </div>
      <div className={style.scoreTrack} aria-hidden="true">
        <div className={style.scoreBar} style={{ width: `${score * 100}%` }} />
        <div className={style.scoreMark} style={{ left: `${threshold * 100}%` }} />
      </div>
    </div>
  );
}

function Unsure({ reveal }: { reveal: Reveal }) {
  const { t, i18n } = useTranslation();
  const { categories } = useSignedIn().community;
  const why = whyUnsure(reveal);
  if (!why) return null;
  const name = (id: Category) => categoryName(categories, id, i18n.language);
  const texts = {
    closed_bag: () => t('unsure.closed_bag'),
    two: ({ likelier, other, shares }: WhyUnsure & { kind: 'two' }) =>
      t('unsure.two', {
        ...{ likelier: name(likelier), other: name(other) },
        ...{ first: percent(shares[0]), second: percent(shares[1]) },
      }),
    near_line: ({ above, by }: WhyUnsure & { kind: 'near_line' }) =>
      t(above ? 'unsure.above' : 'unsure.below', { by: percent(by) }),
  };
  const text =
    why.kind === 'two' ? texts.two(why) : why.kind === 'near_line' ? texts.near_line(why) : texts.closed_bag();
  return <p className={style.verdictDetail}>{text}</p>;
}

function Distribution({ outcomes }: { outcomes: Reveal['outcomes'] }) {
  const { t, i18n } = useTranslation();
  const { categories } = useSignedIn().community;
  return (
    <ul className={style.bars} aria-label={t('last.distribution')}>
      {outcomeOrder.map((id) => {
        const { name, colour } = outcomeLook(categories, id, i18n.language, t);
        const share = outcomes[id];
        return (
          <li key={id}>
            <span className={style.barName}>{name}</span>
            <span className={style.barTrack} aria-hidden="true">
              <span className={style.bar} style={{ width: `${share * 100}%`, background: colour }} />
            </span>
            <span className={style.barShare}>{percent(share)}</span>
          </li>
        );
      })}
    </ul>
  );
}
