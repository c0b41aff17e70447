import { OWN_LOOKS } from '../../../shared/contract/chart';
import type { ComponentKind, Discovered } from '../../../shared/model/component';
import type { Target } from '../probers/prometheus/api';
import { podOfTarget } from '../probers/prometheus/podOfTarget';
import { cardOfTargets } from '../probers/prometheus/targetCards';
import type { HistorySource } from './sources';

/** What is selected, as charts ask for it. */
export interface Selected {
  readonly kind: ComponentKind;
  readonly members: readonly Discovered[];
  /** One member of a card, not the card. */
  readonly single: boolean;
}

/** Which series of a source belong to the selection. */
export interface Scope {
  /** Matchers of labels: `job=~"kubelet"`. Empty: the source does not tell its targets, names of metrics alone must do. */
  readonly matchers: readonly string[];
  /** What to call a line of an instance: the node or the pod behind it. */
  readonly names: ReadonlyMap<string, string>;
  /** Shortest scrape interval among them, in seconds. */
  readonly scrapeSeconds: number;
  readonly members: number;
}

export type Scoped = { readonly state: 'found'; readonly scope: Scope } | { readonly state: 'not-scraped'; readonly of: number };

/** Cards that are drawn but not discovered: their numbers are read by somebody else. */
const READ_BY: Readonly<Record<string, ComponentKind>> = { containers: 'cadvisor', 'node-kernel': 'node-exporter' };
/** Kinds whose numbers stand in the metrics of another kind. */
const TOLD_BY: Readonly<Partial<Record<ComponentKind, ComponentKind>>> = {
  hpa: 'kube-state-metrics',
  'metrics-api': 'kube-apiserver',
  'custom-metrics-api': 'kube-apiserver',
  'external-metrics-api': 'kube-apiserver',
};
const USUAL_SCRAPE_SECONDS = 30;

/** The selection by its card's or member's id; undefined where nothing of the kind was found. */
export function selectedBy(id: string, discovered: readonly Discovered[]): Selected | undefined {
  const readBy = READ_BY[id];
  const members = discovered.filter((found) => found.id === id || found.card === id || (readBy !== undefined && found.kind === readBy));
  const [first] = members;
  return first && id !== OWN_LOOKS ? { kind: first.kind, members, single: first.id === id } : undefined;
}

/** The targets of the selection in a source, as matchers. */
export function scopeOf(selected: Selected, source: HistorySource, discovered: readonly Discovered[]): Scoped {
  const observed = source.facts?.targets;
  const targets = observed?.state === 'ok' ? observed.value : [];
  const own = selected.kind === 'hpa' && selected.single ? hpaMatchers(selected.members[0]) : [];
  if (targets.length === 0) {
    return {
      state: 'found',
      scope: { matchers: own, names: new Map(), scrapeSeconds: USUAL_SCRAPE_SECONDS, members: selected.members.length },
    };
  }
  const told = TOLD_BY[selected.kind];
  const members = told === undefined ? selected.members : discovered.filter((found) => found.kind === told);
  const single = selected.single && told === undefined;
  const matching = targets.filter((target) => members.some((member) => isOf(target, member, single, discovered)));
  if (matching.length === 0) return { state: 'not-scraped', of: targets.length };
  return {
    state: 'found',
    scope: {
      matchers: [oneOf('job', matching), ...(single ? [oneOf('instance', matching)] : []), ...own],
      names: namesOf(matching, members),
      scrapeSeconds: Math.min(...matching.map((target) => secondsOf(target.scrapeInterval))),
      members: selected.members.length,
    },
  };
}

function isOf(target: Target, member: Discovered, single: boolean, discovered: readonly Discovered[]): boolean {
  const pod = podOfTarget(target)?.name;
  if (member.kind === 'prometheus') return (pod !== undefined && member.pods.includes(pod)) || (isItself(target) && member.pods.length > 0);
  if (cardFor(discovered)(target) !== member.card) return false;
  if (!single) return true;
  return pod !== undefined && member.pods.length > 0 ? member.pods.includes(pod) : nodeOf(target) === (member.node ?? member.name);
}

let lastDiscovered: readonly Discovered[] | undefined;
let lastCards: ReturnType<typeof cardOfTargets> | undefined;

/** The table is made once for a discovery: there may be thousands of targets. */
function cardFor(discovered: readonly Discovered[]): ReturnType<typeof cardOfTargets> {
  if (lastDiscovered !== discovered || lastCards === undefined) {
    lastDiscovered = discovered;
    lastCards = cardOfTargets(discovered);
  }
  return lastCards;
}

/** A Prometheus that scrapes itself does so by localhost, without discovery. */
function isItself({ scrapeUrl }: Target): boolean {
  return /^https?:\/\/(localhost|127\.0\.0\.1):\d+\/(\S*\/)?metrics$/.test(scrapeUrl);
}

function nodeOf({ discoveredLabels: meta = {}, labels }: Target): string | undefined {
  return (
    meta['__meta_kubernetes_node_name'] ?? meta['__meta_kubernetes_endpoint_address_target_name'] ?? labels['node'] ?? labels['instance']
  );
}

function namesOf(targets: readonly Target[], members: readonly Discovered[]): ReadonlyMap<string, string> {
  const byPod = new Map(members.flatMap((member) => member.pods.map((pod) => [pod, member.node ?? member.name] as const)));
  return new Map(
    targets.flatMap((target) => {
      const { instance } = target.labels;
      const pod = podOfTarget(target)?.name;
      const name = (pod === undefined ? undefined : byPod.get(pod)) ?? nodeOf(target);
      return instance === undefined || name === undefined ? [] : [[instance, name] as const];
    }),
  );
}

function hpaMatchers(found: Discovered | undefined): readonly string[] {
  if (!found) return [];
  return [matcher('horizontalpodautoscaler', '=', found.name), ...(found.namespace ? [matcher('namespace', '=', found.namespace)] : [])];
}

function oneOf(label: 'job' | 'instance', targets: readonly Target[]): string {
  const values = [...new Set(targets.map((target) => target.labels[label] ?? ''))].sort();
  return values.length === 1 ? matcher(label, '=', values[0] ?? '') : matcher(label, '=~', values.map(escapeRegex).join('|'));
}

/** `job="kubelet"`, quoted as PromQL wants it. */
export function matcher(label: string, op: '=' | '=~', value: string): string {
  return `${label}${op}${JSON.stringify(value)}`;
}

/** RE2 and JavaScript have the same special characters outside of classes. */
function escapeRegex(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function secondsOf(interval: string | undefined): number {
  const [, count, unit] = /^(\d+)(ms|s|m|h)$/.exec(interval ?? '') ?? [];
  if (count === undefined) return USUAL_SCRAPE_SECONDS;
  const seconds = Number(count) * (unit === 'ms' ? 0.001 : unit === 'm' ? 60 : unit === 'h' ? 3_600 : 1);
  return Math.max(1, Math.round(seconds));
}
