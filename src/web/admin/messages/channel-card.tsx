/** A channel with what can be done with it. */
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ChannelView } from '../../../messages/messages.schemas.ts';
import { problemText } from '../../api/problem-text.ts';
import admin from '../admin.module.css';
import { ConfirmedButton } from '../confirmed-button.tsx';
import { useRemoveChannel, useTestChannel } from './messages.api.ts';
import style from './messages.module.css';

export function ChannelCard({ channel, onChange }: { channel: ChannelView; onChange(): void }) {
  const { t } = useTranslation();
  const test = useTestChannel(channel.id);
  const remove = useRemoveChannel(channel.id);
  return (
    <section className={admin.card} aria-label={channel.name}>
      <h2>{channel.name}</h2>
      <p>
        {t(`messages.kinds.${channel.kind}`)} · {channel.addressHint}
      </p>
      <p>{channel.topics.map((topic) => t(`messages.topic.${topic}`)).join(t('messages.comma'))}</p>
      <div className={style.buttons}>
        <Button loading={test.isPending} onClick={() => test.mutate(undefined)}>
          {t('messages.test')}
        </Button>
        <Button onClick={onChange}>{t('messages.change')}</Button>
        <ConfirmedButton
          danger
          label={t('messages.remove')}
          title={t('messages.removeTitle', { name: channel.name })}
          text={t('messages.removeText')}
          yes={t('messages.remove')}
          onConfirm={() => remove.mutateAsync(undefined)}
        />
      </div>
      {test.data && (
        <p role="status" className={style.note}>
          {t(test.data.state === 'sent' ? 'messages.tested' : 'messages.testFailed')}
        </p>
      )}
      {test.error && (
        <p role="alert" className={style.failed}>
          {problemText(test.error, t)}
        </p>
      )}
    </section>
  );
}
