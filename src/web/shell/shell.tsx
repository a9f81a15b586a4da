/** Header with navigation, language and account, and below it the page. */
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Outlet, useLocation } from 'react-router';
import { may } from '../api/session.ts';
import { CameraNotices } from './camera-notices.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { LanguageButton } from './language-button.tsx';
import { Logo } from './logo.tsx';
import { MonthNotice } from './month-notice.tsx';
import { Navigation } from './navigation.tsx';
import { PageSkeleton } from './page-skeleton.tsx';
import { useSignedIn } from './session-context.tsx';
import style from './shell.module.css';
import { UserMenu } from './user-menu.tsx';

export function Shell() {
  const { t } = useTranslation();
  const session = useSignedIn();
  const { pathname } = useLocation();
  return (
    <div className={style.shell}>
      <a className={style.skip} href="#content">
        {t('nav.skip')}
      </a>
      <header className={style.header}>
        <Link to="/" className={style.brand} aria-label={t('product.full')}>
          <Logo />
          <span className={style.product}>{t('product.name')}</span>
        </Link>
        <Navigation session={session} />
        <span className={style.community}>{session.community.name}</span>
        <LanguageButton />
        <UserMenu />
      </header>
      {may(session, 'review') && <CameraNotices />}
      {/* The desk fills the window; whoever judges is not to be kept from it. */}
      {may(session, 'close_months') && !pathname.startsWith('/review') && <MonthNotice />}
      <main id="content" className={style.content} tabIndex={-1}>
        <ErrorBoundary key={pathname}>
          <Suspense fallback={<PageSkeleton />}>
            <Outlet />
          </Suspense>
        </ErrorBoundary>
      </main>
    </div>
  );
}
