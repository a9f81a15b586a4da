/** Training sessions of a month: by group, with those who took part; adding, changing, cancelling. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Popconfirm, Space, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import type { TrainingMonth } from '../../training/training.schemas.ts';
import admin from '../admin/admin.module.css';
import { LoadFailed } from '../admin/load-failed.tsx';
import { request } from '../api/client.ts';
import { problemText } from '../api/problem-text.ts';
import { MonthPicker } from '../counts/month-picker.tsx';
import { isMonth, monthAt, shiftMonth } from '../format/time.ts';
import style from '../patrols/patrols.module.css';
import { Scroller } from '../patrols/scroller.tsx';
import { PageSkeleton } from '../shell/page-skeleton.tsx';
import { usePageTitle } from '../shell/page-title.ts';
import { useSignedIn } from '../shell/session-context.tsx';
import { Quizzes } from './quizzes.tsx';
import { SessionForm } from './session-form.tsx';

type Session = TrainingMonth['items'][number];

function Sums({ figures }: Pick<TrainingMonth, 'figures'>) {
  const { t } = useTranslation();
  return (
    <dl className={style.sums}>
      <div>
        <dt>{t('training.sessions')}</dt>
        <dd>{figures.sessions}</dd>
      </div>
      <div>
        <dt>{t('training.attendances')}</dt>
        <dd>{figures.attendances}</dd>
      </div>
      {figures.byGroup.map(({ group, attendances }) => (
        <div key={group}>
          <dt>{t(`training.groups.${group as Session['group']}`)}</dt>
          <dd>{attendances}</dd>
        </div>
      ))}
    </dl>
  );
}

function Actions({ session, onEdit }: { session: Session; onEdit(): void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const cancel = useMutation({
    mutationFn: () => request<void>('POST', `/training/${session.id}/cancel`),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['training'] }),
  });
  if (session.isCancelled) {
    return (
      <span className={admin.tag} data-tone="quiet">
        {t('training.cancelled')}
      </span>
    );
  }
  if (!session.isEditable) return null;
  return (
    <Space wrap>
      <Button size="small" onClick={onEdit}>
        {t('training.edit')}
      </Button>
      <Popconfirm
        title={t('training.cancelSure')}
        okText={t('training.cancel')}
        cancelText={t('training.close')}
        onConfirm={() => cancel.mutate()}
      >
        <Button size="small" loading={cancel.isPending}>
          {t('training.cancel')}
        </Button>
      </Popconfirm>
      {cancel.error && <span role="alert">{problemText(cancel.error, t)}</span>}
    </Space>
  );
}

function Sessions({ items, onEdit }: { items: Session[]; onEdit(session: Session): void }) {
  const { t } = useTranslation();
  if (items.length === 0) return <div className={admin.empty}>{t('training.none')}</div>;
  return (
    <Scroller label={t('training.title')} minWidth={900}>
      <Table<Session>
        size="small"
        rowKey="id"
        dataSource={items}
        pagination={{ pageSize: 30, hideOnSinglePage: true, showSizeChanger: false }}
        columns={[
          { title: t('training.day'), dataIndex: 'day', className: style.day ?? '' },
          { title: t('training.group'), render: (_, { group }) => t(`training.groups.${group}`) },
          { title: t('training.topic'), dataIndex: 'topic' },
          { title: t('training.estate'), render: (_, { estate }) => estate?.name ?? t('training.whole') },
          { title: t('training.place'), dataIndex: 'place' },
          { title: t('training.trainer'), dataIndex: 'trainer' },
          {
            title: t('training.attendance'),
            render: (_, { people, others }) => (
              <>
                {t('training.attendanceValue', { count: people.length + others })}
                {people.length > 0 && (
                  <p className={style.soft}>
                    {t('training.named', { names: people.map(({ name }) => name).join('、') })}
                  </p>
                )}
              </>
            ),
          },
          {
            title: t('training.actions'),
            render: (_, session) => <Actions session={session} onEdit={() => onEdit(session)} />,
          },
        ]}
      />
    </Scroller>
  );
}

export default function TrainingPage() {
  const { t } = useTranslation();
  usePageTitle(t('training.title'));
  const [address, setAddress] = useSearchParams();
  const [open, setOpen] = useState<Session | 'new' | null>(null);
  const thisMonth = monthAt(Date.now(), useSignedIn().community.timeZone);
  const asked = address.get('month');
  const month = isMonth(asked) ? asked : thisMonth;
  const { data, error, refetch } = useQuery({
    queryKey: ['training', month],
    queryFn: () => request<TrainingMonth>('GET', `/training/months/${month}`),
  });
  return (
    <div className={admin.page}>
      <div className={admin.head}>
        <h1>{t('training.title')}</h1>
        <Button type="primary" disabled={!data} onClick={() => setOpen('new')}>
          {t('training.add')}
        </Button>
      </div>
      <p className={admin.intro}>{t('training.intro')}</p>
      <MonthPicker
        month={month}
        last={shiftMonth(thisMonth, 1)}
        months={[]}
        onChoose={(chosen) => setAddress({ month: chosen })}
      />
      {error && !data && <LoadFailed title={t('training.failed')} error={error} retry={() => void refetch()} />}
      {!error && !data && <PageSkeleton />}
      {data && (
        <>
          <Sums figures={data.figures} />
          <Sessions items={data.items} onEdit={setOpen} />
        </>
      )}
      <Quizzes />
      {data && open && (
        <SessionForm month={data} session={open === 'new' ? null : open} onClose={() => setOpen(null)} />
      )}
    </div>
  );
}
