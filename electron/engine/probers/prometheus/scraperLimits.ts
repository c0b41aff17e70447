import { withTargetLabels } from '../../../../shared/analysis/why/labels';
import type { ScrapeLimits, StoredLabels } from '../../../../shared/exposition/limits';
import type { Discovered } from '../../../../shared/model/component';
import { indexed } from '../../../../shared/model/indexed';
import { relabeled } from '../../../../shared/relabel/evaluate';
import { ofKind } from '../byKind';
import type { Looker } from '../prober';
import type { Target } from './api';
import { isPrometheusFacts } from './facts';
import type { ScrapeJob } from './scrapeJobs';

/** With which limits a Prometheus scrapes what was just read. */
export interface ScraperLimits {
  readonly prometheus: string;
  readonly job: string;
  readonly limits: ScrapeLimits;
  /** What its job and target make of a sample's labels. */
  readonly stored: StoredLabels;
}

/**
 * Of each Prometheus that scrapes this component at the path of the request, the limits, as its last look saw targets and
 * configuration. A request by which the target cannot be told (several ports of a pod, none of them named) has none.
 */
export function scraperLimits(look: Pick<Looker, 'discovered' | 'factsOf'>, found: Discovered, request: string): readonly ScraperLimits[] {
  return ofKind(look.discovered(), 'prometheus').flatMap((prometheus) => {
    const facts = look.factsOf(prometheus.id);
    if (!isPrometheusFacts(facts) || facts.targets?.state !== 'ok' || facts.config?.state !== 'ok') return [];
    const limited = facts.config.value.filter(({ limits }) => limits !== undefined);
    if (limited.length === 0) return [];
    return targetsOf(facts.targets.value, found, request).flatMap((target) => ofTarget(prometheus.name, target, limited));
  });
}

function ofTarget(prometheus: string, target: Target, limited: readonly ScrapeJob[]): ScraperLimits[] {
  const name = target.scrapePool ?? target.labels['job'];
  const job = limited.find((each) => each.job === name);
  if (job?.limits === undefined) return [];
  const { metricRules, honorLabels, limits } = job;
  const stored: StoredLabels = (metric, labels) => {
    const made = withTargetLabels(metric, labels, target.labels, honorLabels);
    return metricRules.length === 0 ? made : relabeled(made, metricRules);
  };
  return [{ prometheus, job: job.job, limits, stored }];
}

/** Targets by who they are and their path: a pod by its name, a kubelet's and node's by the node. */
const byPlace = indexed((targets: readonly Target[]) => {
  const places = new Map<string, Target[]>();
  for (const target of targets) {
    const { discoveredLabels: meta = {}, labels, scrapeUrl } = target;
    const pod = meta['__meta_kubernetes_pod_name'] ?? labels['pod'];
    const node = meta['__meta_kubernetes_node_name'] ?? meta['__meta_kubernetes_endpoint_address_target_name'] ?? labels['node'];
    const path = placeOf(scrapeUrl).path;
    const names = [
      ...(pod === undefined ? [] : [`pod ${meta['__meta_kubernetes_namespace'] ?? labels['namespace']}/${pod} ${path}`]),
      ...(node === undefined || pod !== undefined ? [] : [`node ${node} ${path}`]),
    ];
    for (const name of names) places.set(name, [...(places.get(name) ?? []), target]);
  }
  return places;
});

function targetsOf(targets: readonly Target[], found: Discovered, request: string): readonly Target[] {
  const { path, port } = placeOf(request);
  const [pod] = found.pods;
  const name = pod === undefined ? `node ${found.node}` : `pod ${found.namespace}/${pod}`;
  const there = byPlace(targets).get(`${name} ${path}`) ?? [];
  const ports = new Set(there.map(({ scrapeUrl }) => placeOf(scrapeUrl).port));
  return ports.size < 2 ? there : there.filter(({ scrapeUrl }) => placeOf(scrapeUrl).port === port);
}

/** Path and port of a target's URL or of a request, through a proxy of the API server too. */
function placeOf(address: string): { readonly path: string; readonly port?: string } {
  const url = address.replace(/^[A-Z]+ /, '').replace(/\?.*$/s, '');
  const proxied = /\/(?:pods|services|nodes)\/(?:https?:)?[^/:]+(?::([^/:]+))?\/proxy(\/.*)$/.exec(url);
  if (proxied) return { path: proxied[2] ?? '/', port: proxied[1] };
  const direct = /^(https?):\/\/(?:\[[^\]]*\]|[^/:]*)(?::(\d+))?(\/.*)?$/.exec(url);
  if (direct) return { path: direct[3] ?? '/', port: direct[2] ?? (direct[1] === 'https' ? '443' : '80') };
  return { path: url };
}
