/** The settings of the environment: what each means, and what holds. Nothing can be changed here. */
import { useTranslation } from 'react-i18next';
import type { SettingsView } from '../../../settings/settings.schemas.ts';
import admin from '../admin.module.css';
import style from './settings.module.css';

export function OperatorSettings({ operator }: Pick<SettingsView, 'operator'>) {
  const { t, i18n } = useTranslation();
  const language = i18n.language === 'en' ? 'en' : 'zh-CN';
  return (
    <section className={`${admin.card} ${style.operator}`}>
      <h2>{t('settingsPage.operator')}</h2>
      <p>{t('settingsPage.operatorText')}</p>
      <ul className={style.list}>
        {operator.map(({ name, meaning, value, state }) => (
          <li key={name}>
            <span className={style.meaning}>
              <code>{name}</code>
              <span>{meaning[language]}</span>
            </span>
            <span className={style.value}>
              {value !== null && <strong>{value}</strong>}
              {value === null && state !== 'hidden' && state !== 'at_worker' && (
                <span>{t('settingsPage.noValue')}</span>
              )}
              <span className={admin.tag} data-tone={state === 'set' ? undefined : 'quiet'}>
                {t(`settingsPage.${state}`)}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
