import { type Dropped, mergeBatches, type ResourceBatch, replayMetricsServer, type Served } from '../analysis/metricsServer';
import { DROP_WORDS } from './dropWords';
import type { KubeletScrapes, MetricsServerScene, Told, UsageServed } from './metricsServerScene';

/** One node or pod: what the replay makes of it, what the Metrics API serves of it, and why they differ. */
export interface UsageRow {
  readonly kind: 'node' | 'pod';
  readonly name: string;
  readonly node: string;
  readonly would?: { readonly cpuCores: number; readonly memoryBytes: number };
  /** 'unseen': the Metrics API could not be asked. */
  readonly does: UsageServed | 'unseen' | undefined;
  /** same: would and does; lost: would and does not; left: does and would not any more; neither: nobody has it; early: it was not read often enough here; idle: there is nothing to have. */
  readonly state: 'same' | 'lost' | 'left' | 'neither' | 'early' | 'idle';
  readonly why: string;
  readonly kubelet?: KubeletScrapes;
}

const ORDER: Readonly<Record<UsageRow['state'], number>> = { lost: 0, neither: 1, left: 2, early: 3, idle: 4, same: 5 };

/** Every node and running pod; differences first. */
export function usageRows(scene: MetricsServerScene): readonly UsageRow[] {
  const replay = replayMetricsServer(cyclesOf(scene.kubelets), scene.resolutionMs);
  const dropped = new Map(replay.dropped.map((each) => [each.subject, each]));
  const rows = [...nodeRows(scene, replay, dropped), ...podRows(scene, replay, dropped)];
  return rows.sort((a, b) => ORDER[a.state] - ORDER[b.state]);
}

/** Cycles as metrics-server goes through them: the last scrapes of all nodes together, those before together. */
function cyclesOf(kubelets: readonly KubeletScrapes[]): readonly ResourceBatch[] {
  const longest = Math.max(0, ...kubelets.map(({ scrapes }) => scrapes.length));
  return Array.from({ length: longest }, (_, at) =>
    mergeBatches(kubelets.flatMap(({ scrapes }) => scrapes[scrapes.length - longest + at] ?? [])),
  );
}

type Drops = ReadonlyMap<string, Dropped>;

function nodeRows(scene: MetricsServerScene, replay: Served, dropped: Drops): readonly UsageRow[] {
  const would = new Map(replay.nodes.map((node) => [node.name, node]));
  const does = byName(scene.served.nodes);
  return scene.kubelets.map((kubelet) => {
    const { node } = kubelet;
    const mine = would.get(node);
    const drop = dropped.get(`node/${node}`);
    const early = isEarly(drop, kubelet, does?.has(node));
    return rowOf({ kind: 'node', name: node, node, kubelet, early }, mine, does === undefined ? 'unseen' : does.get(node), () =>
      kubelet.because === undefined ? sayDrop(drop, 'its kubelet exposes nothing of the node itself') : notRead(kubelet),
    );
  });
}

function podRows(scene: MetricsServerScene, replay: Served, dropped: Drops): readonly UsageRow[] {
  const would = new Map(replay.pods.map((pod) => [`${pod.namespace}/${pod.name}`, pod]));
  const does = byName(scene.served.pods);
  const kubelets = new Map(scene.kubelets.map((kubelet) => [kubelet.node, kubelet]));
  return scene.pods.map(({ namespace, name, node, idle }) => {
    const full = `${namespace}/${name}`;
    const pod = would.get(full);
    const kubelet = kubelets.get(node);
    const sum = pod && sumOf(Object.values(pod.containers));
    const drop = dropped.get(`pod/${full}`);
    const early = isEarly(drop, kubelet, does?.has(full));
    const row = rowOf({ kind: 'pod', name: full, node, kubelet, early }, sum, does === undefined ? 'unseen' : does.get(full), () => {
      if (kubelet === undefined) return `no kubelet is known of its node ${node}`;
      if (kubelet.because !== undefined) return notRead(kubelet);
      return sayDrop(drop, `the kubelet of ${node} exposes nothing of it`);
    });
    if (idle === undefined || row.state !== 'neither') return row;
    return { ...row, state: 'idle', why: `none of its containers runs now (${idle}): there is nothing to serve` };
  });
}

function sumOf(containers: readonly { readonly cpuCores: number; readonly memoryBytes: number }[]) {
  return containers.reduce(
    (sum, { cpuCores, memoryBytes }) => ({ cpuCores: sum.cpuCores + cpuCores, memoryBytes: sum.memoryBytes + memoryBytes }),
    {
      cpuCores: 0,
      memoryBytes: 0,
    },
  );
}

function byName(told: Told<readonly UsageServed[]>): ReadonlyMap<string, UsageServed> | undefined {
  if (told.state === 'unseen') return undefined;
  return new Map(told.value.map((each) => [each.namespace === undefined ? each.name : `${each.namespace}/${each.name}`, each]));
}

function sayDrop(drop: Dropped | undefined, otherwise: string): string {
  return drop === undefined ? otherwise : DROP_WORDS[drop.reason];
}

function notRead({ because = '', ready, node }: KubeletScrapes): string {
  return `the kubelet of ${node} could not be read: ${because}${ready ? '' : '; the node is NotReady'}`;
}

const NEEDS_TIME: readonly (string | undefined)[] = ['one-point', 'not-newer'];

/** metrics-server has scraped longer than Hopscope has looked: what only needs another scrape, or is served, is no fault yet. */
function isEarly(drop: Dropped | undefined, kubelet: KubeletScrapes | undefined, isServed: boolean | undefined): boolean {
  return NEEDS_TIME.includes(drop?.reason) && (isServed === true || (kubelet?.scrapes.length ?? 0) < 2);
}

interface RowHead extends Pick<UsageRow, 'kind' | 'name' | 'node' | 'kubelet'> {
  readonly early: boolean;
}

function rowOf({ early, ...head }: RowHead, would: UsageRow['would'] | undefined, does: UsageRow['does'], whyNot: () => string): UsageRow {
  const both = { ...head, does, ...(would === undefined ? {} : { would: { cpuCores: would.cpuCores, memoryBytes: would.memoryBytes } }) };
  if (would !== undefined && does === undefined) return { ...both, state: 'lost', why: LOST };
  if (would !== undefined) return { ...both, state: 'same', why: '' };
  const why = whyNot();
  if (early) return { ...both, state: 'early', why: `not told yet: ${why}` };
  if (does === undefined || does === 'unseen') return { ...both, state: 'neither', why };
  return { ...both, state: 'left', why: `served of earlier scrapes; now ${why}` };
}

const LOST =
  'the kubelet says enough of it here: metrics-server itself gets less from the kubelet, or has not scraped twice since it started';
