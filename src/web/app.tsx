/** The frame of everything: language, theme, queries, who is signed in, and which page an address opens. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { BrowserRouter, Route, Routes } from 'react-router';
import type { SessionView } from '../people/people.schemas.ts';
import { isPassing } from './api/client.ts';
import { LiveProvider } from './api/live-provider.tsx';
import { may, useSession } from './api/session.ts';
import { NewVersion } from './offline/new-version.tsx';
import { ReportCourier } from './report/report-courier.tsx';
import { DeskProvider } from './review/desk-provider.tsx';
import { FailurePage, NotAllowedPage, NotFoundPage } from './shell/message-pages.tsx';
import { PageSkeleton } from './shell/page-skeleton.tsx';
import { type PageEntry, pages, publicPages } from './shell/pages.ts';
import { SessionProvider } from './shell/session-context.tsx';
import { Shell } from './shell/shell.tsx';
import { theme } from './theme.ts';

const HomePage = lazy(() => import('./home/home-page.tsx'));
const SignInPage = lazy(() => import('./shell/sign-in-page.tsx'));

const queries = new QueryClient({
  defaultOptions: { queries: { retry: (failures, error) => failures < 2 && isPassing(error), networkMode: 'always' } },
});

function Guarded({ session, entry }: { session: SessionView; entry: PageEntry }) {
  const { permission, page: Page } = entry;
  return permission === null || may(session, permission) ? <Page /> : <NotAllowedPage />;
}

function Pages({ session }: { session: SessionView }) {
  return (
    <Routes>
      <Route element={<Shell />}>
        <Route index element={<HomePage />} />
        {pages.map((entry) => (
          <Route key={entry.path} path={entry.path} element={<Guarded session={session} entry={entry} />} />
        ))}
        <Route path="*" element={<NotFoundPage />} />
      </Route>
    </Routes>
  );
}

/** The sign-in page stays at the address asked for, which opens once somebody is signed in. */
function Entrance() {
  const session = useSession();
  if (session.isPending) return <PageSkeleton />;
  if (session.data === undefined) return <FailurePage error={session.error} retry={() => void session.refetch()} />;
  if (session.data === null) return <SignInPage />;
  return (
    <SessionProvider session={session.data}>
      <LiveProvider>
        <ReportCourier />
        <DeskProvider personId={session.data.person.id}>
          <Pages session={session.data} />
        </DeskProvider>
      </LiveProvider>
    </SessionProvider>
  );
}

export function App() {
  const { i18n } = useTranslation();
  return (
    <ConfigProvider theme={theme} locale={i18n.language === 'en' ? enUS : zhCN} button={{ autoInsertSpace: false }}>
      <QueryClientProvider client={queries}>
        <BrowserRouter>
          <Routes>
            {publicPages.map(({ path, page: Page }) => (
              <Route
                key={path}
                path={path}
                element={
                  <Suspense fallback={<PageSkeleton />}>
                    <Page />
                  </Suspense>
                }
              />
            ))}
            <Route path="*" element={<Entrance />} />
          </Routes>
          <NewVersion />
        </BrowserRouter>
      </QueryClientProvider>
    </ConfigProvider>
  );
}
