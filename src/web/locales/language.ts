/** Which language the interface speaks: Chinese unless the person chose English, kept in the browser. */

export const languages = ['zh-CN', 'en'] as const;
export type Language = (typeof languages)[number];

const key = 'greensleeve.language';

/** The language kept in the browser; Chinese when none is, or when storage is shut off. */
export function storedLanguage(storage: Pick<Storage, 'getItem'> | null): Language {
  const stored = storage?.getItem(key);
  return languages.find((language) => language === stored) ?? 'zh-CN';
}

export function storeLanguage(storage: Pick<Storage, 'setItem'> | null, language: Language): void {
  storage?.setItem(key, language);
}

/** The name of something that comes with names by language, in this language or else in Chinese. */
export function nameIn(names: Record<string, string>, language: string): string {
  return names[language] ?? names['zh-CN'] ?? Object.values(names)[0] ?? '';
}
