import { nameSuffix } from '../seeded';
import type { WorldContainer, WorldWorkload } from '../world';

type Json = Readonly<Record<string, unknown>>;

const TOKEN_PATH = '/var/run/secrets/kubernetes.io/serviceaccount';

/** The volume that the admission plugin ServiceAccount gives every pod. */
function tokenVolume(name: string): Json {
  return {
    name,
    projected: {
      sources: [
        { serviceAccountToken: { expirationSeconds: 3607, path: 'token' } },
        { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
        { downwardAPI: { items: [{ path: 'namespace', fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' } }] } },
      ],
      defaultMode: 420,
    },
  };
}

function tolerations(workload: WorldWorkload): readonly Json[] {
  const own = (workload.podSpec?.['tolerations'] ?? []) as readonly Json[];
  const exists = (key: string, effect: string) => ({ key: `node.kubernetes.io/${key}`, operator: 'Exists', effect });
  if (workload.kind !== 'DaemonSet') {
    const fiveMinutes = { tolerationSeconds: 300 };
    return [...own, { ...exists('not-ready', 'NoExecute'), ...fiveMinutes }, { ...exists('unreachable', 'NoExecute'), ...fiveMinutes }];
  }
  const pressures = ['disk-pressure', 'memory-pressure', 'pid-pressure', 'unschedulable'].map((key) => exists(key, 'NoSchedule'));
  const network = workload.hostNetwork ? [exists('network-unavailable', 'NoSchedule')] : [];
  return [...own, exists('not-ready', 'NoExecute'), exists('unreachable', 'NoExecute'), ...pressures, ...network];
}

const resources = new WeakMap<object, Json>();

export function resourcesOf(container: Pick<WorldContainer, 'limits' | 'requests'>): Json {
  const { limits, requests } = container;
  const made = resources.get(container) ?? {
    ...(Object.keys(limits).length > 0 ? { limits } : {}),
    ...(Object.keys(requests).length > 0 ? { requests } : {}),
  };
  resources.set(container, made);
  return made;
}

function containerSpec(container: WorldContainer, hostNetwork: boolean, tokenMount?: Json): Json {
  const { volumeMounts = [], securityContext, ...probes } = container.more ?? {};
  const mounts = [...(volumeMounts as readonly Json[]), ...(tokenMount === undefined ? [] : [tokenMount])];
  const port = ({ name, port }: { name: string; port: number }) => ({
    name,
    ...(hostNetwork ? { hostPort: port } : {}),
    containerPort: port,
    protocol: 'TCP',
  });
  return {
    name: container.name,
    image: container.image,
    ...(container.args.length > 0 ? { args: container.args } : {}),
    ...(container.ports.length > 0 ? { ports: container.ports.map(port) } : {}),
    resources: resourcesOf(container),
    ...(mounts.length > 0 ? { volumeMounts: mounts } : {}),
    ...probes,
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    imagePullPolicy: 'IfNotPresent',
    ...(securityContext === undefined ? {} : { securityContext }),
  };
}

/** Templates are without the token's mount and without hostPort: both come with the pod. */
function containersOf(workload: WorldWorkload, tokenMount?: Json): Json {
  const { init } = workload;
  const asContainer = (i: NonNullable<WorldWorkload['init']>) => ({ ...i, ports: [], requests: {}, limits: {}, behaviour: NO_LOAD });
  return {
    ...(init === undefined ? {} : { initContainers: [containerSpec(asContainer(init), false, tokenMount)] }),
    containers: workload.containers.map((container) =>
      containerSpec(container, workload.hostNetwork && tokenMount !== undefined, tokenMount),
    ),
  };
}

const NO_LOAD = { cpuBaseCores: 0, cpuAmplitudeCores: 0, memoryBaseBytes: 0, memoryAmplitudeBytes: 0 };

/** `spec.template.spec` of a workload: without what admission adds to pods. */
export function templateSpec(workload: WorldWorkload): Json {
  const { volumes, terminationGracePeriodSeconds = 30, securityContext = {}, ...further } = workload.podSpec ?? {};
  const account =
    workload.serviceAccount === 'default' ? {} : { serviceAccountName: workload.serviceAccount, serviceAccount: workload.serviceAccount };
  return {
    ...(volumes === undefined ? {} : { volumes }),
    ...containersOf(workload),
    restartPolicy: workload.kind === 'CronJob' ? 'Never' : 'Always',
    terminationGracePeriodSeconds,
    dnsPolicy: 'ClusterFirst',
    ...(workload.nodeSelector === undefined ? {} : { nodeSelector: workload.nodeSelector }),
    ...account,
    ...(workload.hostNetwork ? { hostNetwork: true } : {}),
    securityContext,
    schedulerName: 'default-scheduler',
    ...further,
  };
}

const PRIORITIES: Readonly<Record<string, number>> = { 'system-cluster-critical': 2_000_000_000, 'system-node-critical': 2_000_001_000 };
const specs = new WeakMap<WorldWorkload, Json>();

/** Everything of a pod's spec that its siblings have too: made once for each template. */
function sharedSpec(workload: WorldWorkload): Json {
  const known = specs.get(workload);
  if (known !== undefined) return known;
  const token = `kube-api-access-${nameSuffix(5, 0, workload.namespace, workload.name)}`;
  const { volumes = [], priorityClassName, ...template } = templateSpec(workload);
  const made: Json = {
    ...template,
    volumes: [...(volumes as readonly Json[]), tokenVolume(token)],
    ...containersOf(workload, { name: token, readOnly: true, mountPath: TOKEN_PATH }),
    serviceAccountName: workload.serviceAccount,
    serviceAccount: workload.serviceAccount,
    tolerations: tolerations(workload),
    ...(priorityClassName === undefined ? {} : { priorityClassName }),
    priority: PRIORITIES[String(priorityClassName)] ?? 0,
    enableServiceLinks: true,
    preemptionPolicy: 'PreemptLowerPriority',
  };
  specs.set(workload, made);
  return made;
}

/** `spec` of a pod on its node (or on none yet). */
export function podSpec(workload: WorldWorkload, node: string | undefined): Json {
  const affinity = workload.kind === 'DaemonSet' && node !== undefined ? { affinity: onlyOn(node) } : {};
  return { ...sharedSpec(workload), ...(node === undefined ? {} : { nodeName: node }), ...affinity };
}

function onlyOn(node: string): Json {
  const terms = [{ matchFields: [{ key: 'metadata.name', operator: 'In', values: [node] }] }];
  return { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: terms } } };
}
