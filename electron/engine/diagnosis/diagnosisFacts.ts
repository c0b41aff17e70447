import type { Facts, Listing } from '../../../shared/diagnosis/facts';
import type { CadvisorSight, KubeletSight, MetricApiSight, ScraperSight } from '../../../shared/diagnosis/sights';
import type { ComponentKind, Discovered } from '../../../shared/model/component';
import { type Inventory, isListed, type Listed } from '../../../shared/model/inventory';
import { parseCommandLine } from '../discovery/commandLine';
import { type CadvisorFacts, isCadvisorFacts } from '../probers/cadvisor/facts';
import { isApiserverFacts } from '../probers/kube-apiserver/facts';
import { isKsmFacts } from '../probers/kube-state-metrics/facts';
import { isKubeletFacts } from '../probers/kubelet/facts';
import { isMetricApiFacts } from '../probers/metric-apis/facts';
import { isMetricsApiFacts } from '../probers/metrics-api/facts';
import { isMetricsServerFacts } from '../probers/metrics-server/facts';
import type { LookResult } from '../probers/prober';
import { droppedKeySeries } from '../probers/prometheus/drops';
import { isPrometheusFacts, type PrometheusFacts } from '../probers/prometheus/facts';
import { cardOfTargets } from '../probers/prometheus/targetCards';
import { cgroupExamples } from './cgroupExamples';
import { expressionsIn } from './expressions';
import { operatorSight } from './monitorSights';

/** What a session holds, as far as diagnosis reads it. */
export interface Seen {
  readonly inventory: Inventory;
  readonly discovered: readonly Discovered[];
  readonly looks: ReadonlyMap<string, LookResult>;
  readonly clockOffsetMs: number;
}

/** What diagnosis asks for by itself, beside the session's looks. */
export type Asked = Pick<Facts, 'accounts' | 'blindSpots'>;

/** Everything that rules look at, out of what the session saw: the one place where they are joined. */
export function diagnosisFacts(seen: Seen, { accounts, blindSpots }: Asked, nowMs: number): Facts {
  const { inventory, discovered, looks, clockOffsetMs } = seen;
  const list = <T>(items: readonly T[], ...resources: readonly string[]): Listing<T> => listing(inventory, items, resources);
  const of = (...kinds: readonly ComponentKind[]) =>
    discovered.filter(({ kind }) => kinds.includes(kind)).map((found) => ({ found, facts: looks.get(found.id)?.facts }));
  const flagsOf = ({ args }: Discovered) => parseCommandLine([], args).flags;
  const [metricsApi] = of('metrics-api').flatMap(({ facts }) => (isMetricsApiFacts(facts) ? [facts] : []));
  return {
    time: { nowMs, clockOffsetMs, ...apiServerPace(of('kube-apiserver')) },
    nodes: list(inventory.nodes, 'nodes'),
    pods: list(inventory.pods, 'pods'),
    services: list(inventory.services, 'services'),
    workloads: list(inventory.workloads, 'deployments', 'daemonsets', 'statefulsets'),
    apiServices: list(inventory.apiServices, 'apiservices'),
    hpas: list(inventory.hpas, 'horizontalpodautoscalers'),
    components: discovered,
    kubelets: of('kubelet').map(({ found, facts }) => kubelet(found, facts)),
    cadvisors: of('cadvisor').map(({ found, facts }) => cadvisor(found, facts)),
    metricsApi,
    metricsServers: of('metrics-server').map(({ found, facts }) => ({
      found,
      flags: flagsOf(found),
      readyz: isMetricsServerFacts(facts) ? facts.readyz : undefined,
    })),
    stateMetrics: of('kube-state-metrics').map(({ found, facts }) => ({
      found,
      flags: flagsOf(found),
      ...(isKsmFacts(facts)
        ? { metrics: facts.metrics, telemetry: facts.telemetry, listsBefore: facts.counters?.before?.value.lists }
        : {}),
    })),
    scrapers: of('prometheus').map(({ found, facts }) => scraper(found, facts, discovered)),
    adapters: of('prometheus-adapter', 'external-adapter').map(({ found }) => ({ found, flags: flagsOf(found) })),
    metricApis: of('custom-metrics-api', 'external-metrics-api').flatMap(({ found, facts }) => metricApi(found, facts)),
    accounts,
    operator: operatorSight(inventory, (...resources) =>
      listing(
        inventory,
        [],
        resources.filter((each) => !isAbsent(inventory, each)),
      ),
    ),
    blindSpots,
  };
}

