/** The roster: who, where, on which days and hours; ending, going on, withdrawing a mistake. */
import { Button, Popconfirm, Space, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import type { PostList, PostView } from '../../patrols/patrols.schemas.ts';
import admin from '../admin/admin.module.css';
import { problemText } from '../api/problem-text.ts';
import { useRosterChange } from './patrols.api.ts';
import { Scroller } from './scroller.tsx';

const dayKeys = ['day1', 'day2', 'day3', 'day4', 'day5', 'day6', 'day7'] as const;

function Actions({ post, today }: { post: PostView; today: string }) {
  const { t } = useTranslation();
  const change = useRosterChange();
  const lastDay = post.fromDay > today ? post.fromDay : today;
  return (
    <Space wrap>
      {post.lastDay === null ? (
        <Button
          size="small"
          loading={change.isPending}
          onClick={() => change.mutate({ to: 'end', id: post.id, lastDay })}
        >
          {t('patrols.end')}
        </Button>
      ) : (
        post.fromDay !== post.lastDay && (
          <Button
            size="small"
            loading={change.isPending}
            onClick={() => change.mutate({ to: 'end', id: post.id, lastDay: null })}
          >
            {t('patrols.goOn')}
          </Button>
        )
      )}
      <Popconfirm
        title={t('patrols.voidSure')}
        okText={t('patrols.void')}
        cancelText={t('patrols.cancel')}
        onConfirm={() => change.mutate({ to: 'cancel', id: post.id })}
      >
        <Button size="small">{t('patrols.void')}</Button>
      </Popconfirm>
      {change.error && <span role="alert">{problemText(change.error, t)}</span>}
    </Space>
  );
}

export function PostTable({ list }: { list: PostList }) {
  const { t } = useTranslation();
  const posts = list.items.filter(({ isCancelled }) => !isCancelled);
  if (posts.length === 0) return <div className={admin.empty}>{t('patrols.noPosts')}</div>;
  const daysOf = ({ weekday, fromDay, lastDay }: PostView): string => {
    if (weekday === null) return fromDay === lastDay ? fromDay : t('patrols.everyDay');
    return t('patrols.onWeekday', { day: t(`patrols.${dayKeys[weekday - 1] ?? 'day1'}`) });
  };
  return (
    <Scroller label={t('patrols.roster')} minWidth={860}>
      <Table<PostView>
        size="small"
        rowKey="id"
        dataSource={posts}
        pagination={{ pageSize: 30, hideOnSinglePage: true, showSizeChanger: false }}
        columns={[
          { title: t('patrols.station'), render: (_, { station }) => `${station.estate.name} ${station.name}` },
          { title: t('patrols.person'), render: (_, { person }) => person.name },
          { title: t('patrols.weekday'), render: (_, post) => daysOf(post) },
          { title: t('patrols.hours'), render: (_, { from, to }) => `${from}–${to}` },
          {
            title: t('patrols.period'),
            render: (_, { fromDay, lastDay }) => `${fromDay} – ${lastDay ?? t('patrols.open')}`,
          },
          { title: t('patrols.actions'), render: (_, post) => <Actions post={post} today={list.today} /> },
        ]}
      />
    </Scroller>
  );
}
