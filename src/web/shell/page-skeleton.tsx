/** What shows while a page or the session loads. */
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import style from './shell.module.css';

export function PageSkeleton() {
  const { t } = useTranslation();
  return (
    <div className={style.page} role="status" aria-label={t('common.loading')}>
      <Skeleton active paragraph={{ rows: 6 }} />
    </div>
  );
}
