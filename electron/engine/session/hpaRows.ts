import type { CardExtra } from '../../../shared/contract/engine';
import { formatQuantity } from '../../../shared/model/format';
import type { HpaMetric, HpaObject } from '../../../shared/model/inventory';
import { parseQuantity } from '../../../shared/model/quantity';

type Row = CardExtra['rows'][number];
/** The card has one row above the lane line and two below it. */
const ROOM = { core: 1, monitoring: 2 } as const;

/** Current of target, a row per metric, for the HPA's card: what has no value first, then what is nearest to its target. */
export function hpaRows(hpas: readonly HpaObject[]): Row[] {
  const metrics = hpas.flatMap((hpa) => hpa.metrics).filter((metric) => metric.type !== '');
  return (['core', 'monitoring'] as const).flatMap((pipeline) =>
    onePerName(metrics.filter((metric) => pipelineOf(metric) === pipeline))
      .slice(0, ROOM[pipeline])
      .map((metric) => ({ label: metric.name, ...currentOf(metric), pipeline })),
  );
}

function pipelineOf({ type }: HpaMetric): 'core' | 'monitoring' {
  return type === 'Resource' || type === 'ContainerResource' ? 'core' : 'monitoring';
}

/** Several HPAs read cpu: the one most in need of it speaks for them. */
function onePerName(metrics: readonly HpaMetric[]): readonly HpaMetric[] {
  const worst = new Map<string, HpaMetric>();
  for (const metric of [...metrics].sort((a, b) => loadOf(b) - loadOf(a))) if (!worst.has(metric.name)) worst.set(metric.name, metric);
  return [...worst.values()];
}

/** Current by target; without a value beyond every load. */
function loadOf({ current, target }: HpaMetric): number {
  if (current === undefined) return Number.POSITIVE_INFINITY;
  const load = numberOf(current) / numberOf(target);
  return Number.isFinite(load) ? load : 0;
}

function numberOf(text: string | undefined): number {
  const parsed = text === undefined ? undefined : parseQuantity(text);
  return parsed ?? Number.NaN;
}

/** "62 of 70 %", "9.5 of 20", "212 of 256 MiB". */
function currentOf({ current, target, targetType, name }: HpaMetric): Pick<Row, 'value' | 'health'> {
  if (current === undefined) return { value: 'no data', health: 'broken' };
  const unit = targetType === 'Utilization' ? 'percent' : name === 'memory' ? 'bytes' : name === 'cpu' ? 'cores' : '';
  const [is, wanted] = [formatQuantity(numberOf(current), unit), formatQuantity(numberOf(target), unit)];
  const first = is.unit === wanted.unit ? is.value : `${is.value} ${is.unit}`;
  return { value: `${first.trim()} of ${wanted.value} ${wanted.unit}`.trim() };
}
