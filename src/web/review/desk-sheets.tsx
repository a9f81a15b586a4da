/** The sheets of the review desk, each loaded when first opened, as the desk itself must be there fast. */
import { lazy, Suspense } from 'react';
import type { ReviewItem } from '../../findings/findings.schemas.ts';
import type { Verdict } from './outbox.ts';

const KeysSheet = lazy(() => import('./keys-sheet.tsx'));
const DetailsSheet = lazy(() => import('./details-sheet.tsx'));
const AttributionSheet = lazy(() => import('./attribution-sheet.tsx'));
const FilmStripSheet = lazy(() => import('./film-strip-sheet.tsx'));
const HidingSheet = lazy(() => import('./hiding-sheet.tsx'));

/** What is open over the desk. The item is the one it was opened for. */
export type Sheet = { kind: 'keys' } | { kind: 'strip' | 'details' | 'hide' | 'attribute'; item: ReviewItem };

interface Props {
  sheet: Sheet;
  onClose(): void;
  onVerdict(item: ReviewItem, verdict: Verdict): void;
  onHidden(item: ReviewItem): void;
}

export function DeskSheet({ sheet, onClose, onVerdict, onHidden }: Props) {
  return (
    <Suspense>
      {sheet.kind === 'keys' && <KeysSheet onClose={onClose} />}
      {sheet.kind === 'details' && (
        <DetailsSheet
          item={sheet.item}
          onClose={onClose}
          onVerdict={(verdict) => {
            onClose();
            onVerdict(sheet.item, verdict);
          }}
        />
      )}
      {sheet.kind === 'attribute' && (
        <AttributionSheet findingId={sheet.item.id} place={sheet.item.place} onClose={onClose} />
      )}
      {sheet.kind === 'strip' && <FilmStripSheet item={sheet.item} onClose={onClose} />}
      {sheet.kind === 'hide' && (
        <HidingSheet
          item={sheet.item}
          onClose={onClose}
          onHidden={() => {
            onClose();
            onHidden(sheet.item);
          }}
        />
      )}
    </Suspense>
  );
}
