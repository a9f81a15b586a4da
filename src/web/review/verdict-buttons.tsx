/** The verdicts as buttons, each with its key. */
import CheckOutlined from '@ant-design/icons/es/icons/CheckOutlined';
import MinusOutlined from '@ant-design/icons/es/icons/MinusOutlined';
import QuestionOutlined from '@ant-design/icons/es/icons/QuestionOutlined';
import { useTranslation } from 'react-i18next';
import type { Category } from '../../inference/categories.ts';
import { inkOn } from '../format/colour.ts';
import { nameIn } from '../locales/language.ts';
import { useSignedIn } from '../shell/session-context.tsx';
import { mixedColour } from './categories.ts';
import { useKeys } from './key-context.tsx';
import { isAllowed, type KeyAction } from './keys.ts';
import type { Verdict } from './outbox.ts';
import type { PhotoState } from './photo.tsx';
import style from './review.module.css';

interface Props {
  expected: Category | null;
  photo: PhotoState;
  onAction(action: KeyAction): void;
}

const others = [
  { judgement: 'fits', icon: <CheckOutlined aria-hidden /> },
  { judgement: 'unclear', icon: <QuestionOutlined aria-hidden /> },
  { judgement: 'no_waste', icon: <MinusOutlined aria-hidden /> },
] as const;

export function VerdictButtons({ expected, photo, onAction }: Props) {
  const { t, i18n } = useTranslation();
  const { categories } = useSignedIn().community;
  const { bindings } = useKeys();
  const actuals = [
    ...categories.map(({ id, names, colour }) => ({ id, name: nameIn(names, i18n.language), colour })),
    { id: 'mixed' as const, name: t('category.mixed'), colour: mixedColour },
  ];
  const button = (verdict: Verdict) => ({
    type: 'button' as const,
    // Not while the first picture loads only, or the whole row would flicker from item to item.
    disabled: !isAllowed(verdict, expected, photo === 'loading' ? 'shown' : photo),
    onClick: () => onAction({ kind: 'verdict', verdict }),
  });
  return (
    <div className={style.verdicts} data-photo={photo}>
      <fieldset className={style.actuals}>
        <legend className={style.groupLabel}>{t('review.misplaced')}</legend>
        {actuals.map(({ id, name, colour }) => (
          <button
            key={id}
            {...button({ judgement: 'misplaced', actual: id })}
            className={style.actual}
            aria-keyshortcuts={bindings[id]}
          >
            <span className={style.categoryKey} style={{ background: colour, color: inkOn(colour) }} aria-hidden="true">
              {bindings[id]}
            </span>
            <span className={style.actualName}>{name}</span>
            {id === expected && <span className={style.expectedMark}>{t('review.isExpected')}</span>}
          </button>
        ))}
      </fieldset>
      <fieldset className={style.others}>
        <legend className={style.groupLabel}>{t('review.otherwise')}</legend>
        {others.map(({ judgement, icon }) => (
          <button
            key={judgement}
            {...button({ judgement, actual: null })}
            className={style.other}
            aria-keyshortcuts={bindings[judgement]}
          >
            <span className={style.otherKey} aria-hidden="true">
              {bindings[judgement]}
            </span>
            <span className={style.otherIcon}>{icon}</span>
            <span>{t(`judgement.${judgement}`)}</span>
          </button>
        ))}
      </fieldset>
    </div>
  );
}
