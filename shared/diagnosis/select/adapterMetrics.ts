import type { Discovered } from '../../model/component';
import type { HpaMetric, HpaObject } from '../../model/inventory';
import { podsOf } from '../../model/objectsOf';
import type { Observation } from '../../model/observation';
import type { Facts } from '../facts';
import type { AnswersSight, MetricApiSight } from '../sights';
import { groupOfMetric, hpaName } from './hpas';
import { youngestStartMs } from './starting';
import { workloadSubject } from './workloads';

/** One metric that an HPA wants of an adapter, with what its API lists and answered. */
export interface WantedMetric {
  readonly hpa: HpaObject;
  readonly metric: HpaMetric;
  readonly group: string;
  readonly listed: Observation<readonly string[]>;
  /** undefined: not asked in this turn. */
  readonly values?: Observation<number>;
  /** The last answers, the newest last. */
  readonly answers: readonly AnswersSight[];
}

/** Every metric of every HPA that comes from custom or external metrics, and whose API was looked at. */
export function wantedMetrics({ hpas, metricApis }: Pick<Facts, 'hpas' | 'metricApis'>): readonly WantedMetric[] {
  return hpas.items.flatMap((hpa) =>
    hpa.metrics.flatMap((metric) => {
      const group = groupOfMetric(metric);
      const api = metricApis.find((each) => each.group === group);
      if (group === undefined || !api) return [];
      const asked = askedOf(api, hpa, metric);
      return [{ hpa, metric, group, listed: api.listed, values: asked?.values, answers: asked?.answers ?? [] }];
    }),
  );
}

function askedOf({ asked }: MetricApiSight, hpa: HpaObject, { name }: HpaMetric): MetricApiSight['asked'][number] | undefined {
  return asked.find((each) => each.hpa === hpaName(hpa) && each.metric === name);
}

/** "pods/NAME" stands for each resource that it can be asked of; external metrics are listed as they are. */
export function isListed({ metric, group }: WantedMetric, listed: readonly string[]): boolean {
  if (group === 'external.metrics.k8s.io') return listed.includes(metric.name);
  if (metric.type === 'Pods') return listed.includes(`pods/${metric.name}`);
  return listed.some((name) => name.endsWith(`/${metric.name}`));
}

/** Workloads of the adapters that serve the group. */
export function serversOf(group: string, facts: Pick<Facts, 'components'>): readonly string[] {
  return adaptersOf(group, facts).map(workloadSubject);
}

function adaptersOf(group: string, { components }: Pick<Facts, 'components'>): readonly Discovered[] {
  return components.filter(
    ({ kind, serves }) => (kind === 'prometheus-adapter' || kind === 'external-adapter') && serves?.includes(group) === true,
  );
}

/** A server that has just started lists its metrics, and finds its series, first. */
const SETTLES_MS = 30_000;

/** The answers that the server which runs now gave once it had settled: one with other rules answered others before. */
export function answersNow({ group, answers }: WantedMetric, facts: Pick<Facts, 'components' | 'pods' | 'time'>): readonly AnswersSight[] {
  const startMs = youngestStartMs(adaptersOf(group, facts).flatMap((found) => podsOf(found, facts.pods.items)));
  if (startMs === undefined) return answers;
  const sinceMs = startMs - facts.time.clockOffsetMs + SETTLES_MS;
  return answers.filter(({ atMs }) => atMs >= sinceMs);
}
