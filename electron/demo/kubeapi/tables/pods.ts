import type { KubeObject } from '../../objects';
import { at, type Fields, fieldsAt, isFields, listAt, numberAt, textAt } from '../fields';
import { ageOf } from '../humanDuration';
import { AGE, type Cell, column, NAME, type TablePrinter, wide } from './columns';
import { NONE, orNone } from './texts';

export const pods: TablePrinter = {
  columns: [
    NAME,
    column('Ready', 'Containers that are ready of those there are'),
    column('Status', 'Phase of the pod, or the reason why it is not running'),
    column('Restarts', 'Restarts of its containers, and how long ago the last one was'),
    AGE,
    wide('IP', 'Address of the pod'),
    wide('Node', 'Node on which the pod runs'),
    wide('Nominated Node', 'Node where room is being made for the pod'),
    wide('Readiness Gates', 'Extra conditions that must hold for the pod to be ready'),
  ],
  cells: podCells,
};

interface Seen {
  readonly reason: string;
  readonly restarts: number;
  readonly lastRestart?: string;
  readonly ready: number;
}

function podCells(pod: KubeObject, nowMs: number): readonly Cell[] {
  const phase = textAt(pod, 'status', 'reason') ?? textAt(pod, 'status', 'phase') ?? '';
  const initialising = initContainers(pod);
  const seen = initialising ?? containers(pod, phase);
  const restarts =
    seen.restarts > 0 && seen.lastRestart ? `${seen.restarts} (${ageOf(seen.lastRestart, nowMs)} ago)` : String(seen.restarts);
  return [
    pod.metadata.name,
    `${seen.ready}/${listAt(pod, 'spec', 'containers').length}`,
    pod.metadata.deletionTimestamp === undefined ? seen.reason : terminating(pod),
    restarts,
    ageOf(pod.metadata.creationTimestamp, nowMs),
    orNone(textAt(pod, 'status', 'podIP')),
    orNone(textAt(pod, 'spec', 'nodeName')),
    orNone(textAt(pod, 'status', 'nominatedNodeName')),
    readinessGates(pod),
  ];
}

function terminating(pod: KubeObject): string {
  return textAt(pod, 'status', 'reason') === 'NodeLost' ? 'Unknown' : 'Terminating';
}

/** While an init container is at work or failed, it alone decides the status. */
function initContainers(pod: KubeObject): Seen | undefined {
  const statuses = listAt(pod, 'status', 'initContainerStatuses');
  const count = listAt(pod, 'spec', 'initContainers').length;
  for (const [index, status] of statuses.entries()) {
    const ended = at(status, 'state', 'terminated');
    if (isFields(ended) && numberAt(ended, 'exitCode') === 0) continue;
    const restarts = statuses.slice(0, index + 1).reduce<number>((sum, one) => sum + (numberAt(one, 'restartCount') ?? 0), 0);
    const waiting = textAt(status, 'state', 'waiting', 'reason');
    const reason = isFields(ended) ? endedReason(ended) : waiting && waiting !== 'PodInitializing' ? waiting : `${index}/${count}`;
    return { reason: `Init:${reason}`, restarts, ready: 0 };
  }
  return undefined;
}

function containers(pod: KubeObject, phase: string): Seen {
  const statuses = listAt(pod, 'status', 'containerStatuses');
  const reasons = statuses.map(reasonOf).filter((reason) => reason !== undefined);
  const running = statuses.some((status) => isRunningReady(status));
  const restarted = statuses.map((status) => textAt(status, 'lastState', 'terminated', 'finishedAt') ?? '').filter((time) => time !== '');
  const reason = reasons[0] ?? phase;
  return {
    // A container that ended well beside one that still runs: the pod is not completed.
    reason: reason === 'Completed' && running ? (isReady(pod) ? 'Running' : 'NotReady') : reason,
    restarts: statuses.reduce<number>((sum, status) => sum + (numberAt(status, 'restartCount') ?? 0), 0),
    lastRestart: restarted.sort().at(-1),
    ready: statuses.filter(isRunningReady).length,
  };
}

function reasonOf(status: unknown): string | undefined {
  const waiting = textAt(status, 'state', 'waiting', 'reason');
  if (waiting) return waiting;
  const ended = at(status, 'state', 'terminated');
  return isFields(ended) ? endedReason(ended) : undefined;
}

function endedReason(ended: Fields): string {
  const signal = numberAt(ended, 'signal') ?? 0;
  return textAt(ended, 'reason') || (signal === 0 ? `ExitCode:${numberAt(ended, 'exitCode') ?? 0}` : `Signal:${signal}`);
}

function isRunningReady(status: unknown): boolean {
  return at(status, 'ready') === true && isFields(at(status, 'state', 'running'));
}

function isReady(pod: KubeObject): boolean {
  return listAt(pod, 'status', 'conditions').some(
    (condition) => textAt(condition, 'type') === 'Ready' && textAt(condition, 'status') === 'True',
  );
}

function readinessGates(pod: KubeObject): string {
  const gates = listAt(pod, 'spec', 'readinessGates').map((gate) => textAt(gate, 'conditionType'));
  if (gates.length === 0) return NONE;
  const conditions = listAt(pod, 'status', 'conditions').map((condition) => fieldsAt(condition));
  const met = gates.filter((gate) => conditions.some((condition) => condition['type'] === gate && condition['status'] === 'True'));
  return `${met.length}/${gates.length}`;
}
