/** All that was said of whose a misplacement is, with who signed and who refused, oldest first. */
import { useTranslation } from 'react-i18next';
import type { AttributionHistory as Said } from '../../attributions/attributions.schemas.ts';
import { dayAndTime } from '../format/time.ts';
import { useSignedIn } from '../shell/session-context.tsx';
import style from './lookback.module.css';

export function AttributionHistory({ items }: { items: Said['items'] }) {
  const { t, i18n } = useTranslation();
  const { timeZone } = useSignedIn().community;
  const time = (iso: string) => dayAndTime(iso, i18n.language, timeZone);
  if (items.length === 0) return null;
  return (
    <section className={style.history} aria-label={t('lookback.attributions')}>
      <h3>{t('lookback.attributions')}</h3>
      <ol>
        {items.map(({ id, target, basis, detail, by, at, signed, ended }) => (
          <li key={id} data-undone={ended !== null}>
            <strong>{target ? `${target.estate} ${target.label}` : t('lookback.attributionUnknown')}</strong>
            {basis && <span>{[t(`signing.basis.${basis}`), detail].filter(Boolean).join(' ')}</span>}
            <span>
              {by.name} · {time(at)}
            </span>
            {!ended && target && (
              <span>
                {signed
                  ? t('lookback.signed', { name: signed.by.name, time: time(signed.at) })
                  : t('lookback.unsigned')}
              </span>
            )}
            {ended && (
              <span>{t(`lookback.ended.${ended.because}`, { name: ended.by.name, time: time(ended.at) })}</span>
            )}
            {ended?.note && <span className={style.note}>{ended.note}</span>}
          </li>
        ))}
      </ol>
    </section>
  );
}
