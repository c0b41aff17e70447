import { cpuBounds } from '../../../shared/analysis/blindSpots/cpuBound';
import { isOfEvents } from '../../../shared/analysis/blindSpots/fromEvents';
import type { KeptValue } from '../../../shared/analysis/blindSpots/seen';
import { FAMILIES, SIGNAL_ORDER, SIGNALS, type Signal } from '../../../shared/analysis/blindSpots/signals';
import type { CpuWords } from '../../../shared/contract/blindSpots';
import { matcher } from '../charts/scope';
import type { KsmTarget } from './ksmScrapes';
import type { RawSeries } from './rawSamples';

interface PodName {
  readonly uid: string;
  readonly namespace: string;
  readonly name: string;
}

/** Every sample of the pod's series that tell of its state. */
export function podQuery({ job, instance, labels }: KsmTarget, { namespace, name }: PodName, seconds: number): string {
  const families = matcher('__name__', '=~', FAMILIES.join('|'));
  const pod = [matcher(labels.namespace, '=', namespace), matcher(labels.pod, '=', name)];
  return `{${[families, matcher('job', '=', job), matcher('instance', '=', instance), ...pod].join(',')}}[${seconds}s]`;
}

const SIGNAL_OF = new Map(SIGNAL_ORDER.flatMap((signal): [string, Signal][] => [[SIGNALS[signal].family ?? '', signal]]));

/** What the samples say held: those of value 1, and of times any. A pod of the same name before it is told apart by its uid. */
export function keptValues(series: readonly RawSeries[], target: Pick<KsmTarget, 'labels'>, { uid }: PodName): readonly KeptValue[] {
  return series.flatMap(({ labels, samples }): KeptValue[] => {
    const signal = SIGNAL_OF.get(labels['__name__'] ?? '');
    if (signal === undefined || (labels['uid'] !== undefined && labels['uid'] !== uid && !isOfEvents({ uid }))) return [];
    const { label, only } = SIGNALS[signal];
    if (only !== undefined && labels[only.label] !== only.value) return [];
    const container = signal === 'ready' || signal === 'phase' ? undefined : labels[target.labels.container];
    return samples.flatMap(({ atMs, value }): KeptValue[] => {
      const said = label === undefined ? saidBy(signal, value) : value === 1 ? labels[label] : undefined;
      return said === undefined ? [] : [{ signal, ...(isOfContainer(signal) ? { container } : {}), value: said, atMs }];
    });
  });
}

function isOfContainer(signal: Signal): boolean {
  return /waiting|running|terminated/.test(signal);
}

/** A signal without a label for its value: the number says it. */
function saidBy(signal: Signal, value: number): string | undefined {
  if (signal === 'deletion') return 'Terminating';
  if (signal === 'ready') return value === 1 ? 'true' : 'false';
  return value === 1 ? 'true' : undefined;
}

/** cAdvisor's counter of each container of the pod, with cAdvisor's own times. */
export function cpuQuery({ namespace, name }: PodName, seconds: number): string {
  const pod = [matcher('namespace', '=', namespace), matcher('pod', '=', name)];
  return `container_cpu_usage_seconds_total{${pod.join(',')},container!="",container!="POD"}[${seconds}s]`;
}

/** A burst of one core, and how long it can have lasted at most, between the two samples that most was used between. */
export function cpuWords(series: readonly RawSeries[]): readonly CpuWords[] {
  // Each run of a container has a cgroup, and so a series, of its own.
  const names = [...new Set(series.map(({ labels }) => labels['container'] ?? ''))].sort();
  return names.map((container) => {
    const runs = series.filter(({ labels }) => (labels['container'] ?? '') === container);
    const bounds = runs.flatMap(({ samples }) =>
      cpuBounds(
        samples.map(({ atMs, value }) => ({ atMs, coreSeconds: value })),
        1,
      ),
    );
    const [bound] = bounds.sort((a, b) => b.coreSeconds - a.coreSeconds);
    return { container, samples: runs.reduce((sum, { samples }) => sum + samples.length, 0), ...(bound ? { bound } : {}) };
  });
}
