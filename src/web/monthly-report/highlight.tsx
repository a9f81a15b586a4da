/** One of the three sentences at the top; who may close the month may write it anew, and take that back. */
import EditOutlined from '@ant-design/icons/es/icons/EditOutlined';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReportDocument } from '../../report-document/report-document.schemas.ts';
import { problemText } from '../api/problem-text.ts';
import { useWriteSentence } from './monthly-report.api.ts';
import style from './monthly-report.module.css';

interface Props {
  month: string;
  highlight: ReportDocument['highlights'][number];
  /** Of the sentence as it was loaded; null: it can't be written. */
  version: number | null;
}

function Editor({ month, highlight, version, onDone }: Props & { version: number; onDone: () => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState(highlight.text);
  const write = useWriteSentence(month, highlight.place);
  const send = async (value: string | null) => {
    await write.mutateAsync({ text: value, version });
    onDone();
  };
  return (
    <div className={style.editor}>
      <Input.TextArea
        aria-label={t('monthly.sentence')}
        value={text}
        maxLength={500}
        showCount
        autoSize={{ minRows: 2 }}
        onChange={(event) => setText(event.target.value)}
      />
      {write.isError && (
        <p role="alert" className={style.failed}>
          {problemText(write.error, t)}
        </p>
      )}
      <div className={style.buttons}>
        <Button
          type="primary"
          loading={write.isPending}
          disabled={text.trim() === ''}
          onClick={() => void send(text).catch(() => undefined)}
        >
          {t('monthly.save')}
        </Button>
        {highlight.generated !== null && (
          <Button disabled={write.isPending} onClick={() => void send(null).catch(() => undefined)}>
            {t('monthly.restore')}
          </Button>
        )}
        <Button disabled={write.isPending} onClick={onDone}>
          {t('monthly.cancel')}
        </Button>
      </div>
    </div>
  );
}

export function Highlight({ month, highlight, version }: Props) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  if (isOpen && version !== null) {
    return (
      <li>
        <Editor month={month} highlight={highlight} version={version} onDone={() => setOpen(false)} />
      </li>
    );
  }
  return (
    <li>
      <span>{highlight.text}</span>
      {version !== null && (
        <Button
          type="text"
          size="small"
          className={style.screenOnly ?? ''}
          icon={<EditOutlined aria-hidden />}
          aria-label={t('monthly.edit', { text: highlight.text })}
          onClick={() => setOpen(true)}
        />
      )}
      {highlight.editedBy !== null && (
        <p className={`${style.generated} ${style.screenOnly}`}>
          {t('monthly.edited', { name: highlight.editedBy, text: highlight.generated })}
        </p>
      )}
    </li>
  );
}
