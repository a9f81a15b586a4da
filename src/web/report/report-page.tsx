/** Reporting with a phone: where, a photograph, what seems wrong, send. Works without network. */
import { Alert, Button, Input } from 'antd';
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import type { Category } from '../../inference/categories.ts';
import type { ReportPlaces } from '../../stickers/stickers.schemas.ts';
import { nameIn } from '../locales/language.ts';
import { CheckIn } from '../patrols/check-in.tsx';
import { FailurePage } from '../shell/message-pages.tsx';
import { PageSkeleton } from '../shell/page-skeleton.tsx';
import { usePageTitle } from '../shell/page-title.ts';
import { useSignedIn } from '../shell/session-context.tsx';
import { Choices } from './choices.tsx';
import { KeptReportList } from './kept-reports.tsx';
import { PhotoPicker } from './photo-picker.tsx';
import { PlacePicker } from './place-picker.tsx';
import style from './report.module.css';
import { delivery } from './report-delivery.ts';
import { type Draft, type DraftPlace, isComplete, toKept, useDraft } from './report-draft.ts';
import { type CodeMeaning, meaningOf, placeName, useReportPlaces } from './report-places.ts';

/** What a sticker fills in. */
function placeOfSticker(sticker: CodeMeaning | null, code: string | undefined): DraftPlace {
  if (sticker?.kind === 'place') return { code: null, stationId: sticker.stationId, bin: sticker.binId };
  const isUnsure = sticker?.kind === 'unknown' && !sticker.isSure;
  return { code: isUnsure ? (code ?? null) : null, stationId: null, bin: null };
}

/** The place in words, for the list of what is kept. */
function nameOf({ place }: Draft, places: ReportPlaces, ground: string): string {
  const station = places.stations.find(({ id }) => id === place.stationId);
  if (!station) return place.code ?? '';
  return placeName(station, station.bins.find(({ id }) => id === place.bin)?.name ?? ground);
}

function What({ draft, places, change }: { draft: Draft; places: ReportPlaces; change(to: Partial<Draft>): void }) {
  const { t, i18n } = useTranslation();
  const { categories } = useSignedIn().community;
  const noteId = useId();
  const { stationId, bin } = draft.place;
  const expected = places.stations.find(({ id }) => id === stationId)?.bins.find(({ id }) => id === bin)?.expected;
  return (
    <>
      <Choices<Category | null>
        legend={t(bin === 'ground' ? 'report.whatGround' : 'report.what')}
        choices={[
          ...categories
            .filter(({ id }) => id !== expected)
            .map(({ id, names, colour }) => ({ value: id, text: nameIn(names, i18n.language), colour })),
          { value: null, text: t('report.notSure') },
        ]}
        chosen={draft.suspected}
        onChoose={(suspected) => change({ suspected })}
      />
      <div className={style.field}>
        <label htmlFor={noteId}>{t('report.note')}</label>
        <Input
          id={noteId}
          size="large"
          maxLength={300}
          placeholder={t('report.noteExample')}
          value={draft.note}
          onChange={(event) => change({ note: event.target.value })}
        />
      </div>
    </>
  );
}

function useKeeping(draft: Draft, name: string, clear: () => void) {
  const { person } = useSignedIn();
  const [state, setState] = useState<'idle' | 'keeping' | 'failed'>('idle');
  const keep = async () => {
    setState('keeping');
    try {
      await delivery.keep(toKept(draft, person.id, name));
      clear();
      setState('idle');
    } catch (error) {
      setState('failed');
      // The phone's storage is full or shut off; anything else is a bug.
      if (!(error instanceof DOMException)) throw error;
    }
  };
  return { state, keep };
}

function ReportForm({ places, sticker }: { places: ReportPlaces; sticker: CodeMeaning | null }) {
  const { t } = useTranslation();
  const { code } = useParams();
  const { draft, change, clear, take } = useDraft();
  const { state, keep } = useKeeping(draft, nameOf(draft, places, t('report.ground')), clear);
  const meaning = JSON.stringify(sticker);
  // Also when the phone learns only later what the sticker stands for.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the place follows the sticker, not the form
  useEffect(() => change({ place: placeOfSticker(sticker, code) }), [meaning, code]);
  return (
    <>
      <PlacePicker places={places} place={draft.place} sticker={sticker} onChange={(place) => change({ place })} />
      <PhotoPicker
        photo={draft.photo}
        onPhoto={(photo, capturedAt) => change({ photo, capturedAt })}
        onRemove={() => change({ photo: null })}
      />
      {(draft.place.bin !== null || draft.place.code !== null) && (
        <What draft={draft} places={places} change={change} />
      )}
      <div role="alert">{state === 'failed' && <Alert type="error" showIcon title={t('report.noRoom')} />}</div>
      <div className={style.sendBar}>
        <Button
          type="primary"
          size="large"
          block
          disabled={!isComplete(draft) || state === 'keeping'}
          onClick={() => void keep()}
        >
          {t('report.send')}
        </Button>
      </div>
      <KeptReportList
        onMend={(report) => {
          take(report);
          void delivery.forget(report.id);
          window.scrollTo({ top: 0 });
        }}
      />
    </>
  );
}

export default function ReportPage() {
  const { t } = useTranslation();
  const { code } = useParams();
  const { person } = useSignedIn();
  const { places, isFresh, error, isPending } = useReportPlaces(person.id);
  usePageTitle(t('report.title'));
  if (isPending) return <PageSkeleton />;
  if (!places) return <FailurePage error={error} retry={() => window.location.reload()} />;
  const sticker = code ? meaningOf(code, places, isFresh) : null;
  return (
    <main id="content" className={style.page}>
      <div className={style.head}>
        <h1>{t('report.title')}</h1>
        <Link to="/mine">{t('report.mine')}</Link>
      </div>
      {code && sticker?.kind === 'place' && <CheckIn code={code} stationId={sticker.stationId} />}
      <ReportForm places={places} sticker={sticker} />
    </main>
  );
}
