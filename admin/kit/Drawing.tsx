import { useTheme } from '@mui/material';
import { Bar, CartesianGrid, ComposedChart, Legend, Line, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import type { ChartProps } from './Chart.tsx';

/** The drawing itself, apart so that the library behind it loads only when there is something to draw. */
export default function Drawing({ data, x, series, target, lying, unit = '', span }: ChartProps) {
  const { palette, typography } = useTheme();
  const colours = [
    palette.primary.main,
    palette.secondary.main,
    palette.warning.main,
    palette.success.main,
    palette.error.main,
    palette.info.main,
  ];
  const text = { fill: palette.text.secondary, fontSize: 12, fontFamily: typography.fontFamily };
  const names = { dataKey: x, tick: text, stroke: palette.divider };
  const values = { tick: text, stroke: palette.divider, unit };
  return (
    <ResponsiveContainer width="100%" height="100%">
      <ComposedChart
        data={[...data]}
        layout={lying ? 'vertical' : 'horizontal'}
        margin={{ top: 24, right: lying ? 28 : 16, bottom: 0, left: 0 }}
        accessibilityLayer
      >
        <CartesianGrid stroke={palette.divider} strokeDasharray="3 3" />
        {lying ? <XAxis type="number" {...values} /> : <XAxis {...names} />}
        {lying ? (
          <YAxis type="category" width={110} {...names} />
        ) : (
          <YAxis width={48} domain={span ? [...span] : undefined} allowDecimals={false} {...values} />
        )}
        <Tooltip
          contentStyle={{ background: palette.background.paper, border: `1px solid ${palette.divider}`, color: palette.text.primary }}
          cursor={{ fill: palette.action.hover }}
        />
        {series.length > 1 ? <Legend wrapperStyle={text} /> : null}
        {target ? (
          <ReferenceLine
            {...(lying ? { x: target.value } : { y: target.value })}
            stroke={palette.error.main}
            strokeDasharray="6 4"
            label={{
              value: target.label,
              fill: palette.text.primary,
              fontSize: 12,
              position: lying ? 'top' : 'insideBottomRight',
            }}
          />
        ) : null}
        {series.map(({ key, label, kind }, i) =>
          kind === 'line' ? (
            <Line
              key={key}
              dataKey={key}
              name={label}
              stroke={colours[i % colours.length]}
              strokeWidth={2}
              dot={{ r: 3 }}
              isAnimationActive={false}
            />
          ) : (
            <Bar key={key} dataKey={key} name={label} fill={colours[i % colours.length]} maxBarSize={44} isAnimationActive={false} />
          ),
        )}
      </ComposedChart>
    </ResponsiveContainer>
  );
}
