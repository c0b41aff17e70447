import type { ChartHead, ChartSample } from '../../../../shared/model/chart';
import { HPA_CHARTS as CHARTS } from '../../../../shared/model/charts';
import type { HpaMetric, HpaObject } from '../../../../shared/model/inventory';
import { parseQuantity } from '../../../../shared/model/quantity';
import { lines } from '../chartSamples';

export function hpaSamples(hpa: HpaObject, nowMs: number): readonly ChartSample[] {
  const { currentReplicas, desiredReplicas, maxReplicas } = hpa;
  const atMost = { value: maxReplicas, says: `at most ${maxReplicas}` };
  const metrics = namedApart(hpa.metrics).map(([name, metric]) => ({ name, ...valuesOf(metric) }));
  const shares = metrics.map(({ name, current, target }) => [name, target ? current && current / target : undefined] as const);
  return [
    ...lines(CHARTS.replicas, Object.entries({ current: currentReplicas, desired: desiredReplicas }), nowMs, atMost),
    ...lines(CHARTS.share, shares, nowMs, { value: 1, says: 'the target' }),
    ...metrics.flatMap(({ name, current, target, unit }, at) => lines(chartOf(name, unit, at), Object.entries({ current, target }), nowMs)),
  ];
}

/** "cpu", "cpu of web" for one container; two of the same name are told apart by their place. */
function namedApart(metrics: readonly HpaMetric[]): readonly (readonly [string, HpaMetric])[] {
  const names = metrics.map(({ name, container }) => (container === undefined ? name : `${name} of ${container}`));
  return metrics.map((metric, at) => {
    const name = names[at] ?? metric.name;
    return [names.indexOf(name) === at ? name : `${name} (${at + 1})`, metric];
  });
}

interface Values {
  readonly current?: number;
  readonly target?: number;
  readonly unit: string;
}

/** Utilization is written in percent of the request; everything else is a quantity, of CPU in cores, of memory in bytes. */
function valuesOf({ name, type, targetType, current, target }: HpaMetric): Values {
  const read = (text: string | undefined) => (text === undefined ? undefined : parseQuantity(text));
  const [now, wanted] = [read(current), read(target)];
  if (targetType === 'Utilization') return { current: now && now / 100, target: wanted && wanted / 100, unit: 'ratio' };
  const ofResource = type === 'Resource' || type === 'ContainerResource';
  const unit = ofResource && name === 'cpu' ? 'cores' : ofResource && name === 'memory' ? 'bytes' : '';
  return { current: now, target: wanted, unit };
}

function chartOf(name: string, unit: string, at: number): ChartHead {
  return { key: `metric/${name}`, title: name, unit, order: Object.keys(CHARTS).length + at };
}
