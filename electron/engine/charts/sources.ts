import type { ChartSource } from '../../../shared/contract/chart';
import type { Discovered, Endpoint } from '../../../shared/model/component';
import { routeLabel } from '../cluster/routes';
import type { LookResult } from '../probers/prober';
import { isPrometheusFacts, type PrometheusFacts } from '../probers/prometheus/facts';

/** Flavours that pass samples on and keep none: they answer no query. */
const KEEPS_NOTHING: ReadonlySet<string> = new Set(['prometheus-agent', 'vmagent']);

/** Somebody who keeps history, and the way in that answered the last look. */
export interface HistorySource {
  readonly found: Discovered;
  readonly facts?: PrometheusFacts;
  readonly endpoint?: Endpoint;
  /** Why it cannot be asked now. */
  readonly says?: string;
}

type Looks = ReadonlyMap<string, Pick<LookResult, 'facts'>>;

/** Every Prometheus, and what answers like one, that keeps samples: those that answered first, servers before what answers for them. */
export function historySources(discovered: readonly Discovered[], looks: Looks): readonly HistorySource[] {
  return discovered
    .filter((found) => found.kind === 'prometheus' && !KEEPS_NOTHING.has(found.flavour ?? ''))
    .map((found) => sourceOf(found, looks.get(found.id)?.facts))
    .sort((a, b) => Number(a.says !== undefined) - Number(b.says !== undefined) || a.found.id.localeCompare(b.found.id));
}

function sourceOf(found: Discovered, facts: unknown): HistorySource {
  if (!isPrometheusFacts(facts)) return { found, says: 'it has not been looked at yet' };
  const { buildinfo } = facts;
  if (buildinfo === undefined) return { found, facts, says: 'no way to its API is known' };
  if (buildinfo.state !== 'ok') return { found, facts, says: buildinfo.because };
  const endpoint = answeredBy(found, buildinfo.route);
  return endpoint ? { found, facts, endpoint } : { found, facts, says: 'the way in that answered is no longer there' };
}

/** The prober takes the first listener that answers: its observation says by which kind of route that was. */
function answeredBy(found: Discovered, route: string): Endpoint | undefined {
  const own = found.endpoints.filter((each) => each.purpose === 'api');
  const ways = own.length > 0 ? own : found.endpoints.slice(0, 1);
  return ways.find((each) => routeLabel(each.route) === route);
}

/** As the window lists them: "Prometheus monitoring/k8s", "Thanos". */
export function chartSource({ found, says }: HistorySource): ChartSource {
  const where = [found.namespace, found.name].filter(Boolean).join('/');
  return { id: found.id, name: `${titleOf(found.flavour)} ${where}`, ...(says === undefined ? {} : { says }) };
}

const TITLES: Readonly<Record<string, string>> = {
  'thanos-query': 'Thanos',
  'thanos-receive': 'Thanos',
  mimir: 'Mimir',
  'victoria-metrics': 'VictoriaMetrics',
  vmselect: 'VictoriaMetrics',
};

function titleOf(flavour: string | undefined): string {
  return flavour === undefined ? 'Prometheus' : (TITLES[flavour] ?? flavour);
}
