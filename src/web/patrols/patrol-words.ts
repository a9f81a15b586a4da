/** When a post or patrol is, in words. */
import { useTranslation } from 'react-i18next';
import { dayAndTime, timeOrDay } from '../format/time.ts';
import { useSignedIn } from '../shell/session-context.tsx';

/** Such as “3月10日周二 18:00–20:00”; without an end the beginning alone. */
export function useSpan(): (from: string, to: string | null) => string {
  const { i18n } = useTranslation();
  const { timeZone } = useSignedIn().community;
  return (from, to) => {
    const start = dayAndTime(from, i18n.language, timeZone);
    return to === null ? start : `${start}–${timeOrDay(to, Date.parse(from), i18n.language, timeZone)}`;
  };
}
