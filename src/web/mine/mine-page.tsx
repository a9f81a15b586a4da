/** What concerns oneself: the stations one looks after, and one's own reports. */
import { useTranslation } from 'react-i18next';
import { MyNotices } from '../notices/my-notices.tsx';
import { MyPatrols } from '../patrols/my-patrols.tsx';
import { MyPoints } from '../points/my-points.tsx';
import { usePageTitle } from '../shell/page-title.ts';
import { MyTasks } from '../tasks/my-tasks.tsx';
import style from './mine.module.css';
import { MyFields } from './my-fields.tsx';
import { MyParticipation } from './my-participation.tsx';
import { MyReports } from './my-reports.tsx';
import { MyStations } from './my-stations.tsx';

export default function MinePage() {
  const { t } = useTranslation();
  usePageTitle(t('mine.title'));
  return (
    <main id="content" className={style.page}>
      <h1>{t('mine.title')}</h1>
      <MyNotices />
      <MyTasks />
      <MyPoints />
      <MyFields />
      <MyPatrols />
      <MyParticipation />
      <MyStations />
      <MyReports />
    </main>
  );
}
