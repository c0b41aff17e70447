import { JOB_HISTORY, jobLabels } from '../objects/jobs';
import { uidOf } from '../objects/meta';
import { nameSuffix } from '../seeded';
import { after, type Cluster, record } from './cluster';
import type { Involved } from './eventLog';
import { createPod, removePod } from './podLife';
import type { PodBirth, SimJob, SimWorkload } from './simPod';

function periodMs(workload: SimWorkload): number {
  return (workload.spec.everySeconds ?? 60) * 1000;
}

/** The first scheduled time after `ms`: whole periods of the epoch, as cron counts them. */
export function nextScheduleMs(workload: SimWorkload, ms: number): number {
  return (Math.floor(ms / periodMs(workload)) + 1) * periodMs(workload);
}

export function newJob(cluster: Cluster, workload: SimWorkload, scheduledMs: number): SimJob {
  const { namespace, name } = workload.spec;
  const job = `${name}-${Math.floor(scheduledMs / 60_000)}`;
  return { name: job, scheduledMs, createdMs: scheduledMs, uid: uidOf(cluster.seed, 'Job', namespace, job) };
}

export function jobBirth(cluster: Cluster, workload: SimWorkload, job: SimJob): PodBirth {
  const { namespace } = workload.spec;
  return {
    seed: cluster.seed,
    workload,
    template: workload.spec,
    owner: { apiVersion: 'batch/v1', kind: 'Job', name: job.name, uid: job.uid },
    name: `${job.name}-${nameSuffix(5, cluster.seed, namespace, job.name)}`,
    generateName: `${job.name}-`,
    labels: jobLabels(workload.spec, job),
    createdMs: job.createdMs,
    serial: workload.made++,
  };
}

/** Starts a Job now and enters the next. Goes on as long as the CronJob is part of the World. */
export function runSchedule(cluster: Cluster, workload: SimWorkload): void {
  if (cluster.workloads.get(workload.key) !== workload) return;
  const job = newJob(cluster, workload, cluster.nowMs);
  workload.jobs.push(job);
  recordOf(cluster, workload, 'SuccessfulCreate', `Created job ${job.name}`);
  createPod(cluster, jobBirth(cluster, workload, job));
  cluster.timeline.at(nextScheduleMs(workload, cluster.nowMs), () => runSchedule(cluster, workload));
}

const JOB_SYNC_MS = 1000;

/** Completes Jobs whose pod has succeeded; removes those beyond the history limit. */
export function reconcileCronJob(cluster: Cluster, workload: SimWorkload): void {
  for (const pod of workload.pods) {
    const job = workload.jobs.find((j) => j.name === pod.birth.owner.name);
    if (pod.phase !== 'Succeeded' || job === undefined || job.completedMs !== undefined) continue;
    job.completedMs = cluster.nowMs + JOB_SYNC_MS;
    after(cluster, JOB_SYNC_MS, () => complete(cluster, workload, job));
  }
}

function complete(cluster: Cluster, workload: SimWorkload, job: SimJob): void {
  const { namespace } = workload.spec;
  const involved: Involved = { apiVersion: 'batch/v1', kind: 'Job', namespace, name: job.name, uid: job.uid };
  record(cluster, { type: 'Normal', reason: 'Completed', message: 'Job completed', involved, component: 'job-controller' });
  recordOf(cluster, workload, 'SawCompletedJob', `Saw completed job: ${job.name}, condition: Complete`);
  const completed = workload.jobs.filter((j) => j.completedMs !== undefined);
  for (const old of completed.slice(0, Math.max(0, completed.length - JOB_HISTORY))) forget(cluster, workload, old);
  cluster.touched.workloads.add(workload);
}

function forget(cluster: Cluster, workload: SimWorkload, job: SimJob): void {
  recordOf(cluster, workload, 'SuccessfulDelete', `Deleted job ${job.name}`);
  for (const pod of [...workload.pods]) if (pod.birth.owner.name === job.name) removePod(cluster, pod);
  workload.jobs.splice(workload.jobs.indexOf(job), 1);
  cluster.store.remove('jobs.batch', workload.spec.namespace, job.name);
}

function recordOf(cluster: Cluster, workload: SimWorkload, reason: string, message: string): void {
  const { namespace, name } = workload.spec;
  const involved = { apiVersion: 'batch/v1', kind: 'CronJob', namespace, name, uid: uidOf(cluster.seed, 'CronJob', namespace, name) };
  record(cluster, { type: 'Normal', reason, message, involved, component: 'cronjob-controller' });
}
