import type { TraceIdentity } from '../../contract/trace';
import { amountText, differenceText, readUnit, secondsText, servedUnit } from './amounts';
import { exposedIdentity } from './exposedHop';
import { averageNow } from './hpaHops';
import { metricOf } from './question';
import { rateOfWindow, windowThatGives } from './ratesOver';
import type { KubeletReading, Reading, TraceScene } from './scene';

/** Nine digits after the point are printed; a rate of two such counters is not exact beyond. */
const SAME_SHARE = 1e-6;

/** What must be equal where both sides speak of the same sample. One that does not hold is a finding. */
export function identities(scene: TraceScene): readonly TraceIdentity[] {
  const { cadvisor, resource, summary } = scene;
  const found: TraceIdentity[] = [];
  if (resource.state === 'heard' && cadvisor.state === 'heard')
    found.push(sameSamples('cadvisor-resource', ['cAdvisor', '/metrics/resource'], cadvisor.value, resource.value, scene, 1));
  if (resource.state === 'heard' && summary.state === 'heard')
    // The summary's times are cut to whole seconds.
    found.push(sameSamples('summary-resource', ['/stats/summary', '/metrics/resource'], summary.value, resource.value, scene, 1_000));
  found.push(...rateIdentity(scene), ...hpaIdentities(scene), ...customIdentity(scene), ...exposedIdentity(scene));
  return found;
}

/** Of every container that both read at the same time: the same number. */
function sameSamples(
  id: string,
  [one, other]: readonly [string, string],
  a: KubeletReading,
  b: KubeletReading,
  scene: TraceScene,
  cutMs: number,
): TraceIdentity {
  const unit = readUnit(metricOf(scene.question));
  const pairs = b.containers.flatMap((right) => {
    const left = a.containers.find(({ who }) => who === right.who);
    return left !== undefined && sameTime(left, right, cutMs) ? [{ left, right }] : [];
  });
  if (pairs.length === 0)
    return { id, holds: 'cannot-tell', says: `${one} and ${other} were read on both sides of a housekeeping: no sample is in both.` };
  const wrong = pairs.find(({ left, right }) => !isNear(left.amount, right.amount, SAME_SHARE));
  if (wrong === undefined)
    return {
      id,
      holds: 'yes',
      says: `${one} and ${other} say the same of ${pairs.length} of ${b.containers.length} containers, whose samples have the same time.`,
    };
  const apart = differenceText({ amount: wrong.right.amount - wrong.left.amount, unit });
  return {
    id,
    holds: 'no',
    says: `${one} and ${other} differ by ${apart} in ${wrong.left.who}, though both name the same time: they do not read from the same place.`,
  };
}

function sameTime(left: Reading, right: Reading, cutMs: number): boolean {
  return left.atMs !== undefined && right.atMs !== undefined && Math.floor(left.atMs / cutMs) === Math.floor(right.atMs / cutMs);
}

function isNear(a: number, b: number, share: number): boolean {
  return Math.abs(a - b) <= share * Math.max(Math.abs(a), Math.abs(b), 1e-9);
}

/** What the Metrics API serves against the same two samples as Prometheus kept them. */
function rateIdentity(scene: TraceScene): readonly TraceIdentity[] {
  const { metricsApi, prometheus } = scene;
  const metric = metricOf(scene.question);
  if (metric.kind !== 'cpu' || metricsApi.state !== 'heard' || prometheus.state !== 'heard') return [];
  const id = 'served-rate';
  const text = (amount: number) => amountText({ amount, unit: servedUnit(metric) });
  const { timestampMs, windowMs, containers } = metricsApi.value;
  const largestFirst = [...containers].sort((a, b) => b.amount - a.amount);
  for (const { who, amount } of largestFirst) {
    const kept = prometheus.value.every.filter(({ labels }) => isOf(labels, who, scene));
    const found = kept.map((series) => windowThatGives(series, amount, timestampMs)).find((window) => window !== undefined);
    if (found === undefined) continue;
    const window = secondsText(found.toMs - found.fromMs);
    return [
      {
        id,
        holds: 'yes',
        says: `metrics-server's ${text(amount)} of ${who} is the rate of two samples that Prometheus kept too, ${window} apart.`,
      },
    ];
  }
  const [only] = containers.length === 1 ? containers : [];
  const rates = only === undefined ? [] : prometheus.value.every.flatMap((series) => rateOfWindow(series, timestampMs, windowMs) ?? []);
  const [rate] = rates;
  if (only !== undefined && rate !== undefined)
    return [
      {
        id,
        holds: 'no',
        says: `Prometheus' own samples, over the same ${secondsText(windowMs)}, give ${text(rate)}; the Metrics API says ${text(only.amount)}.`,
      },
    ];
  return [
    {
      id,
      holds: 'cannot-tell',
      says: 'Prometheus did not keep both samples of which the Metrics API made its rate: it scrapes at other times.',
    },
  ];
}

function isOf(labels: Readonly<Record<string, string>>, who: string, { question }: TraceScene): boolean {
  return question.subject.kind === 'node' || labels['container'] === who;
}

/** Only where it holds: an HPA that read older values is no fault. */
function hpaIdentities(scene: TraceScene): readonly TraceIdentity[] {
  return scene.hpas.flatMap((hpa): TraceIdentity[] => {
    const now = averageNow(hpa);
    if (now === undefined || hpa.current === undefined) return [];
    const id = `hpa-average ${hpa.name}`;
    if (isNear(now, hpa.current, 1e-3))
      return [{ id, holds: 'yes', says: `HPA ${hpa.name}: the average of what is served now is what its status says.` }];
    return [{ id, holds: 'cannot-tell', says: `HPA ${hpa.name} synced before the values that are served now came.` }];
  });
}

/**
 * The adapter asks Prometheus at each request: between two requests a sample may have come, and the rate of a young series
 * grows with each second. What it serves lies between what its query gives before and after.
 */
function customIdentity({ adapter, customMetric }: TraceScene): readonly TraceIdentity[] {
  if (adapter?.state !== 'heard' || customMetric?.state !== 'heard') return [];
  const id = 'adapter-query';
  const { amount, amountAfter = amount } = adapter.value;
  const nearest = Math.min(Math.max(customMetric.value.amount, Math.min(amount, amountAfter)), Math.max(amount, amountAfter));
  if (isNear(nearest, customMetric.value.amount, 2e-3))
    return [{ id, holds: 'yes', says: "The adapter's query, asked by ourselves, gives what its API serves." }];
  return [
    {
      id,
      holds: 'cannot-tell',
      says: "The adapter's query gives another number now than its API a moment before or after: a sample came between.",
    },
  ];
}
