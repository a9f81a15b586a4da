/** A button whose deed is told and confirmed first. */
import { Alert, Button, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemText } from '../api/problem-text.ts';

interface Props {
  label: string;
  title: string;
  text: string;
  /** The words of agreement. */
  yes: string;
  danger?: boolean;
  disabled?: boolean;
  /** The window closes when it resolves, and says why when it rejects. */
  onConfirm(): Promise<unknown>;
}

export function ConfirmedButton({ label, title, text, yes, danger = false, disabled = false, onConfirm }: Props) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const confirm = async () => {
    setBusy(true);
    setError(null);
    try {
      await onConfirm();
      setOpen(false);
    } catch (problem) {
      setError(problem);
    }
    setBusy(false);
  };
  return (
    <>
      <Button danger={danger} disabled={disabled} onClick={() => setOpen(true)}>
        {label}
      </Button>
      <Modal
        open={open}
        title={title}
        okText={yes}
        okButtonProps={{ danger }}
        cancelText={t('cameraPage.cancel')}
        confirmLoading={busy}
        onOk={() => void confirm()}
        onCancel={() => setOpen(false)}
      >
        <p>{text}</p>
        {error !== null && (
          <div role="alert">
            <Alert type="error" showIcon title={problemText(error, t)} />
          </div>
        )}
      </Modal>
    </>
  );
}
