import { HPA_REASONS } from './hpaReasons';

export type ReasonOf = 'container waiting' | 'container terminated' | 'pod' | 'APIService' | 'HPA';

/** A reason that the status of an object gives, what it means for who reads it, and what to look at. */
interface KnownReason {
  readonly of: ReasonOf;
  readonly reason: string;
  readonly means: string;
  /** Absent where nothing has to be done. */
  readonly next?: string;
  readonly source: string;
  readonly version: string;
}

type Row = readonly [reason: string, means: string, next?: string];

function rowsOf(of: ReasonOf, source: string, version: string, rows: readonly Row[]): readonly KnownReason[] {
  return rows.map(([reason, means, next]) => ({ of, reason, means, ...(next === undefined ? {} : { next }), source, version }));
}

const RELEASE = '1.34';
const IMAGE =
  'The message has the name and the answer of the registry: is the name right, may the node pull it, does it reach the registry?';

const WAITING = [
  ...rowsOf('container waiting', 'kubernetes/kubernetes pkg/kubelet/kubelet_pods.go', RELEASE, [
    [
      'ContainerCreating',
      'Its sandbox, volumes or image are being made ready.',
      'Where it stays so: the events of the pod name the volume, network or image.',
    ],
    ['PodInitializing', 'Its init containers have not ended yet.'],
  ]),
  ...rowsOf('container waiting', 'kubernetes/kubernetes pkg/kubelet/container/sync_result.go', RELEASE, [
    [
      'CrashLoopBackOff',
      'It ended again and again; the kubelet waits before it starts it anew, 5 min at most.',
      'Its last state has the reason and the exit code, its log of before the rest.',
    ],
    ['RunContainerError', 'The runtime could not start it.', 'The message is the answer of the runtime.'],
    ['PostStartHookError', 'Its postStart hook failed: it was killed.'],
  ]),
  ...rowsOf('container waiting', 'kubernetes/kubernetes pkg/kubelet/kuberuntime/kuberuntime_container.go', RELEASE, [
    [
      'CreateContainerConfigError',
      'Something that its spec names is not there: a ConfigMap, a Secret, a key of one.',
      'The message names it.',
    ],
    ['CreateContainerError', 'The runtime could not make it.', 'The message is the answer of the runtime.'],
  ]),
  ...rowsOf('container waiting', 'kubernetes/kubernetes pkg/kubelet/images/types.go', RELEASE, [
    ['ErrImagePull', 'Its image could not be pulled.', IMAGE],
    ['ImagePullBackOff', 'Its image could not be pulled; the kubelet waits before it tries again, 5 min at most.', IMAGE],
    ['ErrImageNeverPull', 'Its imagePullPolicy is Never, and the node does not have the image.'],
    ['InvalidImageName', 'The name of its image cannot be read.'],
  ]),
];

const TERMINATED = rowsOf('container terminated', 'kubernetes/kubernetes pkg/kubelet, containerd internal/cri/server', RELEASE, [
  ['Completed', 'It ended by itself with exit code 0.'],
  ['Error', 'It ended with another exit code than 0.', 'Its log of before; 137 is SIGKILL, 143 is SIGTERM.'],
  [
    'OOMKilled',
    'The kernel killed it: it, or a process in it, went over its memory limit.',
    'Compare container_memory_working_set_bytes with its limit; a peak between two scrapes is not seen there.',
  ],
  ['StartError', 'Its process could not be started.', 'The message names the command or the working directory.'],
  ['ContainerStatusUnknown', 'The kubelet could not find it when its pod was ended: after a reboot of the node, for one.'],
]);

const POD = [
  ...rowsOf('pod', 'kubernetes/kubernetes pkg/kubelet/eviction, pkg/kubelet/lifecycle, pkg/kubelet/nodeshutdown', RELEASE, [
    [
      'Evicted',
      'The kubelet ended it: the node ran short of memory, disk or processes.',
      'The message names what was short; conditions of the node say for how long.',
    ],
    ['NodeAffinity', 'The node does not match its node selector or affinity any more.'],
    [
      'UnexpectedAdmissionError',
      'The kubelet refused it for a reason of its own: a device that is gone, for one.',
      'The message has the reason.',
    ],
    ['OutOfcpu', 'The node had less CPU left to request than the scheduler took it for.'],
    ['OutOfmemory', 'The node had less memory left to request than the scheduler took it for.'],
    ['Terminated', 'The node was shut down in good order.'],
    ['DeadlineExceeded', 'It ran longer than activeDeadlineSeconds allows.'],
    ['NodeLost', 'Its node stopped answering.', 'Look at the condition Ready of the node.'],
  ]),
  ...rowsOf('pod', 'kubernetes/kubernetes pkg/apis/core/types.go, pkg/kubelet/status/generate.go', RELEASE, [
    ['Unschedulable', 'No node takes it.', 'The message counts the nodes by what they lack.'],
    ['SchedulingGated', 'It waits until its scheduling gates are taken away.'],
    [
      'ContainersNotReady',
      'A container of it is not ready: its metrics may not be served, and Services leave it out.',
      'Which, and why, its container statuses say.',
    ],
    ['ContainersNotInitialized', 'An init container has not ended yet.'],
    ['ReadinessGatesNotReady', 'A readiness gate of it is not true.'],
    ['PodCompleted', 'All of its containers have ended well.'],
  ]),
];

const API = 'Without it nothing of its group is served: of metrics.k8s.io no kubectl top, and HPAs have no CPU.';
const API_SERVICE = rowsOf('APIService', 'kubernetes/kubernetes staging/src/k8s.io/kube-aggregator/pkg/controllers/status', RELEASE, [
  ['Local', 'The kube-apiserver serves it itself.'],
  ['Passed', 'Its Service answers discovery.'],
  [
    'ServiceNotFound',
    `The Service that it names is not there. ${API}`,
    'Install what serves it, or delete the APIService where nothing shall.',
  ],
  ['ServiceAccessError', 'Its Service could not be read.'],
  [
    'ServicePortError',
    `Its Service does not have the port that it names. ${API}`,
    'Compare spec.service.port with the ports of the Service.',
  ],
  ['EndpointsNotFound', `Its Service has no endpoints object. ${API}`, 'Compare the selector of the Service with the labels of its pods.'],
  ['EndpointsAccessError', 'The endpoints of its Service could not be read.'],
  ['MissingEndpoints', `No pod behind its Service is ready. ${API}`, 'Look at those pods: are there any, and why are they not ready?'],
  [
    'FailedDiscoveryCheck',
    `The kube-apiserver does not get an answer of its Service. ${API}`,
    'The message has the error: a time-out is the network between them, x509 the certificate, 401 or 403 the front proxy.',
  ],
]);

const HPA: readonly KnownReason[] = HPA_REASONS.map(({ type, reason, means, next, source, version }) => {
  return { of: 'HPA', reason, means: `${type}: ${means}`, ...(next === undefined ? {} : { next }), source, version };
});

/** Every reason that is known, each once of its kind of object. */
export const KNOWN_REASONS: readonly KnownReason[] = [...WAITING, ...TERMINATED, ...POD, ...API_SERVICE, ...HPA];
