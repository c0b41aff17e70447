import { findResource } from '../../../shared/adapter/resources';
import { type AdapterConfig, type AdapterQuery, type ApiResources, renderQuery, type Series } from '../../../shared/adapter/rules';
import type { AdapterAsk } from '../../../shared/doctors/adapterScene';
import type { Told } from '../../../shared/doctors/metricsServerScene';
import type { HpaMetric, HpaObject, Inventory } from '../../../shared/model/inventory';
import type { Result } from '../../../shared/model/result';
import type { AskTrouble } from '../charts/askTrouble';
import { selects } from '../discovery/selector';
import type { GapSource, RawAnswer } from '../gaps/source';
import { ofKind } from '../probers/byKind';
import { type AskedMetric, isMetricApiFacts } from '../probers/metric-apis/facts';
import type { DoctorSession } from './parts';

export interface AskScene {
  readonly session: DoctorSession;
  readonly config: AdapterConfig;
  readonly series: readonly (readonly Series[])[];
  readonly resources: ApiResources;
  readonly source: GapSource;
  readonly nowMs: number;
}

/** What the HPAs ask the adapter for: each metric's query, and what Prometheus answers to it now. */
export async function adapterAsks(scene: AskScene, signal: AbortSignal): Promise<readonly AdapterAsk[]> {
  const { hpas } = scene.session.inventory;
  const wanted = hpas.flatMap((hpa) => hpa.metrics.flatMap((metric) => (isOfAdapter(metric) ? [{ hpa, metric, type: metric.type }] : [])));
  return Promise.all(wanted.map(({ hpa, metric, type }) => askOf(scene, hpa, metric, type, signal)));
}

/** Of a partial answer a sum would be too small, and an empty one prove nothing. */
function answerOf(read: Result<RawAnswer, AskTrouble>): AdapterAsk['answer'] {
  if (!read.ok) return { state: 'unseen', because: read.error.says };
  const { rows, partial } = read.value;
  if (partial !== undefined) return { state: 'unseen', because: partial.says };
  return { state: 'seen', value: rows.map(({ labels, values }) => ({ labels, value: values[0] ?? Number.NaN })) };
}

type AdapterType = AdapterAsk['type'];

function isOfAdapter(metric: HpaMetric): metric is HpaMetric & { readonly type: AdapterType } {
  return metric.type === 'Pods' || metric.type === 'Object' || metric.type === 'External';
}

async function askOf(scene: AskScene, hpa: HpaObject, metric: HpaMetric, type: AdapterType, signal: AbortSignal): Promise<AdapterAsk> {
  const { session, config, series, resources, source, nowMs } = scene;
  const namespace = hpa.namespace ?? '';
  const names = namesOf(hpa, metric, session.inventory);
  const full = [namespace, hpa.name].filter(Boolean).join('/');
  const query = renderQuery(config, series, resources, toQuery(metric, type, namespace, names, resources));
  const head = { hpa: full, namespace, metric: metric.name, type, names };
  const api = apiSaid(session, full, metric.name);
  const said = api === undefined ? {} : { api };
  if (!query.ok) return { ...head, query: { ok: false, error: query.error.message }, ...said };
  const read = await source.at(query.value, nowMs, signal);
  const answer = answerOf(read);
  return { ...head, query: { ok: true, value: query.value }, answer, ...said };
}

function toQuery(metric: HpaMetric, type: AdapterType, namespace: string, names: readonly string[], resources: ApiResources): AdapterQuery {
  const selector = Object.entries(metric.selector ?? {}).map(([key, value]) => ({ key, operator: '=', values: [value] }));
  const common = { metric: metric.name, namespace, names, selector, namespaced: true };
  if (type === 'External') return { ...common, group: '', resource: '', api: 'external' };
  if (type === 'Pods') return { ...common, group: '', resource: 'pods' };
  const { kind = '', apiVersion = 'v1' } = metric.object ?? {};
  const group = apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : '';
  return { ...common, ...(findResource(resources, { group, resource: kind }) ?? { group, resource: kind.toLowerCase() }) };
}

/** Pods under the selector of its target; of an object its name. */
function namesOf(hpa: HpaObject, metric: HpaMetric, { workloads, pods }: Inventory): readonly string[] {
  if (metric.type === 'Object') return metric.object === undefined ? [] : [metric.object.name];
  if (metric.type !== 'Pods') return [];
  const target = workloads.find(
    ({ kind, name, namespace }) => kind === hpa.scaleTarget.kind && name === hpa.scaleTarget.name && namespace === hpa.namespace,
  );
  if (target === undefined) return [];
  return pods.filter((pod) => pod.namespace === hpa.namespace && selects(target.selector, pod.labels)).map(({ name }) => name);
}

/** How many values the API gave for it at the last look. */
function apiSaid({ discovered, looks }: DoctorSession, hpa: string, metric: string): Told<number> | undefined {
  const apis = [...ofKind(discovered, 'custom-metrics-api'), ...ofKind(discovered, 'external-metrics-api')];
  const asked = apis.flatMap(({ id }): readonly AskedMetric[] => {
    const facts = looks.get(id)?.facts;
    return isMetricApiFacts(facts) ? facts.asked : [];
  });
  const values = asked.find((each) => each.metric === metric && each.hpa === hpa)?.values;
  if (values === undefined) return undefined;
  return values.state === 'ok' ? { state: 'seen', value: values.value } : { state: 'unseen', because: values.because };
}
