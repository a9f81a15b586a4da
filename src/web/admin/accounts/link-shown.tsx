/** A link that works once, shown this once: as text to copy and as a QR code to scan. */
import { Alert, Button, Modal, QRCode } from 'antd';
import { useTranslation } from 'react-i18next';
import { dayAndTime } from '../../format/time.ts';
import { useSignedIn } from '../../shell/session-context.tsx';
import { CopyBox } from '../copy-box.tsx';
import style from './accounts.module.css';

interface Props {
  title: string;
  link: { token: string; expiresAt: string };
  onClose(): void;
}

export function LinkShown({ title, link, onClose }: Props) {
  const { t, i18n } = useTranslation();
  const { timeZone } = useSignedIn().community;
  // Behind the #: no server on the way writes it into a log.
  const address = `${window.location.origin}/join#${link.token}`;
  const until = dayAndTime(link.expiresAt, i18n.language, timeZone);
  return (
    <Modal
      open
      title={title}
      // It is gone for good: a slip beside the window must not close it.
      mask={{ closable: false }}
      keyboard={false}
      closable={false}
      footer={
        <Button type="primary" onClick={onClose}>
          {t('invitations.close')}
        </Button>
      }
    >
      <Alert type="warning" showIcon title={t('invitations.shownText')} />
      <div className={style.qr} role="img" aria-label={t('invitations.qr')}>
        <QRCode value={address} size={196} type="svg" bordered={false} />
      </div>
      <CopyBox label={t('invitations.link')} text={address} />
      <p className={style.soft}>{t('invitations.until', { time: until })}</p>
    </Modal>
  );
}
