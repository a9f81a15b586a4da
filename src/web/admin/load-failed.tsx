/** Says that a page's data could not be had, with another try. */
import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { problemText } from '../api/problem-text.ts';

export function LoadFailed({ title, error, retry }: { title: string; error: unknown; retry(): void }) {
  const { t } = useTranslation();
  return (
    <div role="alert">
      <Alert
        type="error"
        showIcon
        title={title}
        description={problemText(error, t)}
        action={<Button onClick={retry}>{t('common.tryAgain')}</Button>}
      />
    </div>
  );
}
