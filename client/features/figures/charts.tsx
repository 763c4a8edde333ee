import '@mantine/charts/styles.css'
import { AreaChart, BarChart } from '@mantine/charts'
import classes from './figures.module.css'

/** As large as the smallest words elsewhere, in pixels. */
const letters = { fontSize: 14 } as const
const axis = { tickLine: false, axisLine: false, tick: letters } as const

/** A picture of the table beside it: whoever does not see it reads that one. */
export function Weeks(props: { data: Record<string, string | number>[]; isCompared: boolean }) {
  return (
    <div className={classes.chart} aria-hidden="true">
      <AreaChart
        h={232}
        data={props.data}
        dataKey="week"
        curveType="monotone"
        strokeWidth={2}
        withDots={false}
        gridAxis="y"
        xAxisProps={{ minTickGap: 32, tick: letters }}
        yAxisProps={{ ...axis, width: 40, allowDecimals: false }}
        areaChartProps={{ accessibilityLayer: false }}
        withLegend
        legendProps={{ verticalAlign: 'bottom', height: 28 }}
        series={[
          { name: 'applications', label: 'Applications', color: 'indigo.6' },
          { name: 'interviewed', label: 'Interviewed', color: 'teal.6' },
          ...(props.isCompared ? [{ name: 'before', label: 'Applications before', color: 'gray.5' }] : []),
        ]}
      />
    </div>
  )
}

export function Bars(props: {
  data: Record<string, string | number>[]
  series: { name: string; label: string; color: string }[]
  isStacked?: boolean
  unit?: string
  labelWidth?: number
}) {
  const { data, series, isStacked = false, unit, labelWidth = 110 } = props
  return (
    <div className={classes.chart} aria-hidden="true">
      <BarChart
        h={232}
        data={data}
        dataKey="name"
        orientation="vertical"
        type={isStacked ? 'stacked' : 'default'}
        series={series}
        gridAxis="x"
        barChartProps={{ accessibilityLayer: false }}
        barProps={{ radius: 4, maxBarSize: 22 }}
        xAxisProps={{ ...axis, allowDecimals: false }}
        yAxisProps={{ ...axis, width: labelWidth }}
        withLegend={series.length > 1}
        legendProps={{ verticalAlign: 'bottom', height: 28 }}
        {...(unit ? { unit } : {})}
      />
    </div>
  )
}
