/** Every verdict ever given on a finding and what came of it in the ledger, oldest first. */
import { useTranslation } from 'react-i18next';
import type { FindingHistory } from '../../findings/lookback.schemas.ts';
import { dayAndTime } from '../format/time.ts';
import { verdictText } from '../review/categories.ts';
import { useSignedIn } from '../shell/session-context.tsx';
import style from './lookback.module.css';

export function History({ history }: { history: FindingHistory }) {
  const { t, i18n } = useTranslation();
  const { categories, timeZone } = useSignedIn().community;
  const time = (iso: string) => dayAndTime(iso, i18n.language, timeZone);
  return (
    <section className={style.history} aria-label={t('lookback.history')}>
      <h3>{t('lookback.history')}</h3>
      <ol>
        {history.verdicts.map((verdict) => (
          <li key={verdict.id} data-undone={verdict.undone !== null}>
            <strong>{verdictText(verdict, categories, i18n.language, t)}</strong>
            <span>
              {verdict.by.name} · {time(verdict.at)}
            </span>
            {verdict.look && <span>{t(`lookback.look.${verdict.look}`)}</span>}
            {verdict.stands && <em>{t('lookback.stands')}</em>}
            {verdict.afterReveal && <span>{t('last.afterReveal')}</span>}
            {verdict.note && <span className={style.note}>{verdict.note}</span>}
            {verdict.undone && (
              <span>{t('lookback.undone', { name: verdict.undone.by.name, time: time(verdict.undone.at) })}</span>
            )}
          </li>
        ))}
      </ol>
      {history.violations.map(({ id, month, voided }) => (
        <p key={id} className={style.ledger} data-voided={voided !== null}>
          {t(voided ? 'lookback.ledgerVoided' : 'lookback.ledger', { id, month })}
        </p>
      ))}
      {history.episode && (
        <p className={style.faint}>
          {t('lookback.episode', { count: history.episode.frames, from: time(history.episode.startedAt) })}
        </p>
      )}
    </section>
  );
}
