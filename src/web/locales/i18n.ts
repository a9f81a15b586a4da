/** i18next with Chinese built in and English loaded when it is chosen; the document's language follows. */
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
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

/** English comes when it is first wanted: most people never need it, and the first load stays small. */
async function load(language: Language): Promise<void> {
  if (language !== 'en' || i18next.hasResourceBundle('en', 'translation')) return;
  const { en } = await import('./en.ts');
  i18next.addResourceBundle('en', 'translation', en);
}

/** Changes to a language; where its texts can't be had (no network), the language stays as it is. */
async function show(language: Language): Promise<void> {
  try {
    await load(language);
  } catch {
    return;
  }
  await i18next.changeLanguage(language);
}

/** Prepares translation: Chinese is there at once, English before the first page is drawn if it was kept. */
export async function startTranslation(): Promise<void> {
  i18next.on('languageChanged', (language) => {
    document.documentElement.lang = language;
  });
  void i18next.use(initReactI18next).init({
    lng: 'zh-CN',
    supportedLngs: [...languages],
    fallbackLng: 'zh-CN',
    resources: { 'zh-CN': { translation: zhCN } },
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  const language = storedLanguage(browserStorage());
  if (language !== 'zh-CN') await show(language);
}

export function chooseLanguage(language: Language): void {
  storeLanguage(browserStorage(), language);
  void show(language);
}
