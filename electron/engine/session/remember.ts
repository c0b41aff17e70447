import type { LookResult } from '../probers/prober';
import type { History } from '../store/history';

/**
 * Puts what a look brought into the history. A line that the look before had, and this one has not, gets a gap.
 * `first-chart`: of thousands that take turns only the first chart is kept; their looks are hours apart.
 */
export function rememberLook(history: History, { id, atMs, judgement }: LookResult, kept: 'every-chart' | 'first-chart'): void {
  const { samples: seen, number } = judgement;
  const samples = kept === 'every-chart' ? seen : seen.filter(({ chart }) => chart === undefined || chart.order === 0);
  if (samples.length === 0 && !number) history.gap(id, atMs);
  for (const { atMs: sampleMs, value, ...head } of samples) history.add(id, head, sampleMs, value);
  if (samples.length > 0) history.gapInCharts(id, atMs, new Set(samples.map(({ key }) => key)));
  // "of 22 targets up" is a card's label; a chart's title must not change with the count.
  const label = number?.label.replace(/^of \d+ /, '');
  if (number && label && samples.length === 0) history.add(id, { key: 'number', label, unit: number.unit }, atMs, number.value);
}
