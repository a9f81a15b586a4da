/** Switches between Chinese and English. */
import { useTranslation } from 'react-i18next';
import { chooseLanguage } from '../locales/i18n.ts';
import style from './shell.module.css';

export function LanguageButton() {
  const { t, i18n } = useTranslation();
  const other = i18n.language === 'en' ? 'zh-CN' : 'en';
  return (
    <button
      type="button"
      className={style.headerButton}
      lang={other}
      title={t('language.label')}
      onClick={() => chooseLanguage(other)}
    >
      {t('language.switchTo')}
    </button>
  );
}
