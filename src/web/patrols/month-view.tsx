/** A month of patrols: sums, attendance by person and station, posts by day, what was found. */
import { Button, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatrolMonth, PatrolView, ShiftView } from '../../patrols/patrols.schemas.ts';
import admin from '../admin/admin.module.css';
import { type AttendanceLine, attendanceBy } from './attendance.ts';
import { useSpan } from './patrol-words.ts';
import style from './patrols.module.css';
import { Scroller } from './scroller.tsx';
import { ShiftChangeForm } from './shift-change.tsx';

const hoursOf = (minutes: number): string => (minutes / 60).toFixed(1);
const stationName = ({ station }: ShiftView | PatrolView): string => `${station.estate.name} ${station.name}`;
const tones = { attended: undefined, missed: 'bad', to_come: 'quiet', called_off: 'quiet' } as const;

function Sums({ figures }: Pick<PatrolMonth, 'figures'>) {
  const { t } = useTranslation();
  const counts = ['due', 'attended', 'missed', 'unplanned', 'found', 'nothingFound', 'reports'] as const;
  return (
    <dl className={style.sums}>
      {counts.map((key) => (
        <div key={key}>
          <dt>{t(`patrols.${key}`)}</dt>
          <dd>{figures[key]}</dd>
        </div>
      ))}
      <div>
        <dt>{t('patrols.hoursSum')}</dt>
        <dd>{t('patrols.hoursValue', { hours: hoursOf(figures.minutes) })}</dd>
      </div>
    </dl>
  );
}

function Attendance({ by, lines }: { by: 'person' | 'station'; lines: AttendanceLine[] }) {
  const { t } = useTranslation();
  return (
    <section className={style.part}>
      <h2>{t(by === 'person' ? 'patrols.byPerson' : 'patrols.byStation')}</h2>
      <Scroller label={t(by === 'person' ? 'patrols.byPerson' : 'patrols.byStation')} minWidth={420}>
        <Table<AttendanceLine>
          size="small"
          rowKey="id"
          dataSource={lines}
          pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
          columns={[
            { title: t(`patrols.${by}`), dataIndex: 'name' },
            { title: t('patrols.due'), dataIndex: 'due', align: 'right' },
            { title: t('patrols.missed'), dataIndex: 'missed', align: 'right' },
            { title: t('patrols.times'), dataIndex: 'patrols', align: 'right' },
            {
              title: t('patrols.hoursSum'),
              align: 'right',
              render: (_, { minutes }) => t('patrols.hoursValue', { hours: hoursOf(minutes) }),
            },
          ]}
        />
      </Scroller>
    </section>
  );
}

function Shifts({ shifts, people }: { shifts: ShiftView[]; people: { id: number; name: string }[] }) {
  const { t } = useTranslation();
  const span = useSpan();
  const [changing, setChanging] = useState<ShiftView | null>(null);
  return (
    <section className={style.part}>
      <h2>{t('patrols.shifts')}</h2>
      {shifts.length === 0 ? (
        <div className={admin.empty}>{t('patrols.noShifts')}</div>
      ) : (
        <Scroller label={t('patrols.shifts')} minWidth={720}>
          <Table<ShiftView>
            size="small"
            rowKey={({ postId, day }) => `${postId} ${day}`}
            dataSource={shifts}
            pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
            columns={[
              { title: t('patrols.hours'), render: (_, { startAt, endAt }) => span(startAt, endAt) },
              {
                title: t('patrols.person'),
                render: (_, { person, isSwapped }) =>
                  isSwapped ? `${person.name}（${t('patrols.standsIn')}）` : person.name,
              },
              {
                title: t('patrols.stateTitle'),
                render: (_, { state }) => (
                  <span className={admin.tag} data-tone={tones[state]}>
                    {t(`patrols.state.${state}`)}
                  </span>
                ),
              },
              { title: t('patrols.station'), render: (_, shift) => stationName(shift) },
              {
                title: t('patrols.actions'),
                render: (_, shift) =>
                  shift.state !== 'attended' && (
                    <Button size="small" onClick={() => setChanging(shift)}>
                      {t('patrols.change')}
                    </Button>
                  ),
              },
            ]}
          />
        </Scroller>
      )}
      {changing && <ShiftChangeForm shift={changing} people={people} onClose={() => setChanging(null)} />}
    </section>
  );
}

function Patrols({ patrols }: { patrols: PatrolView[] }) {
  const { t } = useTranslation();
  const span = useSpan();
  return (
    <section className={style.part}>
      <h2>{t('patrols.done')}</h2>
      {patrols.length === 0 ? (
        <div className={admin.empty}>{t('patrols.noPatrols')}</div>
      ) : (
        <Scroller label={t('patrols.done')} minWidth={760}>
          <Table<PatrolView>
            size="small"
            rowKey="id"
            dataSource={patrols}
            pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
            columns={[
              { title: t('patrols.hours'), render: (_, { startedAt, endedAt }) => span(startedAt, endedAt) },
              { title: t('patrols.station'), render: (_, patrol) => stationName(patrol) },
              { title: t('patrols.person'), render: (_, { person }) => person.name },
              {
                title: t('patrols.planned'),
                render: (_, { isPlanned }) => t(isPlanned ? 'patrols.planned' : 'patrols.unplanned'),
              },
              {
                title: t('patrols.outcome'),
                render: (_, { outcome, reports }) =>
                  [
                    outcome && t(`patrols.outcomeText.${outcome}`),
                    reports > 0 && t('patrols.reportCount', { count: reports }),
                  ]
                    .filter(Boolean)
                    .join(' · '),
              },
              { title: t('patrols.feedback'), dataIndex: 'note' },
            ]}
          />
        </Scroller>
      )}
    </section>
  );
}

export function MonthView({ month, people }: { month: PatrolMonth; people: { id: number; name: string }[] }) {
  const now = Date.now();
  return (
    <>
      <Sums figures={month.figures} />
      <Shifts shifts={month.shifts} people={people} />
      <div className={style.pair}>
        <Attendance by="person" lines={attendanceBy('person', month.shifts, month.patrols, now)} />
        <Attendance by="station" lines={attendanceBy('station', month.shifts, month.patrols, now)} />
      </div>
      <Patrols patrols={month.patrols} />
    </>
  );
}