function apiServerPace([first]: readonly { readonly facts: unknown }[]): Pick<Facts['time'], 'apiServerMs'> {
  const livez = isApiserverFacts(first?.facts) ? first.facts.livez : undefined;
  return livez?.state === 'ok' ? { apiServerMs: livez.durationMs } : {};
}

/** Whole when each of the lists that make it up has come in; a list that is not known of is empty and not whole. */
function listing<T>({ listed }: Inventory, items: readonly T[], resources: readonly string[]): Listing<T> {
  for (const resource of resources) {
    const one = listed.find((each) => each.resource === resource);
    if (!one) return { items, whole: false, because: `${resource} are not listed yet` };
    if (one.state !== 'watching' && one.state !== 'polling') return { items, whole: false, because: whyNotWhole(one) };
  }
  return { items, whole: true };
}

/** Its group is served without it: then there is none. */
function isAbsent({ listed }: Inventory, resource: string): boolean {
  return listed.some((each) => each.resource === resource && each.state === 'absent');
}

function whyNotWhole(listed: Listed): string {
  const { resource, because } = listed;
  if (!isListed(listed)) return `${resource} are not all listed yet`;
  return `${resource} cannot be listed${because === undefined ? '' : `: ${because}`}`;
}

function kubelet(found: Discovered, facts: unknown): KubeletSight {
  const node = found.node ?? found.name;
  if (!isKubeletFacts(facts) || !facts.direct) return { node };
  const { healthz, resource, slow } = facts.direct;
  return { node, healthz, resource, summary: slow?.summary, configz: slow?.configz, metrics: slow?.metrics };
}

function cadvisor(found: Discovered, facts: unknown): CadvisorSight {
  if (!isCadvisorFacts(facts)) return { found, periods: [] };
  const { exposition, periods, leastPeriods, looks } = facts;
  const seen = { found, exposition, periods, leastPeriods, looks, flapping: flappingIn(facts) };
  return exposition?.state === 'ok' ? { ...seen, cgroups: cgroupExamples(exposition.value), doubled: exposition.value.doubled } : seen;
}

function flappingIn({ presences }: CadvisorFacts): CadvisorSight['flapping'] {
  return [...(presences ?? [])].flatMap(([id, { returns, renamed }]) => [
    ...(returns > 0 ? [{ id, times: returns, what: 'series' as const }] : []),
    ...(renamed > 1 ? [{ id, times: renamed, what: 'names' as const }] : []),
  ]);
}

function scraper(found: Discovered, facts: unknown, discovered: readonly Discovered[]): ScraperSight {
  if (!isPrometheusFacts(facts)) return { found, cards: [], drops: [] };
  const { targets, config, counters, before, rules } = facts;
  const cardOf = cardOfTargets(discovered);
  const cards = targets?.state === 'ok' ? targets.value.map(cardOf) : [];
  const expressions = rules?.state === 'ok' ? { ...rules, value: expressionsIn(rules.value) } : rules;
  return { found, targets, cards, drops: dropsOf(facts, cards), config, expressions, counters, before };
}

function dropsOf({ config, targets }: PrometheusFacts, cards: readonly (string | undefined)[]): ScraperSight['drops'] {
  if (config?.state !== 'ok' || targets?.state !== 'ok') return [];
  const cardOfJob = new Map<string, string>();
  for (const [place, { scrapePool }] of targets.value.entries()) {
    const card = cards[place];
    if (card !== undefined && scrapePool !== undefined) cardOfJob.set(scrapePool, card);
  }
  return droppedKeySeries(config.value, cardOfJob);
}

function metricApi({ serves, endpoints }: Discovered, facts: unknown): readonly MetricApiSight[] {
  if (!isMetricApiFacts(facts)) return [];
  const route = endpoints[0]?.route;
  const group = route?.via === 'aggregated' ? (route.api.split('/')[0] ?? '') : (serves?.[0] ?? '');
  return [{ group, listed: facts.listed, asked: facts.asked }];
}
