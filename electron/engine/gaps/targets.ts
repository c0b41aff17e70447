import type { GapTarget } from '../../../shared/analysis/gaps/scene';
import type { Discovered } from '../../../shared/model/component';
import { parseDuration } from '../../../shared/relabel/duration';
import type { Target } from '../probers/prometheus/api';
import { podOfTarget } from '../probers/prometheus/podOfTarget';
import { cardOfTargets } from '../probers/prometheus/targetCards';
import { targetKey } from './scrapeStore';

/** A target of a source, as its API lists it now, or as only its samples know it. */
export interface KnownTarget {
  readonly key: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly job: string;
  readonly card?: string;
  readonly target: GapTarget;
  /** As configured now; undefined: its samples have to say. */
  readonly intervalMs?: number;
  /** Whether the API lists it now. */
  readonly listed: boolean;
  readonly error?: { readonly text: string; readonly atMs: number };
}

/** Targets by key (their labels). */
export function listedTargets(targets: readonly Target[], discovered: readonly Discovered[]): ReadonlyMap<string, KnownTarget> {
  const cardOf = cardOfTargets(discovered);
  return new Map(
    targets.map((each) => {
      const known = knownTarget(each, cardOf(each));
      return [known.key, known] as const;
    }),
  );
}

/** Of a target that is listed no more; interval and timeout are those of its job's others. */
export function goneTarget(labels: Readonly<Record<string, string>>, sameJob: KnownTarget | undefined): KnownTarget {
  const known = knownTarget({ labels, scrapeUrl: '', health: 'unknown' }, sameJob?.card);
  const { timeoutMs } = sameJob?.target ?? {};
  return {
    ...known,
    listed: false,
    ...(sameJob?.intervalMs === undefined ? {} : { intervalMs: sameJob.intervalMs }),
    target: { ...known.target, isKubelet: sameJob?.target.isKubelet ?? false, ...(timeoutMs === undefined ? {} : { timeoutMs }) },
  };
}

function knownTarget(each: Target, card: string | undefined): KnownTarget {
  const { labels, discoveredLabels: meta = {}, lastError, lastScrape } = each;
  const job = labels['job'] ?? '';
  const instance = labels['instance'] ?? each.scrapeUrl;
  const { name: podName, namespace } = podOfTarget(each) ?? {};
  const node = meta['__meta_kubernetes_node_name'] ?? labels['node'];
  const timeoutMs = durationMs(each.scrapeTimeout);
  const intervalMs = durationMs(each.scrapeInterval);
  const isKubelet = card === 'kubelet' || card === 'cadvisor';
  return {
    key: targetKey(labels),
    labels,
    job,
    ...(card === undefined ? {} : { card }),
    listed: true,
    target: {
      job,
      instance,
      name: (isKubelet ? node : undefined) ?? podName ?? node ?? instance,
      isKubelet,
      ...(each.scrapeUrl === '' ? {} : { url: each.scrapeUrl }),
      ...(node === undefined ? {} : { node }),
      ...(podName === undefined || namespace === undefined ? {} : { pod: { namespace, name: podName } }),
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
    },
    ...(intervalMs === undefined ? {} : { intervalMs }),
    ...(lastError === undefined || lastError === '' || lastScrape === undefined
      ? {}
      : { error: { text: lastError, atMs: Date.parse(lastScrape) } }),
  };
}

function durationMs(text: string | undefined): number | undefined {
  const parsed = text === undefined ? undefined : parseDuration(text);
  return parsed?.ok && parsed.value > 0 ? parsed.value : undefined;
}
