import { fieldList, fields, numberField, specOf, statusOf, textField, timeField } from '../objectFields';
import {
  conditionRows,
  created,
  field,
  flag,
  type Generate,
  info,
  namespaced,
  one,
  owner,
  resourceVersion,
  type StateStore,
  time,
} from './metric';
import { nextSchedule } from './schedule';

function ended(type: 'Complete' | 'Failed'): Generate {
  return (object) =>
    fieldList(statusOf(object), 'conditions')
      .filter((condition) => condition['type'] === type)
      .flatMap((condition) => conditionRows(textField(condition, 'status'), {}, 'condition'));
}

/** Reasons of a failed Job; a Job that has not failed has one row without a reason. */
const failed: Generate = (object) => {
  const count = numberField(statusOf(object), 'failed') ?? 0;
  if (count === 0) return one(0);
  const condition = fieldList(statusOf(object), 'conditions').find((candidate) => candidate['type'] === 'Failed');
  const reason = condition === undefined ? undefined : textField(condition, 'reason');
  return ['BackoffLimitExceeded', 'DeadlineExceeded', 'Evicted'].map((name) => ({
    labels: { reason: name },
    value: flag(name === reason),
  }));
};

export const jobStore: StateStore = {
  resource: 'jobs.batch',
  listed: '*v1.Job',
  prefix: 'kube_job_',
  base: namespaced('job_name'),
  families: {
    kube_job_info: info,
    kube_job_created: created,
    kube_job_spec_parallelism: field(specOf, 'parallelism'),
    kube_job_spec_completions: field(specOf, 'completions'),
    kube_job_spec_active_deadline_seconds: field(specOf, 'activeDeadlineSeconds'),
    kube_job_status_succeeded: field(statusOf, 'succeeded', 0),
    kube_job_status_failed: failed,
    kube_job_status_active: field(statusOf, 'active', 0),
    kube_job_complete: ended('Complete'),
    kube_job_failed: ended('Failed'),
    kube_job_status_start_time: time(statusOf, 'startTime'),
    kube_job_status_completion_time: time(statusOf, 'completionTime'),
    kube_job_owner: owner,
  },
};

const cronInfo: Generate = (object) =>
  one(1, {
    schedule: textField(specOf(object), 'schedule') ?? '',
    concurrency_policy: textField(specOf(object), 'concurrencyPolicy') ?? 'Allow',
    timezone: textField(specOf(object), 'timeZone') ?? 'local',
  });

const next: Generate = (object) => {
  if (specOf(object)['suspend'] === true) return [];
  const from = timeField(statusOf(object), 'lastScheduleTime') ?? timeField(object.metadata, 'creationTimestamp');
  return from === undefined ? [] : one(nextSchedule(textField(specOf(object), 'schedule') ?? '', from));
};

export const cronJobStore: StateStore = {
  resource: 'cronjobs.batch',
  listed: '*v1.CronJob',
  prefix: 'kube_cronjob_',
  base: namespaced('cronjob'),
  families: {
    kube_cronjob_info: cronInfo,
    kube_cronjob_created: created,
    kube_cronjob_status_active: (object) => one(fieldList(statusOf(object), 'active').length),
    kube_cronjob_status_last_schedule_time: time(statusOf, 'lastScheduleTime'),
    kube_cronjob_status_last_successful_time: time(statusOf, 'lastSuccessfulTime'),
    kube_cronjob_spec_suspend: (object) => one(flag(fields(object['spec'])['suspend'] === true)),
    kube_cronjob_spec_starting_deadline_seconds: field(specOf, 'startingDeadlineSeconds'),
    kube_cronjob_next_schedule_time: next,
    kube_cronjob_metadata_resource_version: resourceVersion,
    kube_cronjob_spec_successful_job_history_limit: field(specOf, 'successfulJobsHistoryLimit'),
    kube_cronjob_spec_failed_job_history_limit: field(specOf, 'failedJobsHistoryLimit'),
  },
};
