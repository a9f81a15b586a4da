/** Pages that hold one message: not found, not allowed, nothing to do here, failed. */
import SmileOutlined from '@ant-design/icons/es/icons/SmileOutlined';
import { Button, Result } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { problemText } from '../api/problem-text.ts';
import { usePageTitle } from './page-title.ts';
import { useSignedIn } from './session-context.tsx';

export function NotFoundPage() {
  const { t } = useTranslation();
  usePageTitle(t('page.notFound'));
  return (
    <Result
      status="info"
      title={t('page.notFound')}
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
      status="warning"
      title={t('page.notAllowed')}
      subTitle={t('page.notAllowedText')}
      extra={<Link to="/">{t('page.home')}</Link>}
    />
  );
}

export function NothingHerePage() {
  const { t } = useTranslation();
  const { person } = useSignedIn();
  usePageTitle();
  const role = t(`role.${person.role}`);
  return (
    <Result
      icon={<SmileOutlined aria-hidden />}
      title={t('page.nothing', { name: person.name })}
      subTitle={t('page.nothingText', { role })}
    />
  );
}

/** Something that must be there before anything can be shown could not be had. */
export function FailurePage({ error, retry }: { error: unknown; retry: () => void }) {
  const { t } = useTranslation();
  usePageTitle();
  return (
    <Result
      status="error"
      title={problemText(error, t)}
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
      status="error"
      title={t('page.broken')}
      subTitle={t('page.brokenText')}
      extra={
        <Button type="primary" onClick={() => window.location.reload()}>
          {t('common.reload')}
        </Button>
      }
    />
  );
}
