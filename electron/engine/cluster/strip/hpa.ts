import type { HpaMetric, HpaObject } from '../../../../shared/model/inventory';
import { isJson, type Json, number, object, objects, someNumber, someText, text, textMap, timeMs } from './fields';
import { stripBehavior } from './hpaBehavior';
import { stripConditions, stripMeta } from './meta';

/** autoscaling/v2. */
export function stripHpa(item: Json): HpaObject {
  const spec = object(item, 'spec');
  const status = object(item, 'status');
  return {
    ...stripMeta(item),
    scaleTarget: reference(object(spec, 'scaleTargetRef')),
    minReplicas: someNumber(spec, 'minReplicas') ?? 1,
    maxReplicas: number(spec, 'maxReplicas'),
    currentReplicas: number(status, 'currentReplicas'),
    desiredReplicas: number(status, 'desiredReplicas'),
    lastScaleMs: timeMs(status, 'lastScaleTime'),
    metrics: stripMetrics(objects(spec, 'metrics'), objects(status, 'currentMetrics')),
    behavior: stripBehavior(spec),
    conditions: stripConditions(status),
  };
}

/**
 * The metrics asked for, each with its current value. The controller writes them in the order of the
 * spec; for one that failed it leaves `{"type":""}`, which has no value.
 */
function stripMetrics(wanted: readonly Json[], current: readonly Json[]): readonly HpaMetric[] {
  return wanted.map((metric, at) => {
    const type = typeOf(metric);
    const source = sourceOf(metric, type);
    const target = object(source, 'target');
    const found = sameMetric(current[at], metric) ? current[at] : current.find((one) => sameMetric(one, metric));
    return {
      type,
      name: nameOf(source),
      container: someText(source, 'container'),
      object: isJson(source['describedObject']) ? reference(object(source, 'describedObject')) : undefined,
      selector: selectorOf(source),
      targetType: someText(target, 'type'),
      target: quantityOf(target, someText(target, 'type')),
      current: found === undefined ? undefined : quantityOf(object(sourceOf(found, type), 'current'), someText(target, 'type')),
    };
  });
}

const FIELD = {
  Resource: 'resource',
  ContainerResource: 'containerResource',
  Pods: 'pods',
  Object: 'object',
  External: 'external',
  '': '',
} as const;

function typeOf(metric: Json): HpaMetric['type'] {
  const type = text(metric, 'type');
  return type === 'Resource' || type === 'ContainerResource' || type === 'Pods' || type === 'Object' || type === 'External' ? type : '';
}

function sourceOf(metric: Json, type: HpaMetric['type']): Json {
  return object(metric, FIELD[type]);
}

function nameOf(source: Json): string {
  return text(source, 'name') || text(object(source, 'metric'), 'name');
}

function sameMetric(current: Json | undefined, wanted: Json): boolean {
  if (current === undefined) return false;
  const type = typeOf(wanted);
  if (type === '' || typeOf(current) !== type) return false;
  const [one, other] = [sourceOf(current, type), sourceOf(wanted, type)];
  return nameOf(one) === nameOf(other) && text(one, 'container') === text(other, 'container');
}

function selectorOf(source: Json): Readonly<Record<string, string>> | undefined {
  const selector = object(source, 'metric')['selector'];
  return isJson(selector) ? textMap(selector, 'matchLabels') : undefined;
}

/** A target has one of the three; a current value often two: the one that the target compares comes first. */
function quantityOf(source: Json, targetType: string | undefined): string | undefined {
  const utilization = someNumber(source, 'averageUtilization');
  if (targetType === 'Utilization' && utilization !== undefined) return String(utilization);
  const order = targetType === 'Value' ? ['value', 'averageValue'] : ['averageValue', 'value'];
  for (const key of order) if (someText(source, key) !== undefined) return text(source, key);
  return utilization === undefined ? undefined : String(utilization);
}

function reference(from: Json): HpaObject['scaleTarget'] {
  return { kind: text(from, 'kind'), name: text(from, 'name'), apiVersion: someText(from, 'apiVersion') };
}
