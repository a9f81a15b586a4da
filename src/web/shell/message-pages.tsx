/** Pages that hold one message: not found, not allowed, failed. */
import { Button, Result } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { problemText } from '../api/problem-text.ts';
import { usePageTitle } from './page-title.ts';
import style from './shell.module.css';

export function NotFoundPage() {
  const { t } = useTranslation();
  usePageTitle(t('page.notFound'));
  return (
    <Result
      className={style.message ?? ''}
      status="info"
      title={<h1>{t('page.notFound')}</h1>}
      subTitle={t('page.notFoundText')}
      extra={<Link to="/">{t('page.home')}</Link>}
    />
  );
}

export function NotAllowedPage() {
  const { t } = useTranslation();
  usePageTitle(t('page.notAllowed'));
  return (
    <Result
      className={style.message ?? ''}
      status="warning"
      title={<h1>{t('page.notAllowed')}</h1>}
      subTitle={t('page.notAllowedText')}
      extra={<Link to="/">{t('page.home')}</Link>}
    />
  );
}

/** Something that must be there before anything can be shown could not be had. */
export function FailurePage({ error, retry }: { error: unknown; retry: () => void }) {
  const { t } = useTranslation();
  usePageTitle();
  return (
    <Result
      className={style.message ?? ''}
      status="error"
      title={<h1>{problemText(error, t)}</h1>}
      extra={
        <Button type="primary" onClick={retry}>
          {t('common.tryAgain')}
        </Button>
      }
    />
  );
}

export function BrokenPage() {
  const { t } = useTranslation();
  usePageTitle(t('page.broken'));
  return (
    <Result
      className={style.message ?? ''}
      status="error"
      title={<h1>{t('page.broken')}</h1>}
      subTitle={t('page.brokenText')}
      extra={
        <Button type="primary" onClick={() => window.location.reload()}>
          {t('common.reload')}
        </Button>
      }
    />
  );
}
