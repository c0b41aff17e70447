import type { KubeObject } from '../../objects';
import { at, fieldsAt, listAt, numberAt, textAt } from '../fields';
import { ageOf, humanDuration } from '../humanDuration';
import { AGE, type Cell, column, NAME, type TablePrinter, wide } from './columns';
import { containersAndImages, labelsText, NONE, selectorText } from './texts';

const CONTAINERS = wide('Containers', 'Names of the containers of its pods');
const IMAGES = wide('Images', 'Images of the containers of its pods');
const SELECTOR = wide('Selector', 'Labels of its pods');

export const deployments: TablePrinter = {
  columns: [
    NAME,
    column('Ready', 'Ready pods of those wanted'),
    column('Up-to-date', 'Pods of the newest template'),
    column('Available', 'Pods ready for long enough'),
    AGE,
    CONTAINERS,
    IMAGES,
    SELECTOR,
  ],
  cells: (deployment, nowMs) => [
    deployment.metadata.name,
    readyOf(deployment),
    String(count(deployment, 'updatedReplicas')),
    String(count(deployment, 'availableReplicas')),
    ...ageAndTemplate(deployment, nowMs),
    selectorText(fieldsAt(deployment, 'spec', 'selector')),
  ],
};

export const statefulSets: TablePrinter = {
  columns: [NAME, column('Ready', 'Ready pods of those wanted'), AGE, CONTAINERS, IMAGES],
  cells: (set, nowMs) => [set.metadata.name, readyOf(set), ...ageAndTemplate(set, nowMs)],
};

export const replicaSets: TablePrinter = {
  columns: [
    NAME,
    column('Desired', 'Pods wanted', 'integer'),
    column('Current', 'Pods there are', 'integer'),
    column('Ready', 'Pods that are ready', 'integer'),
    AGE,
    CONTAINERS,
    IMAGES,
    SELECTOR,
  ],
  cells: (set, nowMs) => [
    set.metadata.name,
    numberAt(set, 'spec', 'replicas') ?? 1,
    count(set, 'replicas'),
    count(set, 'readyReplicas'),
    ...ageAndTemplate(set, nowMs),
    selectorText(fieldsAt(set, 'spec', 'selector')),
  ],
};

export const daemonSets: TablePrinter = {
  columns: [
    NAME,
    column('Desired', 'Nodes that should run its pod', 'integer'),
    column('Current', 'Nodes that run its pod', 'integer'),
    column('Ready', 'Nodes whose pod is ready', 'integer'),
    column('Up-to-date', 'Nodes with the newest pod', 'integer'),
    column('Available', 'Nodes whose pod is ready for long enough', 'integer'),
    column('Node Selector', 'Labels of the nodes it runs on'),
    AGE,
    CONTAINERS,
    IMAGES,
    SELECTOR,
  ],
  cells: (set, nowMs) => [
    set.metadata.name,
    count(set, 'desiredNumberScheduled'),
    count(set, 'currentNumberScheduled'),
    count(set, 'numberReady'),
    count(set, 'updatedNumberScheduled'),
    count(set, 'numberAvailable'),
    labelsText(fieldsAt(set, 'spec', 'template', 'spec', 'nodeSelector')),
    ...ageAndTemplate(set, nowMs),
    selectorText(fieldsAt(set, 'spec', 'selector')),
  ],
};

export const jobs: TablePrinter = {
  columns: [
    NAME,
    column('Status', 'Whether the job is done'),
    column('Completions', 'Pods that ended well of those wanted'),
    column('Duration', 'How long the job took or has been running'),
    AGE,
    CONTAINERS,
    IMAGES,
    SELECTOR,
  ],
  cells: (job, nowMs) => [
    job.metadata.name,
    jobStatus(job),
    `${count(job, 'succeeded')}/${numberAt(job, 'spec', 'completions') ?? 1}`,
    jobDuration(job, nowMs),
    ...ageAndTemplate(job, nowMs),
    selectorText(fieldsAt(job, 'spec', 'selector')),
  ],
};

export const cronJobs: TablePrinter = {
  columns: [
    NAME,
    column('Schedule', 'When jobs start, in cron format'),
    column('Timezone', 'Time zone of the schedule'),
    column('Suspend', 'Whether no more jobs are started', 'boolean'),
    column('Active', 'Jobs running now', 'integer'),
    column('Last Schedule', 'When a job was last started'),
    AGE,
    CONTAINERS,
    IMAGES,
    SELECTOR,
  ],
  cells: (cronJob, nowMs) => {
    const last = textAt(cronJob, 'status', 'lastScheduleTime');
    return [
      cronJob.metadata.name,
      textAt(cronJob, 'spec', 'schedule') ?? '',
      textAt(cronJob, 'spec', 'timeZone') ?? NONE,
      at(cronJob, 'spec', 'suspend') === true ? 'True' : 'False',
      listAt(cronJob, 'status', 'active').length,
      last === undefined ? NONE : ageOf(last, nowMs),
      ageOf(cronJob.metadata.creationTimestamp, nowMs),
      ...containersAndImages(fieldsAt(cronJob, 'spec', 'jobTemplate', 'spec', 'template', 'spec')),
      selectorText(fieldsAt(cronJob, 'spec', 'jobTemplate', 'spec', 'selector')),
    ];
  },
};

function count(object: KubeObject, field: string): number {
  return numberAt(object, 'status', field) ?? 0;
}

function readyOf(object: KubeObject): string {
  return `${count(object, 'readyReplicas')}/${numberAt(object, 'spec', 'replicas') ?? 1}`;
}

function ageAndTemplate(object: KubeObject, nowMs: number): readonly Cell[] {
  return [ageOf(object.metadata.creationTimestamp, nowMs), ...containersAndImages(fieldsAt(object, 'spec', 'template', 'spec'))];
}

function jobStatus(job: KubeObject): string {
  const holds = (type: string) =>
    listAt(job, 'status', 'conditions').some((condition) => textAt(condition, 'type') === type && textAt(condition, 'status') === 'True');
  if (holds('Complete')) return 'Complete';
  if (holds('Failed')) return 'Failed';
  if (job.metadata.deletionTimestamp !== undefined) return 'Terminating';
  if (holds('Suspended')) return 'Suspended';
  return holds('FailureTarget') ? 'FailureTarget' : 'Running';
}

function jobDuration(job: KubeObject, nowMs: number): string {
  const started = Date.parse(textAt(job, 'status', 'startTime') ?? '');
  if (Number.isNaN(started)) return '';
  const ended = Date.parse(textAt(job, 'status', 'completionTime') ?? '');
  return humanDuration((Number.isNaN(ended) ? nowMs : ended) - started);
}
