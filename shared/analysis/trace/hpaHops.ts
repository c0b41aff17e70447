import type { TraceHop } from '../../contract/trace';
import { type Amount, amountText, servedUnit, sum } from './amounts';
import { milliOf } from './kubectlTop';
import { seenHop, unseenHop } from './makeHop';
import { metricOf } from './question';
import type { HpaPod, HpaReading, TraceScene } from './scene';

/** What each HPA that reads the number says that it read. */
export function hpaHops(scene: TraceScene): readonly TraceHop[] {
  return scene.hpas.map((hpa) => hpaHop(scene, hpa));
}

function hpaHop(scene: TraceScene, hpa: HpaReading): TraceHop {
  const metric = metricOf(scene.question);
  const head = {
    id: `hpa ${hpa.name}`,
    hop: 'hpa',
    pipeline: metric.kind === 'named' ? 'monitoring' : 'core',
    title: `HPA ${hpa.name.split('/').pop() ?? hpa.name}`,
    card: 'hpa',
    over: { from: metric.kind === 'named' ? 'custom-metrics-api' : 'metrics-api', to: 'hpa' },
  } as const;
  if (hpa.current === undefined) return unseenHop(head, { state: 'failed', because: hpa.because ?? 'its status has no value of it' });
  const unit = unitOf(hpa, scene);
  const pods = hpa.pods.length;
  const now = averageNow(hpa);
  return seenHop(head, {
    amount: hpa.current,
    unit,
    sub: `of ${amountText({ amount: hpa.target, unit })} wanted`,
    changed:
      pods > 1
        ? `Average over ${pods} pods${hpa.targetType === 'Utilization' ? ', as a share of what they request' : ''}.`
        : changedOfOne(hpa, scene),
    says: nowWords(hpa, now, unit),
    parts: hpa.pods.map((pod) => ({ label: pod.name, text: podText(scene, pod) })),
  });
}

function unitOf({ targetType }: HpaReading, scene: TraceScene): Amount['unit'] {
  return targetType === 'Utilization' ? 'percent' : servedUnit(metricOf(scene.question));
}

function changedOfOne(hpa: HpaReading, scene: TraceScene): string | undefined {
  const [pod] = hpa.pods;
  if (hpa.targetType !== 'Utilization' || pod?.requests === undefined) return undefined;
  return `As a share of the ${amountText({ amount: sum(pod.requests), unit: servedUnit(metricOf(scene.question)) })} that the pod requests.`;
}

function podText(scene: TraceScene, { amounts, requests }: HpaPod): string {
  const unit = servedUnit(metricOf(scene.question));
  if (amounts === undefined) return 'no value';
  return `${amountText({ amount: sum(amounts), unit })}${requests === undefined ? '' : ` of ${amountText({ amount: sum(requests), unit })}`}`;
}

/**
 * What the controller would write of the values that are served now: over the pods that have one, each container's rounded up to
 * thousandths before they are added, as it does (metrics client, Quantity.MilliValue); a utilization is cut to whole percent.
 * Undefined where no pod has a value, or one of them requests nothing.
 */
export function averageNow({ pods, targetType }: HpaReading): number | undefined {
  const counted = pods.flatMap(({ amounts, requests }) => (amounts === undefined ? [] : [{ amounts, requests }]));
  if (counted.length === 0) return undefined;
  const used = sum(counted.flatMap(({ amounts }) => amounts.map(milliOf)));
  if (targetType !== 'Utilization') return Math.trunc(used / counted.length) / 1000;
  const requested = counted.map(({ requests = [] }) => sum(requests.map(milliOf)));
  return requested.some((milli) => milli === 0) ? undefined : Math.trunc((used * 100) / sum(requested));
}

function nowWords({ current }: HpaReading, now: number | undefined, unit: Amount['unit']): string {
  if (now === undefined || current === undefined) return 'What it read at its last sync.';
  const [then, there] = [amountText({ amount: current, unit }), amountText({ amount: now, unit })];
  if (then === there) return `The values that are served now give ${there} as well.`;
  return `It read older values: those that are served now give ${there} at its next sync.`;
}
