import type { PodLife, PodState } from './podLife';
import { SIGNALS } from './signals';

/** What a state is counted under: "ContainerCreating", "Completed (Job)", "Init: Error", "NotReady". */
export function reasonOf({ signal, value }: Pick<PodState, 'signal' | 'value'>, owner: PodLife['owner']): string {
  switch (signal) {
    case 'ready':
      return value === 'true' ? 'Ready' : 'NotReady';
    case 'unschedulable':
      return 'Unschedulable';
    case 'init-waiting':
    case 'init-terminated':
      return `Init: ${value}`;
    case 'ephemeral':
      return `Ephemeral: ${value}`;
    case 'terminated':
      return value === 'Completed' && owner?.kind === 'Job' ? 'Completed (Job)' : value;
    default:
      return value;
  }
}

/** Whether it counts as a change of state: `running` says again what others say, and the first NotReady is no news. */
export function isChange(state: PodState): boolean {
  return SIGNALS[state.signal].counts && state.minor === undefined;
}

/** What tells of a state however short it was. */
export interface SeeInstead {
  readonly kind: 'metric' | 'event';
  readonly name: string;
}

const metric = (name: string): SeeInstead => ({ kind: 'metric', name });
const event = (name: string): SeeInstead => ({ kind: 'event', name });

const WAITING: Readonly<Record<string, SeeInstead>> = {
  CrashLoopBackOff: metric('kube_pod_container_status_restarts_total'),
  ImagePullBackOff: event('BackOff'),
  ErrImagePull: event('Failed'),
};

/** A signal that stays after the state is over: a counter, a time, a last reason; else the event. */
export function seeInstead({ signal, value }: Pick<PodState, 'signal' | 'value'>, owner: PodLife['owner']): SeeInstead {
  const ofJob = owner?.kind === 'Job';
  switch (signal) {
    case 'phase':
      if (value === 'Pending') return metric('kube_pod_created');
      if (value === 'Running') return ofJob ? metric('kube_job_status_start_time') : metric('kube_pod_start_time');
      if (!ofJob) return event(value === 'Failed' ? 'Failed' : 'Started');
      return metric(value === 'Failed' ? 'kube_job_status_failed' : 'kube_job_status_succeeded');
    case 'pod-reason':
      return event(value);
    case 'waiting':
      return WAITING[value] ?? event('Started');
    case 'init-waiting':
      return value === 'CrashLoopBackOff' ? metric('kube_pod_init_container_status_restarts_total') : event('Started');
    case 'terminated':
      if (value === 'Completed' && ofJob) return metric('kube_job_status_completion_time');
      return metric('kube_pod_container_status_last_terminated_reason');
    case 'init-terminated':
      return value === 'Completed'
        ? metric('kube_pod_status_initialized_time')
        : metric('kube_pod_init_container_status_last_terminated_reason');
    case 'ready':
      return metric('kube_pod_status_ready_time');
    case 'unschedulable':
      return event('FailedScheduling');
    case 'deletion':
      return event('Killing');
    case 'running':
    case 'init-running':
    case 'ephemeral':
      return event('Started');
  }
}

/** "kube_pod_start_time", "event Killing". */
export function seeInsteadText({ kind, name }: SeeInstead): string {
  return kind === 'event' ? `event ${name}` : name;
}
