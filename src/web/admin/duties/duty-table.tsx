/** The lines with their time line; ending one with a day, letting it go on, cancelling a mistake. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Popconfirm, Space, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DutyView } from '../../../duties/duties.schemas.ts';
import { request } from '../../api/client.ts';
import { problemText } from '../../api/problem-text.ts';
import admin from '../admin.module.css';
import css from './duties.module.css';
import { type Axis, axisOf, barOf, type Phase, phaseOf } from './duty-lines.ts';

const tones: Record<Phase, string | undefined> = {
  present: undefined,
  to_come: 'warn',
  past: 'quiet',
  cancelled: 'quiet',
};

type Change = { to: 'cancel' } | { to: 'end'; lastDay: string | null };

function Actions({ duty, today }: { duty: DutyView; today: string }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [lastDay, setLastDay] = useState(duty.fromDay > today ? duty.fromDay : today);
  const change = useMutation({
    mutationFn: (wanted: Change) =>
      wanted.to === 'cancel'
        ? request<void>('POST', `/duties/${duty.kind}/${duty.id}/cancel`)
        : request<void>('PUT', `/duties/${duty.kind}/${duty.id}/last-day`, { lastDay: wanted.lastDay }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['duties'] }),
  });
  if (duty.cancelled) return t('dutiesPage.cancelledBy', { name: duty.cancelled.by });
  const day = (
    <Input
      type="date"
      aria-label={t('dutiesPage.last')}
      value={lastDay}
      min={duty.fromDay}
      onChange={(event) => setLastDay(event.target.value)}
    />
  );
  return (
    <Space wrap>
      {duty.lastDay === null ? (
        <Popconfirm
          title={t('dutiesPage.last')}
          description={day}
          okText={t('dutiesPage.end')}
          cancelText={t('cameraPage.cancel')}
          onConfirm={() => lastDay && change.mutate({ to: 'end', lastDay })}
        >
          <Button size="small" loading={change.isPending}>
            {t('dutiesPage.end')}
          </Button>
        </Popconfirm>
      ) : (
        <Button size="small" loading={change.isPending} onClick={() => change.mutate({ to: 'end', lastDay: null })}>
          {t('dutiesPage.goOn')}
        </Button>
      )}
      <Popconfirm
        title={t('dutiesPage.cancelTitle')}
        okText={t('dutiesPage.cancel')}
        cancelText={t('cameraPage.cancel')}
        onConfirm={() => change.mutate({ to: 'cancel' })}
      >
        <Button size="small">{t('dutiesPage.cancel')}</Button>
      </Popconfirm>
      {change.error && <span role="alert">{problemText(change.error, t)}</span>}
    </Space>
  );
}

function Line({ duty, axis, phase }: { duty: DutyView; axis: Axis; phase: Phase }) {
  const { left, width } = barOf(duty, axis);
  const now = (100 * (axis.today - axis.from)) / (axis.to - axis.from);
  return (
    <div className={css.line} aria-hidden>
      <div className={css.bar} data-phase={phase} style={{ left: `${left}%`, width: `${width}%` }} />
      <div className={css.today} style={{ left: `${now}%` }} />
    </div>
  );
}

export function DutyTable({ lines, today }: { lines: DutyView[]; today: string }) {
  const { t } = useTranslation();
  if (lines.length === 0) return <div className={admin.empty}>{t('dutiesPage.none')}</div>;
  const axis = axisOf(lines, today);
  return (
    <Table<DutyView>
      size="small"
      rowKey="id"
      dataSource={lines}
      scroll={{ x: 980 }}
      pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
      columns={[
        { title: t('dutiesPage.place'), render: (_, { target }) => `${target.estate.name} ${target.name}` },
        { title: t('dutiesPage.person'), render: (_, { person }) => person.name },
        { title: t('dutiesPage.from'), dataIndex: 'fromDay' },
        { title: t('dutiesPage.last'), render: (_, { lastDay }) => lastDay ?? t('dutiesPage.open') },
        {
          title: t('dutiesPage.state'),
          render: (_, duty) => (
            <span className={admin.tag} data-tone={tones[phaseOf(duty, today)]}>
              {t(`dutyPhase.${phaseOf(duty, today)}`)}
            </span>
          ),
        },
        {
          title: t('dutiesPage.line'),
          render: (_, duty) => <Line duty={duty} axis={axis} phase={phaseOf(duty, today)} />,
        },
        { title: t('dutiesPage.actions'), render: (_, duty) => <Actions duty={duty} today={today} /> },
      ]}
    />
  );
}
