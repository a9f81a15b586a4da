/** A chart of the report; the library that draws it is loaded when the first one is shown. */
import { useEffect, useRef } from 'react';
import { chartHeight, chartOption, isEmptyChart } from '../../report-document/chart-option.rules.ts';
import type { ReportChart as Chart } from '../../report-document/report-document.schemas.ts';
import style from './monthly-report.module.css';

/** Draws into `place` and follows its width; gives what takes it away again. */
async function draw(place: HTMLElement, chart: Chart): Promise<() => void> {
  const { openChart } = await import('./charts.ts');
  const drawing = openChart(place);
  drawing.setOption(chartOption(chart));
  const follow = new ResizeObserver(() => drawing.resize());
  follow.observe(place);
  return () => {
    follow.disconnect();
    drawing.dispose();
  };
}

export function ReportChart({ chart }: { chart: Chart }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!place.current || isEmptyChart(chart)) return;
    const drawn = draw(place.current, chart);
    return () => void drawn.then((remove) => remove());
  }, [chart]);
  if (isEmptyChart(chart)) return null;
  return (
    <figure className={style.figure}>
      <figcaption>{chart.title}</figcaption>
      <div ref={place} role="img" aria-label={chart.title} style={{ height: chartHeight(chart) }} />
    </figure>
  );
}
