import type { Sample } from '../exposition/exposition';
import type { Condition, Inventory } from '../model/inventory';

/** The last change of whether a pod or node is ready, and whether kube-state-metrics showed it. */
export interface KsmChange {
  /** "pod demo/web-0 is Ready". */
  readonly what: string;
  readonly sinceMs: number;
  readonly isShown: boolean;
}

const POD = 'kube_pod_status_ready';
/** Of a pod that is ready, to the second: it tells a change from one before that ended alike. */
const POD_TIME = 'kube_pod_status_ready_time';
const NODE = 'kube_node_status_condition';
const FAMILIES: ReadonlySet<string> = new Set([POD, POD_TIME, NODE]);
/** Conditions have whole seconds. */
const TO_THE_SECOND_MS = 1_000;

/** Whether a sample of that family is one that changes are read from. */
export function isKsmChangeFamily(family: string): boolean {
  return FAMILIES.has(family);
}

/** What had changed before it was read at `atMs` (server time), of each pod and node that it exposes. */
export function ksmChanges(
  samples: Iterable<Sample>,
  { pods, nodes }: Pick<Inventory, 'pods' | 'nodes'>,
  atMs: number,
): readonly KsmChange[] {
  const shown = shownStates(samples);
  const ofPods = pods.flatMap(({ namespace, name, uid, conditions }) =>
    changeOf(`pod ${namespace}/${name}`, conditions, shown.get(`${namespace}/${name}/${uid}`) ?? shown.get(`${namespace}/${name}/`), atMs),
  );
  const ofNodes = nodes.flatMap(({ name, conditions }) => changeOf(`node ${name}`, conditions, shown.get(name), atMs));
  return [...ofPods, ...ofNodes];
}

interface Shown {
  /** "true", "false" or "unknown". */
  status?: string;
  readySeconds?: number;
}

/** By "NS/POD/UID" (releases before 2.0 have no uid) and by a node's name. */
function shownStates(samples: Iterable<Sample>): ReadonlyMap<string, Shown> {
  const states = new Map<string, Shown>();
  for (const { name: family, labels, value } of samples) {
    const key = family === NODE ? (labels['node'] ?? '') : `${labels['namespace']}/${labels['pod']}/${labels['uid'] ?? ''}`;
    if (family === NODE && labels['condition'] !== 'Ready') continue;
    const state = states.get(key) ?? {};
    if (family === POD_TIME) state.readySeconds = value;
    else if (value === 1) state.status = labels[family === NODE ? 'status' : 'condition'];
    states.set(key, state);
  }
  return states;
}

function changeOf(what: string, conditions: readonly Condition[], shown: Shown | undefined, atMs: number): readonly KsmChange[] {
  const ready = conditions.find(({ type }) => type === 'Ready');
  if (ready?.sinceMs === undefined || shown?.status === undefined || ready.sinceMs > atMs - TO_THE_SECOND_MS) return [];
  const isSame = shown.status === ready.status.toLowerCase();
  const isSameTime = shown.readySeconds === undefined || shown.readySeconds * 1_000 === ready.sinceMs;
  const says = `${what} is ${ready.status === 'True' ? 'Ready' : ready.status === 'False' ? 'not Ready' : 'unknown'}`;
  return [{ what: says, sinceMs: ready.sinceMs, isShown: isSame && (ready.status !== 'True' || isSameTime) }];
}
