/** How a camera has been of late: last heard, clock, resolution, share of use, hours not measured, its gateway. */
import { useTranslation } from 'react-i18next';
import type { CameraDetail } from '../../../cameras/cameras.schemas.ts';
import { ago } from '../../format/ago.ts';
import { count } from '../../format/number.ts';
import { dayAndTime, timeOrDay } from '../../format/time.ts';
import { useSignedIn } from '../../shell/session-context.tsx';
import admin from '../admin.module.css';

/** Such as “+2 min” or “−40 s”. */
function driftText(ms: number, units: { s: string; min: string; h: string }): string {
  const size = Math.abs(ms) / 1_000;
  const sign = ms < 0 ? '−' : '+';
  if (size < 120) return `${sign}${Math.round(size)} ${units.s}`;
  if (size < 7_200) return `${sign}${Math.round(size / 60)} ${units.min}`;
  return `${sign}${Math.round(size / 3_600)} ${units.h}`;
}

export function HealthCard({ camera: { health, today } }: { camera: CameraDetail }) {
  const { t, i18n } = useTranslation();
  const { timeZone } = useSignedIn().community;
  const { lastContact, clockDrift, size, formerSize, agent, week } = health;
  const show = (value: number) => count(value, i18n.language);
  const share = (part: number, whole: number) => `${whole === 0 ? 0 : Math.round((100 * part) / whole)} %`;
  const day = (time: string) => timeOrDay(time, Date.now(), i18n.language, timeZone);
  const units = { s: t('cameraHealth.seconds'), min: t('cameraHealth.minutes'), h: t('cameraHealth.hours') };
  return (
    <section className={admin.card}>
      <h2>{t('cameraHealth.title')}</h2>
      <dl className={admin.facts}>
        <dt>{t('cameraHealth.contact')}</dt>
        <dd>
          {lastContact
            ? `${ago(lastContact.at, Date.now(), i18n.language)} · ${t(`cameraHealth.kind.${lastContact.kind}`)}`
            : t('cameraHealth.never')}
        </dd>
        <dt>{t('cameraHealth.clock')}</dt>
        <dd>
          {clockDrift ? driftText(clockDrift.ms, units) : t('cameraHealth.unknown')}
          {clockDrift?.off && <div>{t('cameraHealth.clockOff')}</div>}
        </dd>
        <dt>{t('cameraHealth.size')}</dt>
        <dd>
          {size ? `${size.width} × ${size.height}` : t('cameraHealth.unknown')}
          {size && formerSize && (
            <div>
              {t('cameraHealth.sizeChanged', {
                ...{ width: formerSize.width, height: formerSize.height },
                time: dayAndTime(size.since, i18n.language, timeZone),
              })}
            </div>
          )}
        </dd>
        <dt>{t('cameraHealth.week')}</dt>
        <dd>
          {t('cameraHealth.weekPhotos', { received: show(week.received), expected: show(week.expected) })}
          <div>{t('cameraHealth.weekUnusable', { share: share(week.unusable, week.received) })}</div>
        </dd>
        <dt>{t('cameraHealth.notMeasured')}</dt>
        <dd>
          {week.openHours === 0 && today.expected === 0
            ? t('cameraHealth.unknown')
            : t('cameraHealth.notMeasuredHours', { hours: week.hoursNotMeasured, of: week.openHours })}
        </dd>
        {agent && (
          <>
            <dt>{t('cameraHealth.agent')}</dt>
            <dd>
              {t('cameraHealth.agentWaiting', { count: agent.waiting })}
              {agent.dropped > 0 && agent.droppedFrom && agent.droppedUntil && (
                <div>
                  {t('cameraHealth.agentDropped', {
                    ...{ count: agent.dropped, from: day(agent.droppedFrom), until: day(agent.droppedUntil) },
                  })}
                </div>
              )}
              {agent.refused > 0 && <div>{t('cameraHealth.agentRefused', { count: agent.refused })}</div>}
            </dd>
          </>
        )}
      </dl>
    </section>
  );
}
