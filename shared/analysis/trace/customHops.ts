import type { TraceHop } from '../../contract/trace';
import { secondsText } from './amounts';
import { before, seenHop, unseenHop, withPartial } from './makeHop';
import { rangeIn } from './monitoringHops';
import type { Heard, TraceScene } from './scene';

const ADAPTER = {
  hop: 'adapter',
  pipeline: 'monitoring',
  title: 'adapter query',
  card: 'prometheus-adapter',
  over: { from: 'prometheus', to: 'prometheus-adapter' },
} as const;
const CUSTOM = {
  hop: 'custom-metric',
  pipeline: 'monitoring',
  title: 'custom metric',
  card: 'custom-metrics-api',
  over: { from: 'prometheus-adapter', to: 'custom-metrics-api' },
} as const;

/** What the adapter makes of the series, and what its API serves of that; nothing for CPU and memory. */
export function customHops(scene: TraceScene): readonly TraceHop[] {
  const { adapter, customMetric } = scene;
  const hops: TraceHop[] = [];
  if (adapter !== undefined) hops.push(adapterHop(adapter));
  if (customMetric !== undefined) hops.push(customHop(customMetric, hops[0]));
  return hops;
}

function adapterHop(heard: NonNullable<TraceScene['adapter']>): TraceHop {
  if (heard.state !== 'heard') return unseenHop(ADAPTER, heard);
  const { query, amount } = heard.value;
  const range = rangeIn(query);
  return seenHop(ADAPTER, {
    amount,
    unit: '',
    sub: 'asked of Prometheus now',
    trueMs: heard.atMs,
    bar: working(heard),
    ...(range === undefined ? {} : { changed: `Counter to rate over ${range}.` }),
    says: withPartial(query, heard),
    proof: heard.proof,
  });
}

function customHop(heard: NonNullable<TraceScene['customMetric']>, adapter: TraceHop | undefined): TraceHop {
  if (heard.state !== 'heard') return unseenHop(CUSTOM, heard);
  const { amount, text, metric } = heard.value;
  return seenHop(CUSTOM, {
    amount,
    unit: '',
    sub: text,
    trueMs: heard.value.timestampMs ?? heard.atMs,
    bar: working(heard),
    from: before(adapter),
    says: `${metric}: asked of Prometheus at each request, rounded to thousandths.`,
    proof: heard.proof,
  });
}

function working({ atMs, tookMs }: Extract<Heard<unknown>, { state: 'heard' }>): TraceHop['bar'] {
  return { fromMs: atMs - tookMs, toMs: atMs, kind: 'working', says: secondsText(Math.round(tookMs)), exact: true };
}
