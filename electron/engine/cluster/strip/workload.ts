import type { WorkloadObject } from '../../../../shared/model/inventory';
import { stripContainers } from './container';
import { flag, type Json, number, object, someNumber, someText, textMap } from './fields';
import { annotationsOf, stripMeta } from './meta';

export function stripWorkload(item: Json, kind: WorkloadObject['kind']): WorkloadObject {
  const spec = object(item, 'spec');
  const status = object(item, 'status');
  const template = object(spec, 'template');
  const podSpec = object(template, 'spec');
  const daemon = kind === 'DaemonSet';
  return {
    ...stripMeta(item),
    kind,
    // A missing `replicas` means one (apps/v1).
    desired: daemon ? number(status, 'desiredNumberScheduled') : (someNumber(spec, 'replicas') ?? 1),
    ready: number(status, daemon ? 'numberReady' : 'readyReplicas'),
    selector: textMap(object(spec, 'selector'), 'matchLabels'),
    templateLabels: textMap(object(template, 'metadata'), 'labels'),
    templateAnnotations: annotationsOf(object(template, 'metadata')),
    containers: stripContainers(podSpec),
    serviceAccount: someText(podSpec, 'serviceAccountName'),
    hostNetwork: flag(podSpec, 'hostNetwork'),
  };
}
