import type { FromEngine } from '../../../shared/contract/engine';
import type { GapFrame } from '../../../shared/contract/gaps';
import { EMPTY_INVENTORY } from '../../../shared/model/inventory';
import { type ArraySeries, arrayStorage } from '../../../shared/promql/arrayStorage';
import { evaluateInstant } from '../../../shared/promql/evaluate';
import { parseQuery } from '../../../shared/promql/parse';
import { AT, answered, open, seen } from '../charts/chartFeed.testSupport';
import type { ClusterPort } from '../cluster/port';
import { AnswerStore } from '../store/answers';
import { History } from '../store/history';
import type { SampleStore } from '../store/samples/sampleStore';
import { GapFeed } from './gapFeed';
import type { GapSession } from './gapSession';

export const NOW_MS = AT * 1_000;
export const HOUR_MS = 3_600_000;
export type Marks = (tick: number) => 0 | 1 | undefined;

/** An hour of scrapes each 15 s up to now, as Prometheus keeps them; undefined: a stale marker. */
export function kept(name: string, labels: Record<string, string>, value: (tick: number) => number | undefined): ArraySeries {
  const ticks = Array.from({ length: 241 }, (_, tick) => tick);
  return {
    labels: { __name__: name, ...labels },
    timesMs: ticks.map((tick) => NOW_MS - HOUR_MS + tick * 15_000),
    values: ticks.map(value),
  };
}

export const N1 = { job: 'kubelet', instance: 'n1:10250' };
export const N2 = { job: 'kubelet', instance: 'n2:10250' };
export const ups = (n1: Marks, n2: Marks) => [kept('up', N1, n1), kept('up', N2, n2), kept('scrape_duration_seconds', N2, () => 15)];

export function respond(series: readonly ArraySeries[]): ClusterPort['send'] {
  const storage = arrayStorage(series);
  return async (request) => {
    const parameters = new URLSearchParams(request.path.split('?')[1]);
    if (!request.path.startsWith('/api/v1/query?')) return answered(404, 'not found');
    const query = parseQuery(parameters.get('query') ?? '');
    if (!query.ok) return answered(400, { status: 'error', error: query.error.message });
    const value = evaluateInstant(storage, query.value, Number(parameters.get('time')) * 1_000, {});
    if (!value.ok) return answered(422, { status: 'error', error: value.error.message });
    const rows =
      value.value.kind === 'matrix'
        ? value.value.series.map(({ labels, timesMs, values }) => ({
            metric: labels,
            values: [...timesMs].map((at, i) => [at / 1_000, String(values[i])]),
          }))
        : value.value.kind === 'vector'
          ? value.value.samples.map((sample) => ({ metric: sample.labels, value: [0, String(sample.value)] }))
          : [];
    return answered(200, { status: 'success', data: { resultType: value.value.kind, result: rows } });
  };
}

/** A feed over that, with what it sent. */
export function feedOver(
  send: ClusterPort['send'],
  hasPrometheus = true,
  samples?: SampleStore,
  version = '3.10.0',
  facts: Parameters<typeof open>[0] = {},
  replay?: object,
) {
  const { session: charts, clock } = open({ buildinfo: seen({ version }), ...facts });
  const history = new History();
  const looks: GapSession['looks'] = hasPrometheus
    ? new Map(
        [...charts.looks].map(([id, { facts }]) => [
          id,
          { facts, atMs: NOW_MS, judgement: { health: 'ok', facts: [], samples: [], hops: [], evidence: [] } },
        ]),
      )
    : new Map();
  const session: GapSession = {
    discovered: charts.discovered,
    inventory: EMPTY_INVENTORY,
    clockOffsetMs: 0,
    isPaused: false,
    history,
    answers: new AnswerStore(),
    startedMs: NOW_MS - HOUR_MS,
    looks,
  };
  const sent: FromEngine[] = [];
  const feed = new GapFeed({ session, port: { send }, clock, ...(samples && { samples }), ...(replay && { replay }) }, (message) =>
    sent.push(message),
  );
  const frames = () => sent.flatMap((message): readonly GapFrame[] => (message.type === 'gaps' ? [message.frame] : []));
  const compared = () => sent.flatMap((message) => (message.type === 'gap-compare' ? [message.compare] : []));
  const details = () => sent.flatMap((message) => (message.type === 'gap' ? [message.gap] : []));
  return { feed, frames, details, compared, history, session, clock };
}
