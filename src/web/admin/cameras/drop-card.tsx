/** The folder that an FTP server or a recorder writes this camera's photographs to, and how their names are read. */
import { Alert, Button, Form, Input, InputNumber } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CameraDetail } from '../../../cameras/cameras.schemas.ts';
import { problemText } from '../../api/problem-text.ts';
import { useSignedIn } from '../../shell/session-context.tsx';
import admin from '../admin.module.css';
import { useDropSource, useSetDropSource } from './arrivals.api.ts';
import { DropNames } from './drop-names.tsx';

export function DropCard({ camera: { id } }: { camera: CameraDetail }) {
  const { t } = useTranslation();
  const { data, error } = useDropSource(id);
  const set = useSetDropSource(id);
  const [naming, setNaming] = useState(false);
  const estates = useSignedIn().person.estates;
  const source = data?.source ?? null;
  return (
    <section className={admin.card}>
      <h2>{t('cameraDrop.title')}</h2>
      {error && !data && <Alert type="error" showIcon title={problemText(error, t)} />}
      {data && !data.active && <p>{t('cameraDrop.inactive')}</p>}
      {data?.active && (
        <>
          <p>{t(source ? 'cameraDrop.has' : 'cameraDrop.none')}</p>
          <Form
            key={source ? `${source.folder}/${source.channel}` : 'none'}
            layout="vertical"
            requiredMark={false}
            initialValues={{ folder: source?.folder ?? '', channel: source?.channel ?? 0 }}
            onFinish={(values: { folder: string; channel: number }) => set.mutate(values)}
          >
            {set.error && <Alert type="error" showIcon title={problemText(set.error, t)} />}
            <Form.Item
              name="folder"
              label={t('cameraDrop.folder')}
              extra={t('cameraDrop.folderHelp')}
              rules={[{ required: true, whitespace: true, message: t('cameraDrop.folderMissing') }]}
            >
              <Input maxLength={64} />
            </Form.Item>
            <Form.Item name="channel" label={t('cameraDrop.channel')} extra={t('cameraDrop.channelHelp')}>
              <InputNumber min={0} max={99_999} precision={0} />
            </Form.Item>
            <div className={admin.buttons}>
              <Button htmlType="submit" loading={set.isPending}>
                {t('cameraPage.save')}
              </Button>
              {source && <Button onClick={() => set.mutate(null)}>{t('cameraDrop.end')}</Button>}
              {estates === null && <Button onClick={() => setNaming(true)}>{t('cameraDrop.names')}</Button>}
            </div>
          </Form>
          {set.isSuccess && <p role="status">{t('cameraDrop.saved')}</p>}
        </>
      )}
      {naming && <DropNames onClose={() => setNaming(false)} />}
    </section>
  );
}
