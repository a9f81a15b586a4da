/** A chart of the report as ECharts takes it: the same on the page and, as a picture, on paper. */
import { shareText } from './cell-text.rules.ts';
import type { ReportChart } from './report-document.schemas.ts';

const ink = '#1c2321';
const muted = '#66716c';
const brand = '#0f6b4f';
const grid = { left: 12, right: 24, top: 28, bottom: 8, containLabel: true };
const axisLabel = { color: ink, fontSize: 13 };
const shareAxis = {
  type: 'value',
  min: 0,
  axisLabel: { ...axisLabel, color: muted, formatter: (v: number) => shareText(v) },
};

type Of<Kind extends ReportChart['kind']> = Extract<ReportChart, { kind: Kind }>;

interface Drawing {
  coord(point: [number, number]): [number, number];
  value(dimension: number): number;
}

/** A vertical line from the low to the high end with a bar across each. */
function interval(_: unknown, api: Drawing) {
  const [x, high] = api.coord([api.value(0), api.value(2)]);
  const [, low] = api.coord([api.value(0), api.value(1)]);
  const style = { stroke: brand, lineWidth: 1.5, fill: null };
  const line = (x1: number, y1: number, x2: number, y2: number) => ({ type: 'line', shape: { x1, y1, x2, y2 }, style });
  return {
    type: 'group',
    children: [line(x, high, x, low), line(x - 5, high, x + 5, high), line(x - 5, low, x + 5, low)],
  };
}

function intervals({ points, isLine }: Of<'intervals'>) {
  const some = points.flatMap(({ estimate }, at) => (estimate ? [[at, estimate.low, estimate.high]] : []));
  const most = Math.max(0.05, ...some.map(([, , high]) => high ?? 0));
  return {
    grid,
    xAxis: {
      type: 'category',
      data: points.map(({ label }) => label),
      axisLabel: { ...axisLabel, interval: 0, rotate: points.length > 9 ? 40 : 0 },
    },
    yAxis: { ...shareAxis, max: Math.min(1, Math.ceil(most * 20) / 20) },
    series: [
      {
        type: 'line',
        data: points.map(({ estimate }) => estimate?.rate ?? null),
        symbol: 'circle',
        symbolSize: 8,
        lineStyle: { width: isLine ? 2 : 0 },
        itemStyle: { color: brand },
      },
      { type: 'custom', renderItem: interval, data: some, z: 1, silent: true },
    ],
  };
}

const bars = ({ bars: all }: Of<'bars'>) => ({
  grid: { ...grid, right: 48 },
  xAxis: { type: 'value', minInterval: 1, axisLabel: { ...axisLabel, color: muted } },
  yAxis: { type: 'category', inverse: true, data: all.map(({ label }) => label), axisLabel },
  series: [
    {
      type: 'bar',
      barMaxWidth: 22,
      data: all.map(({ count, colour }) => ({ value: count, itemStyle: { color: colour } })),
      label: { show: true, position: 'right', color: ink },
    },
  ],
});

const heat = ({ rows, columns, cells }: Of<'heat'>) => ({
  grid: { ...grid, bottom: 44 },
  xAxis: { type: 'category', data: columns, axisLabel, splitArea: { show: true } },
  yAxis: { type: 'category', inverse: true, data: rows, axisLabel: { ...axisLabel, interval: 0 } },
  visualMap: {
    min: 0,
    max: 1,
    orient: 'horizontal',
    left: 'center',
    bottom: 0,
    itemHeight: 120,
    text: ['100%', '0%'],
    inRange: { color: ['#e5f1ec', '#f3c969', '#b3261e'] },
    textStyle: { color: ink },
  },
  series: [
    {
      type: 'heatmap',
      data: cells.map(({ row, column, share }) => [column, row, share]),
      itemStyle: { borderColor: '#fff', borderWidth: 1 },
    },
  ],
});

/** Nothing to draw: no point, bar or cell. */
export function isEmptyChart(chart: ReportChart): boolean {
  if (chart.kind === 'intervals') return chart.points.every(({ estimate }) => estimate === null);
  return chart.kind === 'bars' ? chart.bars.length === 0 : chart.cells.length === 0;
}

/** In pixels, for a given width. */
export function chartHeight(chart: ReportChart): number {
  if (chart.kind === 'intervals') return 280;
  return chart.kind === 'bars' ? 60 + chart.bars.length * 32 : 110 + chart.rows.length * 26;
}

/** Without animation: printing and pictures take the chart as it is at once. */
export function chartOption(chart: ReportChart) {
  const drawn = chart.kind === 'intervals' ? intervals(chart) : chart.kind === 'bars' ? bars(chart) : heat(chart);
  return { animation: false, aria: { enabled: true }, ...drawn };
}
