import { isWanted } from '../../../shared/adapter/registry';
import { type AdapterConfig, exposedName, parseAdapterConfig, renderQuery, type Series } from '../../../shared/adapter/rules';
import type { Heard, QueriedValue } from '../../../shared/analysis/trace/scene';
import { apiResources } from '../doctors/apiResources';
import { ofKind } from '../probers/byKind';
import { adapterConfig, seriesOfRule } from '../why/adapter';
import { type AskedPrometheus, askValue, type Unheard } from './prometheusReadings';
import type { TraceParts } from './traceParts';

/** A usual adapter has some ten. */
const MOST_RULES = 50;

/** How the adapter makes a custom metric of a series. */
export interface AdaptedMetric {
  readonly series: string;
  readonly metric: string;
  /** At the moment that it is asked, as the adapter does: the rate of a young series grows with each second. */
  readonly query: (pod: string, namespace: string) => Promise<Heard<QueriedValue>>;
}

/** The rule that gives the metric, or that takes the series, whichever of the two `name` is. */
export async function adaptedMetric(
  parts: TraceParts,
  asked: AskedPrometheus,
  name: string,
  nowMs: number,
  signal: AbortSignal,
): Promise<AdaptedMetric | Unheard> {
  const [found] = ofKind(parts.session.discovered, 'prometheus-adapter');
  if (found === undefined) return { state: 'absent', because: 'no prometheus-adapter was found' };
  const file = await adapterConfig(found, parts.port, signal);
  if (!file.ok) return { state: 'failed', because: `its rules could not be read: ${file.error}` };
  const config = parseAdapterConfig(file.value.config);
  if (!config.ok) return { state: 'failed', because: `its rules are refused: ${config.error.path} ${config.error.message}` };
  const all = [...config.value.rules, ...config.value.externalRules].slice(0, MOST_RULES);
  const [series, known] = await Promise.all([
    Promise.all(all.map((rule) => seriesOf(rule, asked, nowMs, signal))),
    apiResources(parts, signal),
  ]);
  const pair = pairNamed(config.value, series, name);
  if (pair === undefined) return { state: 'absent', because: `none of its rules gives ${name}` };
  const query = (pod: string, namespace: string): Promise<Heard<QueriedValue>> => {
    const wanted = { group: '', resource: 'pods', namespaced: true, metric: pair.metric, namespace, names: [pod], selector: [] };
    const rendered = renderQuery(config.value, series, known.resources, wanted);
    if (!rendered.ok) return Promise.resolve({ state: 'failed', because: rendered.error.message });
    return askValue(asked, rendered.value, parts.clock.now() + parts.session.clockOffsetMs, signal);
  };
  return { ...pair, query };
}

async function seriesOf(
  rule: AdapterConfig['rules'][number],
  { source }: AskedPrometheus,
  nowMs: number,
  signal: AbortSignal,
): Promise<readonly Series[]> {
  const found = await seriesOfRule(rule, source, nowMs, signal);
  return found.ok ? found.value.map(({ __name__: name = '', ...labels }) => ({ name, labels })) : [];
}

function pairNamed(
  { rules }: AdapterConfig,
  series: readonly (readonly Series[])[],
  name: string,
): { readonly series: string; readonly metric: string } | undefined {
  for (const [at, rule] of rules.entries()) {
    const names = new Set((series[at] ?? []).map((each) => each.name).filter((each) => isWanted(rule, each)));
    for (const each of names) {
      const metric = exposedName(rule, each);
      if (metric.ok && (metric.value === name || each === name)) return { series: each, metric: metric.value };
    }
  }
  return undefined;
}
