/** Points of a year by member and branch with grades, a member's ledger, and the rules. */
import { Alert, Button, Drawer, Select, Skeleton, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import type { Points } from '../../points/points.schemas.ts';
import { problemText } from '../api/problem-text.ts';
import { may } from '../api/session.ts';
import { monthAt } from '../format/time.ts';
import { usePageTitle } from '../shell/page-title.ts';
import { useSignedIn } from '../shell/session-context.tsx';
import { Entries, signed } from './entries.tsx';
import { useMemberPoints, usePoints } from './points.api.ts';
import style from './points.module.css';
import { Rules } from './rules.tsx';

type Row = Points['members'][number];

export default function PointsPage() {
  const { t, i18n } = useTranslation();
  usePageTitle(t('points.title'));
  const session = useSignedIn();
  const [address, setAddress] = useSearchParams();
  const thisYear = Number(monthAt(Date.now(), session.community.timeZone).slice(0, 4));
  const year = address.get('year') ?? String(thisYear);
  const points = usePoints(year);
  const query = `year=${year}&language=${i18n.language}`;
  return (
    <div className={style.page}>
      <div className={style.head}>
        <h1>{t('points.title')}</h1>
        <Select
          aria-label={t('points.year')}
          value={year}
          options={[0, 1, 2, 3].map((back) => ({ value: String(thisYear - back), label: String(thisYear - back) }))}
          onChange={(chosen) => setAddress({ year: chosen })}
        />
        <span className={style.files}>
          <a href={`/api/v1/points/assessment.xlsx?${query}`}>{t('points.workbook')}</a>
          <a href={`/api/v1/points/assessment.csv?${query}`}>{t('points.csv')}</a>
        </span>
      </div>
      {points.isPending && <Skeleton active paragraph={{ rows: 8 }} />}
      {points.isError && !points.data && (
        <Alert
          role="alert"
          type="error"
          showIcon
          title={t('points.failed')}
          description={problemText(points.error, t)}
          action={<Button onClick={() => void points.refetch()}>{t('common.tryAgain')}</Button>}
        />
      )}
      {points.data && <Year points={points.data} />}
      <Rules mayChange={may(session, 'set_rules')} />
    </div>
  );
}

function Year({ points }: { points: Points }) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<Row['member'] | null>(null);
  const { excellent, good, passed } = points.grades;
  return (
    <>
      <p className={style.soft}>
        {t('points.thresholds', { excellent: excellent / 10, good: good / 10, passed: passed / 10 })}
      </p>
      <Table<Row>
        size="small"
        rowKey={({ member }) => member.id}
        dataSource={points.members}
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        scroll={{ x: 'max-content' }}
        locale={{ emptyText: t('points.noMembers') }}
        columns={[
          {
            title: t('points.member'),
            render: (_, { member }) => (
              <button type="button" className={style.link} onClick={() => setChosen(member)}>
                {member.name}
              </button>
            ),
          },
          { title: t('points.branch'), render: (_, { branch }) => branch?.name ?? t('points.noBranch') },
          { title: t('points.ofYear'), align: 'right', render: (_, { tenths }) => signed(tenths) },
          { title: t('points.balance'), align: 'right', render: (_, { balance }) => signed(balance) },
          { title: t('points.gradeLabel'), render: (_, { grade }) => t(`points.grade.${grade}`) },
        ]}
      />
      <h2>{t('points.byBranch')}</h2>
      <ul className={style.branches}>
        {points.branches.map(({ branch, members, tenths }) => (
          <li key={branch?.id ?? 0}>
            <span>{branch?.name ?? t('points.noBranch')}</span>
            <span className={style.soft}>{t('points.members', { count: members })}</span>
            <strong>{signed(tenths)}</strong>
          </li>
        ))}
      </ul>
      <Drawer open={chosen !== null} onClose={() => setChosen(null)} title={chosen?.name} size={520}>
        {chosen && <Ledger id={chosen.id} />}
      </Drawer>
    </>
  );
}

function Ledger({ id }: { id: number }) {
  const { t } = useTranslation();
  const member = useMemberPoints(id);
  if (member.isPending) return <Skeleton active />;
  if (!member.data) return <Alert role="alert" type="error" showIcon title={problemText(member.error, t)} />;
  return (
    <>
      <p>
        {t('points.balance')} <strong>{signed(member.data.balance)}</strong>
      </p>
      <Entries entries={member.data.entries} isOwn={false} />
    </>
  );
}
