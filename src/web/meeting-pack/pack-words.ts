/** Lines of the meeting pack in words. */
import { useTranslation } from 'react-i18next';
import type { Measure, MeetingPack } from '../../meeting-pack/meeting-pack.schemas.ts';
import { dayAndTime } from '../format/time.ts';
import { categoryName } from '../review/categories.ts';
import { useSignedIn } from '../shell/session-context.tsx';

type Pair = Pick<MeetingPack['pictures'][number], 'expected' | 'actual'>;
type Place = Pick<MeetingPack['pictures'][number], 'estate' | 'station'>;

export function usePackWords() {
  const { t, i18n } = useTranslation();
  const { community } = useSignedIn();
  const name = (id: Pair['actual']): string =>
    id === 'mixed' ? t('category.mixed') : categoryName(community.categories, id, i18n.language);
  const place = ({ estate, station }: Place): string => `${estate.name} ${station.name}`;
  const pair = ({ expected, actual }: Pair): string =>
    t('meeting.pair', { expected: name(expected), actual: name(actual) });
  const time = (iso: string): string => dayAndTime(iso, i18n.language, community.timeZone);
  const hour = (value: number | null): string => (value === null ? '' : t('meeting.measure.hour', { hour: value }));
  const measure = (one: Measure): string => {
    switch (one.code) {
      case 'guide_at_station':
        return t('meeting.measure.guide_at_station', { place: place(one), hour: hour(one.hour), cases: one.cases });
      case 'teach_pair':
        return t('meeting.measure.teach_pair', { ...one, expected: name(one.expected), actual: name(one.actual) });
      case 'mend_camera':
        return t('meeting.measure.mend_camera', { place: place(one), camera: one.camera.name });
      case 'clear_waiting':
        return t('meeting.measure.clear_waiting', { what: t(`meeting.wait.${one.kind}`), count: one.count });
    }
  };
  return { place, pair, time, measure };
}
