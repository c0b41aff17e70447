import type { ContainerStatus, PodObject } from '../../../../shared/model/inventory';
import { stripContainers } from './container';
import { flag, isJson, type Json, number, object, objects, someNumber, someText, text, timeMs } from './fields';
import { stripConditions, stripMeta } from './meta';
import type { SharedValues } from './sharedValues';

/** True for every pod that runs: kept only while they are not. */
const ROUTINE: ReadonlySet<string> = new Set(['Initialized', 'ContainersReady', 'PodScheduled', 'PodReadyToStartContainers']);

export function stripPod(item: Json, shared: SharedValues): PodObject {
  const spec = object(item, 'spec');
  const status = object(item, 'status');
  const meta = stripMeta(item);
  return {
    ...meta,
    namespace: shared.text(meta.namespace),
    owner: shared.owner(meta.owner),
    labels: shared.textMap(meta.labels),
    annotations: shared.textMap(meta.annotations),
    node: shared.text(someText(spec, 'nodeName')),
    phase: shared.text(text(status, 'phase')),
    reason: someText(status, 'reason'),
    podIp: someText(status, 'podIP'),
    hostNetwork: flag(spec, 'hostNetwork'),
    serviceAccount: shared.text(someText(spec, 'serviceAccountName')),
    conditions: stripConditions(status).filter(({ type, status: holds }) => holds !== 'True' || !ROUTINE.has(type)),
    containers: shared.containers(stripContainers(spec)),
    statuses: [...objects(status, 'containerStatuses').map((one) => stripStatus(one)), ...initStatuses(spec, status, 'sidecar')],
    otherStatuses: otherStatuses(spec, status),
    qos: shared.text(someText(status, 'qosClass')),
    startMs: timeMs(status, 'startTime'),
  };
}

/** Init containers with restartPolicy Always are sidecars. */
function initStatuses(spec: Json, status: Json, role: 'init' | 'sidecar'): readonly ContainerStatus[] {
  const sidecars = new Set(
    objects(spec, 'initContainers')
      .filter((one) => one['restartPolicy'] === 'Always')
      .map((one) => text(one, 'name')),
  );
  return objects(status, 'initContainerStatuses')
    .filter((one) => sidecars.has(text(one, 'name')) === (role === 'sidecar'))
    .map((one) => stripStatus(one, role));
}

function otherStatuses(spec: Json, status: Json): readonly ContainerStatus[] | undefined {
  const ephemeral = objects(status, 'ephemeralContainerStatuses').map((one) => stripStatus(one, 'ephemeral'));
  const others = [...initStatuses(spec, status, 'init'), ...ephemeral];
  return others.length === 0 ? undefined : others;
}

function stripStatus(status: Json, role?: ContainerStatus['role']): ContainerStatus {
  const state = object(status, 'state');
  const kind = stateOf(state);
  const now = kind === 'unknown' ? {} : object(state, kind);
  const last = object(status, 'lastState')['terminated'];
  return {
    name: text(status, 'name'),
    containerId: someText(status, 'containerID'),
    ready: flag(status, 'ready'),
    restarts: number(status, 'restartCount'),
    state: kind,
    reason: someText(now, 'reason'),
    message: someText(now, 'message'),
    startedMs: timeMs(now, 'startedAt'),
    ...(kind === 'terminated' ? { finishedMs: timeMs(now, 'finishedAt') } : {}),
    lastTerminated: isJson(last)
      ? {
          reason: someText(last, 'reason'),
          exitCode: someNumber(last, 'exitCode'),
          startedMs: timeMs(last, 'startedAt'),
          finishedMs: timeMs(last, 'finishedAt'),
        }
      : undefined,
    ...(role === undefined ? {} : { role }),
  };
}

function stateOf(state: Json): ContainerStatus['state'] {
  if (isJson(state['running'])) return 'running';
  if (isJson(state['waiting'])) return 'waiting';
  return isJson(state['terminated']) ? 'terminated' : 'unknown';
}
