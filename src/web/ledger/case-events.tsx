/** Everything that happened to a case, in the order of time; what ended it and what was taken back can be told at a glance. */
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { CaseEvent } from '../../ledger/violations.schemas.ts';
import { dayAndTime, monthName } from '../format/time.ts';
import { signed } from '../points/entries.tsx';
import { verdictText } from '../review/categories.ts';
import { useSignedIn } from '../shell/session-context.tsx';
import style from './ledger.module.css';

type Categories = Parameters<typeof verdictText>[1];

function listText(event: CaseEvent & { kind: 'list' }, language: string, t: TFunction): string {
  const values = { month: monthName(event.month, language), edition: event.edition };
  return event.isCounted
    ? t(`ledger.event.list.${event.step}`, values)
    : t(`ledger.event.listGone.${event.step}`, values);
}

function taskText({ task, step, dueDay, outcome }: CaseEvent & { kind: 'task' }, t: TFunction): string {
  const values = { task: t(`tasks.kind.${task}`), day: dueDay };
  if (step === 'checked') return t(`ledger.event.task.${outcome ?? 'held'}`, values);
  return t(`ledger.event.task.${step}`, values);
}

function pointsText({ member, difference, code, nth }: CaseEvent & { kind: 'points' }, t: TFunction): string {
  const values = { points: signed(difference), member: member.name };
  if (code === null) return t('ledger.event.pointsGone', values);
  return t('ledger.event.points', { ...values, cause: t(`points.cause.${code}`, { nth }) });
}

function attributedText({ target, label }: CaseEvent & { kind: 'attributed' }, t: TFunction): string {
  if (target === 'unknown') return t('ledger.event.attributedUnknown');
  return label === null ? t(`ledger.event.attributedMasked.${target}`) : t('ledger.event.attributed', { label });
}

function eventText(event: CaseEvent, categories: Categories, language: string, t: TFunction): string {
  switch (event.kind) {
    case 'verdict':
      return t('ledger.event.verdict', {
        look: t(`ledger.look.${event.look}`),
        verdict: verdictText(event, categories, language, t),
      });
    case 'voided':
      return t('ledger.event.voided', { reason: t(`ledger.reason.${event.reason}`) });
    case 'attributed':
      return attributedText(event, t);
    case 'attribution_ended':
      return t(`ledger.event.ended.${event.because}`);
    case 'notice_made':
      return t('ledger.event.notice_made', { days: event.termDays });
    case 'notice_delivered':
      return t(`ledger.event.notice_delivered.${event.way}`);
    case 'appeal_filed':
      return t('ledger.event.appeal_filed', { ground: t(`appeal.ground.${event.ground}`) });
    case 'appeal_decided':
      return t(`ledger.event.appeal_decided.${event.decision}`, { reason: event.reason });
    case 'points':
      return pointsText(event, t);
    case 'task':
      return taskText(event, t);
    case 'list':
      return listText(event, language, t);
    default:
      return t(`ledger.event.${event.kind}`);
  }
}

/** In other people's words, and how a home is known. */
function besides(event: CaseEvent, t: TFunction): (string | null)[] {
  switch (event.kind) {
    case 'attributed':
      return [event.basis && t(`signing.basis.${event.basis}`), event.detail];
    case 'attribution_ended':
    case 'verdict':
    case 'task':
      return [event.note];
    case 'appeal_filed':
      return [event.statement];
    default:
      return [];
  }
}

function toneOf(event: CaseEvent): 'ends' | 'taken-back' | 'plain' {
  if (event.kind === 'voided') return 'ends';
  const isBack =
    event.kind.endsWith('_undone') ||
    ['attribution_ended', 'notice_undelivered', 'appeal_reopened'].includes(event.kind) ||
    (event.kind === 'task' && ['released', 'withdrawn', 'not_done'].includes(event.step)) ||
    (event.kind === 'points' && event.code === null) ||
    (event.kind === 'list' && !event.isCounted);
  return isBack ? 'taken-back' : 'plain';
}

export function CaseEvents({ events }: { events: CaseEvent[] }) {
  const { t, i18n } = useTranslation();
  const { categories, timeZone } = useSignedIn().community;
  return (
    <section className={style.events} aria-label={t('ledger.events')}>
      <h3>{t('ledger.events')}</h3>
      <ol>
        {events.map((event, index) => {
          const time = dayAndTime(event.at, i18n.language, timeZone);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: events have no number of their own and only ever grow
            <li key={index} data-tone={toneOf(event)}>
              <strong>{eventText(event, categories, i18n.language, t)}</strong>
              <span className={style.soft}>{event.by ? t('ledger.by', { name: event.by.name, time }) : time}</span>
              {besides(event, t)
                .filter(Boolean)
                .map((text) => (
                  <span key={text} className={style.words}>
                    {text}
                  </span>
                ))}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
