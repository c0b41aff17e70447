import { formatBytes, formatCores, formatCount } from '../../model/format';
import type { SceneMetric } from './scene';

/** "150 %", "222 m", "212 MiB", "9.33": a value of this metric as it is compared with its target. */
export function valueText({ type, name, targetType }: SceneMetric, value: number): string {
  if (targetType === 'Utilization') return `${value} %`;
  const isResource = type === 'Resource' || type === 'ContainerResource';
  if (isResource && name === 'cpu') return formatCores(value / 1000);
  if (isResource && name === 'memory') return formatBytes(value / 1000);
  return formatCount(value / 1000);
}

/** ScalingActive's reason where the metric has no value. */
export function failureOf({ type }: SceneMetric): string {
  return `FailedGet${type}Metric`;
}
