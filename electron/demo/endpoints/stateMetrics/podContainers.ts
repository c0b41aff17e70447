import type { KubeObject } from '../../objects';
import { type Fields, fieldList, fields, numberField, specOf, statusOf, textField, timeField } from '../objectFields';
import { flag, type Generate, type Metric, one } from './metric';
import { amountsOf } from './resourceUnits';

type Kind = 'containers' | 'initContainers';

interface ContainerView {
  readonly name: string;
  readonly spec: Fields;
  readonly status: Fields;
  readonly state: Fields;
  readonly last: Fields;
}

/** Rows for each container that has a status, with its name as first label. */
function each(kind: Kind, rows: (view: ContainerView) => readonly Metric[]): Generate {
  const statuses = kind === 'containers' ? 'containerStatuses' : 'initContainerStatuses';
  return (object: KubeObject) =>
    fieldList(statusOf(object), statuses).flatMap((status) => {
      const name = textField(status, 'name') ?? '';
      const spec = fieldList(specOf(object), kind).find((candidate) => candidate['name'] === name) ?? {};
      const last = fields(fields(status['lastState'])['terminated']);
      const found = rows({ name, spec, status, state: fields(status['state']), last });
      return found.map((metric) => ({ labels: { container: name, ...metric.labels }, value: metric.value }));
    });
}

function resources(kind: Kind, of: 'limits' | 'requests'): Generate {
  return (object) =>
    fieldList(specOf(object), kind).flatMap((spec) =>
      amountsOf(fields(fields(spec['resources'])[of])).map(({ resource, unit, value }) => ({
        labels: { container: textField(spec, 'name') ?? '', node: textField(specOf(object), 'nodeName') ?? '', resource, unit },
        value,
      })),
    );
}

const image = (view: ContainerView): readonly Metric[] =>
  one(1, {
    image_spec: textField(view.spec, 'image') ?? '',
    image: textField(view.status, 'image') ?? '',
    image_id: textField(view.status, 'imageID') ?? '',
    container_id: textField(view.status, 'containerID') ?? '',
  });

const inState = (name: string) => (view: ContainerView) => one(flag(view.state[name] !== undefined));

/** Only the reason that is set has a row: "== 0" never matches. */
const reasonOf = (name: string) => (view: ContainerView) => {
  const reason = textField(fields(view.state[name]), 'reason');
  return reason === undefined ? [] : one(1, { reason });
};

const lastReason = (view: ContainerView) => {
  const reason = textField(view.last, 'reason');
  return reason === undefined ? [] : one(1, { reason });
};

const started = (view: ContainerView) =>
  one(timeField(fields(view.state['running']), 'startedAt') ?? timeField(fields(view.state['terminated']), 'startedAt'));

const ready = (view: ContainerView) => one(flag(view.status['ready'] === true));
const restarts = (view: ContainerView) => one(numberField(view.status, 'restartCount') ?? 0);

/** An init container may be a sidecar: restart_policy="Always". */
const initImage = (view: ContainerView): readonly Metric[] =>
  image(view).map(({ labels, value }) => ({ labels: { ...labels, restart_policy: textField(view.spec, 'restartPolicy') ?? '' }, value }));

function statesOf(kind: Kind, prefix: string): Readonly<Record<string, Generate>> {
  return {
    [`${prefix}_info`]: each(kind, kind === 'containers' ? image : initImage),
    [`${prefix}_resource_limits`]: resources(kind, 'limits'),
    [`${prefix}_resource_requests`]: resources(kind, 'requests'),
    [`${prefix}_status_last_terminated_reason`]: each(kind, lastReason),
    [`${prefix}_status_ready`]: each(kind, ready),
    [`${prefix}_status_restarts_total`]: each(kind, restarts),
    [`${prefix}_status_running`]: each(kind, inState('running')),
    [`${prefix}_status_terminated`]: each(kind, inState('terminated')),
    [`${prefix}_status_terminated_reason`]: each(kind, reasonOf('terminated')),
    [`${prefix}_status_waiting`]: each(kind, inState('waiting')),
    [`${prefix}_status_waiting_reason`]: each(kind, reasonOf('waiting')),
  };
}

/** kube-state-metrics internal/store/pod.go, the families of containers and init containers. */
export const containerFamilies: Readonly<Record<string, Generate>> = {
  ...statesOf('containers', 'kube_pod_container'),
  ...statesOf('initContainers', 'kube_pod_init_container'),
  kube_pod_container_state_started: each('containers', started),
  kube_pod_container_status_last_terminated_exitcode: each('containers', (view) => one(numberField(view.last, 'exitCode'))),
  kube_pod_container_status_last_terminated_timestamp: each('containers', (view) => one(timeField(view.last, 'finishedAt'))),
};
