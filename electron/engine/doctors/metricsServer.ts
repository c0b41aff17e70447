import type { DoctorSheet } from '../../../shared/contract/doctors';
import type { MetricsServerScene, Told, UsageServed } from '../../../shared/doctors/metricsServerScene';
import { metricsServerSheet } from '../../../shared/doctors/metricsServerSheet';
import type { PodObject } from '../../../shared/model/inventory';
import type { Observation } from '../../../shared/model/observation';
import { parseGoDuration } from '../../../shared/model/quantity';
import { parseCommandLine } from '../discovery/commandLine';
import { ofKind } from '../probers/byKind';
import { isMetricsApiFacts, type MetricsApiFacts } from '../probers/metrics-api/facts';
import { kubeletScrapes } from './kubeletScrapes';
import type { DoctorParts, DoctorSession } from './parts';

/** Of the binary; its official manifest says 15 s. */
const DEFAULT_RESOLUTION_MS = 60_000;

export async function examineMetricsServer(parts: DoctorParts, signal: AbortSignal): Promise<DoctorSheet> {
  const { session, clock } = parts;
  const kubelets = await kubeletScrapes(parts, signal);
  return metricsServerSheet({
    nowMs: clock.now() + session.clockOffsetMs,
    kubelets,
    served: servedNow(session),
    pods: runningPods(session),
    ...serverOf(session),
  });
}

function serverOf({ discovered }: DoctorSession): Pick<MetricsServerScene, 'name' | 'resolutionMs' | 'resolutionFrom'> {
  const [found] = ofKind(discovered, 'metrics-server');
  const flag = found && parseCommandLine([], found.args).flags.get('metric-resolution');
  const seconds = flag === undefined ? undefined : parseGoDuration(flag);
  const resolution =
    seconds === undefined
      ? ({ resolutionMs: DEFAULT_RESOLUTION_MS, resolutionFrom: 'default' } as const)
      : ({ resolutionMs: seconds * 1000, resolutionFrom: 'flag' } as const);
  return found === undefined ? resolution : { ...resolution, name: [found.namespace, found.name].filter(Boolean).join('/') };
}

/** What the Metrics API served at the last look at it. */
export function metricsApiOf({ discovered, looks }: DoctorSession): MetricsApiFacts | undefined {
  const [api] = ofKind(discovered, 'metrics-api');
  const facts = api && looks.get(api.id)?.facts;
  return isMetricsApiFacts(facts) ? facts : undefined;
}

function servedNow(session: DoctorSession): MetricsServerScene['served'] {
  const facts = metricsApiOf(session);
  if (facts === undefined) {
    const no = { state: 'unseen', because: 'The Metrics API (metrics.k8s.io) is not registered, or was not looked at yet' } as const;
    return { nodes: no, pods: no };
  }
  return { nodes: toldOf(facts.nodes), pods: toldOf(facts.pods) };
}

function toldOf(seen: Observation<readonly UsageServed[]>): Told<readonly UsageServed[]> {
  if (seen.state === 'ok') return { state: 'seen', value: seen.value };
  return { state: 'unseen', because: seen.because, ...(seen.state === 'denied' ? { denied: true } : {}) };
}

function runningPods({ inventory }: DoctorSession): MetricsServerScene['pods'] {
  return inventory.pods.flatMap(({ namespace = '', name, node, phase, statuses }) => {
    if (phase !== 'Running' || node === undefined) return [];
    const idle = idleWords(statuses);
    return [{ namespace, name, node, ...(idle === undefined ? {} : { idle }) }];
  });
}

/** The kubelet exposes containers that run; absent where one does. */
function idleWords(statuses: PodObject['statuses']): string | undefined {
  if (statuses.length === 0 || statuses.some(({ state }) => state === 'running')) return undefined;
  const reasons = statuses.map(({ reason, state }) => reason ?? state);
  return [...new Set(reasons)].join(', ');
}
