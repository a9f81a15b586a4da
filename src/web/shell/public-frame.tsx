/** The frame of pages for residents, who have no account: the name, the language, the page. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LanguageButton } from './language-button.tsx';
import { Logo } from './logo.tsx';
import style from './shell.module.css';

export function PublicFrame({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <div className={style.shell}>
      <header className={style.header}>
        <span className={style.brand}>
          <Logo />
          <span>{t('product.name')}</span>
        </span>
        <span className={style.publicSpace} />
        <LanguageButton />
      </header>
      <main id="content" className={style.publicPage}>
        {children}
      </main>
    </div>
  );
}
