import type { KubeObject } from '../../objects';
import { listAt, numberAt, textAt } from '../fields';
import { ageOf } from '../humanDuration';
import { AGE, column, NAME, type TablePrinter } from './columns';
import { NONE } from './texts';

const UNKNOWN = '<unknown>';

export const hpas: TablePrinter = {
  columns: [
    NAME,
    column('Reference', 'What is scaled'),
    column('Targets', 'Metrics now and as wanted'),
    column('MinPods', 'Fewest replicas'),
    column('MaxPods', 'Most replicas'),
    column('Replicas', 'Replicas now'),
    AGE,
  ],
  cells: (hpa, nowMs) => [
    hpa.metadata.name,
    `${textAt(hpa, 'spec', 'scaleTargetRef', 'kind')}/${textAt(hpa, 'spec', 'scaleTargetRef', 'name')}`,
    targetsOf(hpa),
    String(numberAt(hpa, 'spec', 'minReplicas') ?? '<unset>'),
    String(numberAt(hpa, 'spec', 'maxReplicas') ?? ''),
    String(numberAt(hpa, 'status', 'currentReplicas') ?? 0),
    ageOf(hpa.metadata.creationTimestamp, nowMs),
  ],
};

/** "cpu: 44%/60%, 9333m/20 + 1 more...": at most two. A current metric stands at the index of its spec; a failed one is empty. */
function targetsOf(hpa: KubeObject): string {
  const current = listAt(hpa, 'status', 'currentMetrics');
  const targets = listAt(hpa, 'spec', 'metrics').map((spec, index) => targetOf(spec, current[index]));
  if (targets.length === 0) return NONE;
  const shown = targets.slice(0, 2).join(', ');
  return targets.length > 2 ? `${shown} + ${targets.length - 2} more...` : shown;
}

function targetOf(spec: unknown, status: unknown): string {
  switch (textAt(spec, 'type')) {
    case 'Resource':
      return `${textAt(spec, 'resource', 'name')}: ${resourceTarget('resource', spec, status)}`;
    case 'ContainerResource':
      return `${textAt(spec, 'containerResource', 'name')}: ${resourceTarget('containerResource', spec, status)}`;
    case 'Pods':
      return `${quantity('pods', 'averageValue', status)}/${textAt(spec, 'pods', 'target', 'averageValue')}`;
    case 'Object':
      return valueTarget('object', spec, status);
    case 'External':
      return valueTarget('external', spec, status);
    default:
      return '<unknown type>';
  }
}

function resourceTarget(key: string, spec: unknown, status: unknown): string {
  const average = textAt(spec, key, 'target', 'averageValue');
  if (average !== undefined) return `${quantity(key, 'averageValue', status)}/${average}`;
  const current = numberAt(status, key, 'current', 'averageUtilization');
  const wanted = numberAt(spec, key, 'target', 'averageUtilization');
  return `${current === undefined ? UNKNOWN : `${current}%`}/${wanted === undefined ? '<auto>' : `${wanted}%`}`;
}

function valueTarget(key: string, spec: unknown, status: unknown): string {
  const average = textAt(spec, key, 'target', 'averageValue');
  if (average !== undefined) return `${quantity(key, 'averageValue', status)}/${average} (avg)`;
  return `${quantity(key, 'value', status)}/${textAt(spec, key, 'target', 'value')}`;
}

function quantity(key: string, field: string, status: unknown): string {
  return textAt(status, key, 'current', field) ?? UNKNOWN;
}
