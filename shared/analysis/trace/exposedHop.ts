import type { TraceHop, TraceIdentity } from '../../contract/trace';
import { amountText, readUnit, sum } from './amounts';
import { seenHop, unseenHop } from './makeHop';
import { metricOf } from './question';
import { lastSamples } from './ratesOver';
import type { TraceScene } from './scene';

const EXPOSED = {
  hop: 'exposed',
  pipeline: 'monitoring',
  title: 'kube-state-metrics',
  card: 'kube-state-metrics',
  over: { from: 'api-objects', to: 'kube-state-metrics' },
} as const;

/** A state of an object as kube-state-metrics shows it; nothing for what it does not make. */
export function exposedHops(scene: TraceScene): readonly TraceHop[] {
  const { exposed } = scene;
  if (exposed === undefined) return [];
  if (exposed.state !== 'heard') return [unseenHop(EXPOSED, exposed)];
  const unit = readUnit(metricOf(scene.question));
  const { value, atMs, proof } = exposed;
  return [
    seenHop(EXPOSED, {
      amount: sum(value.map(({ amount }) => amount)),
      unit,
      sub: `${value.length} series`,
      trueMs: atMs,
      says: 'Made of the watched object when it is asked: as the last look at it showed.',
      parts: value.map(({ who, amount }) => ({ label: who, text: amountText({ amount, unit }) })),
      proof,
    }),
  ];
}

/** The same series, looked at by ourselves and scraped by Prometheus: only a change of the state lies between. */
export function exposedIdentity({ exposed, prometheus }: TraceScene): readonly TraceIdentity[] {
  if (exposed?.state !== 'heard' || prometheus.state !== 'heard') return [];
  const kept = lastSamples(prometheus.value.series);
  const id = 'exposed-sample';
  if (kept.length === exposed.value.length && sum(kept.map(({ value }) => value)) === sum(exposed.value.map(({ amount }) => amount)))
    return [{ id, holds: 'yes', says: 'kube-state-metrics showed at the last look what Prometheus keeps of it.' }];
  return [
    {
      id,
      holds: 'cannot-tell',
      says: 'kube-state-metrics showed another state at the last look than Prometheus keeps: it changed between look and scrape.',
    },
  ];
}
