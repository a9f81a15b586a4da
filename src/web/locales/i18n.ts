/** i18next with both languages built in; the document's language follows. */
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en } from './en.ts';
import { type Language, languages, storedLanguage, storeLanguage } from './language.ts';
import { type Words, zhCN } from './zh-CN.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: Words };
    returnNull: false;
  }
}

/** The browser's storage, or null where it is shut off (reading it throws then). */
function browserStorage(): Storage | null {
  try {
    return window.localStorage;
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}

/** Prepares translation; the texts are there at once, nothing is fetched. */
export function startTranslation(): void {
  i18next.on('languageChanged', (language) => {
    document.documentElement.lang = language;
  });
  void i18next.use(initReactI18next).init({
    lng: storedLanguage(browserStorage()),
    supportedLngs: [...languages],
    fallbackLng: 'zh-CN',
    resources: { 'zh-CN': { translation: zhCN }, en: { translation: en } },
    interpolation: { escapeValue: false },
    initAsync: false,
  });
}

export function chooseLanguage(language: Language): void {
  storeLanguage(browserStorage(), language);
  void i18next.changeLanguage(language);
}
