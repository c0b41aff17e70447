import type { HpaScene, SceneMetric } from '../../../shared/analysis/hpa';
import type { DoctorSheet } from '../../../shared/contract/doctors';
import { hpaSheet } from '../../../shared/doctors/hpaSheet';
import { emptySheet } from '../../../shared/doctors/sheet';
import type { HpaObject } from '../../../shared/model/inventory';
import { failed, ok, type Result } from '../../../shared/model/result';
import { sceneOf } from '../probers/hpa/scene';
import type { ServedUsage } from '../probers/metrics-api/facts';
import { metricsApiOf } from './metricsServer';
import type { DoctorParts, DoctorSession } from './parts';

export function examineHpa({ session, clock }: Pick<DoctorParts, 'session' | 'clock'>, subject: string | undefined): DoctorSheet {
  const { hpas } = session.inventory;
  const hpa = hpas.find((each) => nameOf(each) === subject) ?? [...hpas].sort((a, b) => needOf(b) - needOf(a))[0];
  if (hpa === undefined) return emptySheet('absent', 'No HorizontalPodAutoscaler is known.', listedWords(session));
  const nowMs = clock.now() + session.clockOffsetMs;
  const atSync = sceneOf(hpa, session.inventory, nowMs);
  const now = atSync === undefined ? failed('it has not been synced yet') : sceneOfNow(hpa, atSync, session);
  return hpaSheet({
    nowMs,
    hpa,
    chosen: nameOf(hpa),
    choices: hpas.map((each) => ({ id: nameOf(each), words: `${nameOf(each)}${needOf(each) > 0 ? ' (cannot scale)' : ''}` })),
    ...(atSync === undefined ? {} : { atSync }),
    ...(now.ok ? { now: now.value } : { nowLacks: now.error }),
  });
}

function nameOf({ namespace, name }: HpaObject): string {
  return [namespace, name].filter(Boolean).join('/');
}

/** One that cannot scale is shown first. */
function needOf({ conditions }: HpaObject): number {
  const failing = conditions.some(
    ({ type, status, reason }) => type !== 'ScalingLimited' && status === 'False' && reason !== 'ScalingDisabled',
  );
  return failing ? 1 : 0;
}

function listedWords({ inventory }: DoctorSession): string {
  const listed = inventory.listed.find(({ resource }) => resource === 'horizontalpodautoscalers');
  if (listed?.state === 'denied') return `You may not list horizontalpodautoscalers: ${listed.because ?? 'denied'}.`;
  return 'Make one (kubectl autoscale), or look at another cluster.';
}

/** The same scene with what the Metrics API serves of each pod; the other metrics keep the averages of the status. */
function sceneOfNow(hpa: HpaObject, atSync: HpaScene, session: DoctorSession): Result<HpaScene, string> {
  if (!atSync.metrics.some(({ type }) => type === 'Resource'))
    return failed('none of its metrics is CPU or memory of whole pods, which the Metrics API serves pod by pod');
  const served = metricsApiOf(session)?.pods;
  if (served?.state !== 'ok') return failed(`the Metrics API serves no pods: ${served?.because ?? 'it was not looked at yet'}`);
  if (atSync.pods === undefined)
    return failed('the pods under the selector of its target are not known (its target is none that is watched)');
  const mine = served.value.filter(({ namespace }) => namespace === hpa.namespace);
  return ok({ ...atSync, metrics: atSync.metrics.map((metric) => withValues(metric, mine, atSync)) });
}

function withValues(metric: SceneMetric, served: readonly ServedUsage[], { pods = [] }: HpaScene): SceneMetric {
  if (metric.type !== 'Resource') return metric;
  const names = new Set(pods.map(({ name }) => name));
  const entries = served
    .filter(({ name }) => names.has(name))
    .map(
      (usage) =>
        [usage.name, { milli: milliOf(metric.name, usage), timestampMs: usage.timestampMs, windowMs: usage.windowSeconds * 1000 }] as const,
    );
  return { ...metric, value: { kind: 'pods', pods: new Map(entries) } };
}

function milliOf(resource: string, { cpuCores, memoryBytes }: ServedUsage): number {
  return Math.ceil((resource === 'memory' ? memoryBytes : cpuCores) * 1000);
}
