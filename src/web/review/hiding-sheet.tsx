/** Hides a sensitive photograph from everybody: why, and whether the frames beside it go too. */
import { Alert, Button, Checkbox, Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReviewItem } from '../../findings/findings.schemas.ts';
import { type HidingReason, hidingReasons } from '../../photo-hidings/photo-hidings.schemas.ts';
import { problemText } from '../api/problem-text.ts';
import { useHiding } from './details.api.ts';
import style from './details-sheet.module.css';

const maxNote = 200;

export default function HidingSheet(props: { item: ReviewItem; onClose(): void; onHidden(): void }) {
  const { t } = useTranslation();
  const [reason, setReason] = useState<HidingReason>('person');
  const [note, setNote] = useState('');
  const [frames, setFrames] = useState(true);
  const hide = useHiding(props.item.id);
  const isMissing = reason === 'other' && note.trim() === '';
  const send = () => hide.mutate({ reason, note: note.trim(), frames }, { onSuccess: props.onHidden });
  return (
    <Modal
      open
      width={520}
      title={t('hiding.title')}
      onCancel={props.onClose}
      footer={[
        <Button key="cancel" onClick={props.onClose}>
          {t('details.cancel')}
        </Button>,
        <Button key="hide" type="primary" danger disabled={isMissing} loading={hide.isPending} onClick={send}>
          {t('hiding.hide')}
        </Button>,
      ]}
    >
      <p className={style.text}>{t('hiding.text')}</p>
      <Radio.Group
        aria-label={t('hiding.reason')}
        className={style.choices ?? ''}
        value={reason}
        onChange={(event) => setReason(event.target.value as HidingReason)}
      >
        {hidingReasons.map((one) => (
          <Radio key={one} value={one}>
            {t(`hiding.reasons.${one}`)}
          </Radio>
        ))}
      </Radio.Group>
      <fieldset className={style.field}>
        <Input.TextArea
          aria-label={t('hiding.note')}
          placeholder={t(reason === 'other' ? 'hiding.noteNeeded' : 'hiding.note')}
          rows={2}
          maxLength={maxNote}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </fieldset>
      <Checkbox checked={frames} onChange={(event) => setFrames(event.target.checked)}>
        {t('hiding.frames')}
      </Checkbox>
      {hide.isError && (
        <Alert role="alert" type="error" showIcon title={t('hiding.failed')} description={problemText(hide.error, t)} />
      )}
    </Modal>
  );
}
