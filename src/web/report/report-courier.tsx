/** Sends what this phone keeps, on whatever page its owner is. */
import { useEffect } from 'react';
import { may } from '../api/session.ts';
import { useSignedIn } from '../shell/session-context.tsx';

export function ReportCourier() {
  const session = useSignedIn();
  const personId = session.person.id;
  const mayReport = may(session, 'report');
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever has signed in meanwhile has their own reports to send
  useEffect(() => {
    if (!mayReport) return undefined;
    let stop: (() => void) | null = null;
    let isOver = false;
    // Not needed for the first page to show.
    void import('./report-delivery.ts').then(({ delivery }) => {
      if (!isOver) stop = delivery.start();
    });
    return () => {
      isOver = true;
      stop?.();
    };
  }, [mayReport, personId]);
  return null;
}
