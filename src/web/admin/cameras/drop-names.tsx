/** How names of files in the drop folder are read: patterns, tried on a sample before they are kept; what was put aside. */
import { Alert, Button, Checkbox, Input, Modal, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DropFolderView } from '../../../drop-folder/drop-folder.schemas.ts';
import { problemText } from '../../api/problem-text.ts';
import { dayAndTime } from '../../format/time.ts';
import { useSignedIn } from '../../shell/session-context.tsx';
import admin from '../admin.module.css';
import { useDropFolder, useDropTrial, useSetDropFolder } from './arrivals.api.ts';

export function DropNames({ onClose }: { onClose(): void }) {
  const { data } = useDropFolder();
  return data ? <Patterns drop={data} onClose={onClose} /> : <Skeleton active />;
}

function Patterns({ drop, onClose }: { drop: DropFolderView; onClose(): void }) {
  const { t, i18n } = useTranslation();
  const { timeZone } = useSignedIn().community;
  const [text, setText] = useState(drop.patterns.join('\n'));
  const [keepsDone, setKeepsDone] = useState(drop.keepsDone);
  const [sample, setSample] = useState('');
  const save = useSetDropFolder();
  const trial = useDropTrial();
  const patterns = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const at = (time: string) => dayAndTime(time, i18n.language, timeZone);
  const read = trial.data;
  return (
    <Modal
      open
      title={t('cameraDrop.names')}
      okText={t('cameraPage.save')}
      cancelText={t('cameraPage.cancel')}
      confirmLoading={save.isPending}
      okButtonProps={{ disabled: patterns.length === 0 }}
      onOk={() => save.mutate({ patterns, keepsDone }, { onSuccess: onClose })}
      onCancel={onClose}
    >
      <p>{t('cameraDrop.namesHelp', { parts: '{ip} {channel} {time} {date} {clock} {any}' })}</p>
      <Input.TextArea
        aria-label={t('cameraDrop.names')}
        autoSize={{ minRows: 3 }}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <p style={{ marginTop: 12 }}>{t('cameraDrop.sample')}</p>
      <Input
        aria-label={t('cameraDrop.sample')}
        value={sample}
        placeholder={'192.168.1.64_01_20261123180500000_TIMING.jpg'}
        onChange={(event) => setSample(event.target.value)}
      />
      <div className={admin.buttons} style={{ margin: '8px 0' }}>
        <Button
          disabled={sample.trim() === '' || patterns.length === 0}
          loading={trial.isPending}
          onClick={() => trial.mutate({ patterns, sample })}
        >
          {t('cameraDrop.try')}
        </Button>
      </div>
      {read && (
        <p role="status">
          {read.fits && read.capturedAt
            ? t('cameraDrop.reads', { time: at(read.capturedAt), channel: read.channel ?? '–' })
            : t('cameraDrop.readsNot')}
          {read.faults.map(({ pattern, fault }) => (
            <span key={pattern} style={{ display: 'block' }}>
              {pattern}: {t(`cameraDrop.fault.${fault}`)}
            </span>
          ))}
        </p>
      )}
      <Checkbox checked={keepsDone} onChange={(event) => setKeepsDone(event.target.checked)}>
        {t('cameraDrop.keepsDone')}
      </Checkbox>
      {(save.error ?? trial.error) && <Alert type="error" showIcon title={problemText(save.error ?? trial.error, t)} />}
      {drop.rejections.length > 0 && (
        <>
          <p style={{ marginTop: 12 }}>{t('cameraDrop.rejected')}</p>
          <ul style={{ overflowWrap: 'anywhere' }}>
            {drop.rejections.slice(0, 10).map(({ path, reason, at: time }) => (
              <li key={`${path} ${time}`}>
                {at(time)} {path}: {reason}
              </li>
            ))}
          </ul>
        </>
      )}
    </Modal>
  );
}
