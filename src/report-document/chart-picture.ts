/** Draws a chart of the report as a PNG, for paper. */
import { init } from 'echarts';
import { pngOfSvg } from '../platform/files/svg-picture.ts';
import { chartHeight, chartOption } from './chart-option.rules.ts';
import type { ReportChart } from './report-document.schemas.ts';

/** Chinese needs one of these on the machine (Debian: fonts-noto-cjk). */
const fonts = "'Noto Sans CJK SC', 'Source Han Sans SC', 'Microsoft YaHei', 'PingFang SC', sans-serif";

export const chartWidth = 640;

/** `scale`: pixels of the picture for each of the chart, so that it is sharp when printed. */
export async function chartPicture(chart: ReportChart, scale = 2): Promise<Buffer> {
  const drawing = init(null, null, { renderer: 'svg', ssr: true, width: chartWidth, height: chartHeight(chart) });
  try {
    // The option is plain data that ECharts checks itself; its type names every series there is.
    drawing.setOption({ textStyle: { fontFamily: fonts }, ...chartOption(chart) } as Parameters<
      typeof drawing.setOption
    >[0]);
    return await pngOfSvg(drawing.renderToSVGString(), scale);
  } finally {
    drawing.dispose();
  }
}
