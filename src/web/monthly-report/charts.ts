/** The parts of ECharts that the report needs. */
import { BarChart, CustomChart, HeatmapChart, LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, VisualMapComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

use([BarChart, CustomChart, HeatmapChart, LineChart, AriaComponent, GridComponent, VisualMapComponent, SVGRenderer]);

/** As a drawing, not as pixels: sharp when printed. */
export const openChart = (place: HTMLElement) => init(place, null, { renderer: 'svg' });
