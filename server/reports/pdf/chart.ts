import type { Chart } from '../report.ts'

/** Points. */
const height = 190

const ink = '#4a4f68'
const faint = '#e3e5ef'
const indigo = '#3b4cca'

/** The chart as SVG, so many points wide. */
export async function drawChart({ kind, labels, series }: Chart, width: number): Promise<string> {
  const [{ init, use }, { BarChart, LineChart }, { GridComponent }, { SVGRenderer }] = await Promise.all([
    import('echarts/core'),
    import('echarts/charts'),
    import('echarts/components'),
    import('echarts/renderers'),
  ])
  use([BarChart, LineChart, GridComponent, SVGRenderer])
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height })
  const text = { color: ink, fontSize: 9, fontFamily: 'Roboto' }
  chart.setOption({
    animation: false,
    color: [indigo, '#9c36b5', '#1971c2'],
    grid: { left: 34, right: 12, top: 12, bottom: 26 },
    xAxis: {
      type: 'category',
      data: labels.map((label) => (label.length > 16 ? `${label.slice(0, 15)}…` : label)),
      boundaryGap: kind === 'bar',
      axisLabel: { ...text, hideOverlap: true },
      axisTick: { show: false },
      axisLine: { lineStyle: { color: faint } },
    },
    yAxis: { type: 'value', minInterval: 1, axisLabel: text, splitLine: { lineStyle: { color: faint } } },
    series: series.map(({ name, values }) => ({
      ...{ name, type: kind, data: values, barMaxWidth: 42, symbol: 'none', lineStyle: { width: 2 } },
      ...(kind === 'line' ? { areaStyle: { opacity: 0.08 } } : { itemStyle: { borderRadius: [3, 3, 0, 0] } }),
    })),
  })
  const svg = chart.renderToSVGString()
  chart.dispose()
  return svg
}
