import type { NewKubeObject } from '../../objects';
import type { SimJob, SimWorkload } from '../life/simPod';
import type { WorldWorkload } from '../world';
import { defined, metaOf, timestamp, uidOf } from './meta';
import { templateSpec } from './podSpec';

type Json = Readonly<Record<string, unknown>>;

export const JOB_HISTORY = 2;

function jobTemplate(spec: WorldWorkload, labels: Readonly<Record<string, string>>): Json {
  return { metadata: { labels }, spec: templateSpec(spec) };
}

/** A batch/v1 CronJob. */
export function cronJobObject(seed: number, workload: SimWorkload): NewKubeObject {
  const { spec, createdMs, jobs } = workload;
  const active = jobs.filter((job) => job.completedMs === undefined);
  const completed = jobs.flatMap((job) => job.completedMs ?? []);
  const reference = (job: SimJob) => ({ kind: 'Job', namespace: spec.namespace, name: job.name, uid: job.uid, apiVersion: 'batch/v1' });
  const newest = jobs.at(-1);
  return {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: metaOf(
      { seed, kind: 'CronJob', namespace: spec.namespace, name: spec.name, createdMs },
      { generation: 1, labels: spec.labels },
    ),
    spec: {
      schedule: schedule(spec.everySeconds ?? 60),
      concurrencyPolicy: 'Allow',
      suspend: false,
      jobTemplate: { metadata: {}, spec: { template: jobTemplate(spec, spec.podLabels) } },
      successfulJobsHistoryLimit: JOB_HISTORY,
      failedJobsHistoryLimit: 1,
    },
    status: defined({
      active: active.length > 0 ? active.map(reference) : undefined,
      lastScheduleTime: newest === undefined ? undefined : timestamp(newest.scheduledMs),
      lastSuccessfulTime: completed.length === 0 ? undefined : timestamp(Math.max(...completed)),
    }),
  };
}

function schedule(everySeconds: number): string {
  const minutes = Math.max(1, Math.round(everySeconds / 60));
  return minutes === 1 ? '* * * * *' : `*/${minutes} * * * *`;
}

/** Labels that the job controller gives a Job's pods. */
export function jobLabels(spec: WorldWorkload, job: Pick<SimJob, 'name' | 'uid'>): Readonly<Record<string, string>> {
  const own = { 'controller-uid': job.uid, 'job-name': job.name };
  return { ...spec.podLabels, 'batch.kubernetes.io/controller-uid': job.uid, 'batch.kubernetes.io/job-name': job.name, ...own };
}

/** A batch/v1 Job of a CronJob. */
export function jobObject(seed: number, workload: SimWorkload, job: SimJob): NewKubeObject {
  const { spec } = workload;
  const labels = jobLabels(spec, job);
  const owner = { apiVersion: 'batch/v1', kind: 'CronJob', name: spec.name, uid: uidOf(seed, 'CronJob', spec.namespace, spec.name) };
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: metaOf(
      { seed, kind: 'Job', namespace: spec.namespace, name: job.name, createdMs: job.createdMs },
      {
        generation: 1,
        labels,
        annotations: { 'batch.kubernetes.io/cronjob-scheduled-timestamp': timestamp(job.scheduledMs) },
        ownerReferences: [{ ...owner, controller: true, blockOwnerDeletion: true }],
      },
    ),
    spec: {
      parallelism: 1,
      completions: 1,
      backoffLimit: 6,
      selector: { matchLabels: { 'batch.kubernetes.io/controller-uid': job.uid } },
      template: jobTemplate(spec, labels),
      completionMode: 'NonIndexed',
      suspend: false,
      podReplacementPolicy: 'TerminatingOrFailed',
    },
    status: jobStatus(job),
  };
}

function jobStatus(job: SimJob): Json {
  const startTime = timestamp(job.createdMs);
  if (job.completedMs === undefined) return { startTime, active: 1, terminating: 0, uncountedTerminatedPods: {}, ready: 1 };
  const at = timestamp(job.completedMs);
  const why = {
    status: 'True',
    lastProbeTime: at,
    lastTransitionTime: at,
    reason: 'CompletionsReached',
    message: 'Reached expected number of succeeded pods',
  };
  return {
    conditions: [
      { type: 'SuccessCriteriaMet', ...why },
      { type: 'Complete', ...why },
    ],
    startTime,
    completionTime: at,
    succeeded: 1,
    terminating: 0,
    uncountedTerminatedPods: {},
    ready: 0,
  };
}
