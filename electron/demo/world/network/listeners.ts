import type { Listener } from '../../network';
import type { RunningPod } from '../running';

type ForPod = (pod: RunningPod, port: number) => Listener | undefined;

/** Who listens where in the demo's network. The composer of the demo fills it in; each listener is made once and kept. */
export interface Listeners {
  /** The kubelet of a node, on its port 10250. */
  kubelet(make: (node: string) => Listener): void;
  /** The kube-apiserver, at 10.96.0.1:443 and at the first node's port 6443. */
  apiserver(listener: Listener): void;
  /** A port of the pods of one workload ("monitoring", "prometheus", 9090). */
  workload(namespace: string, name: string, port: number, make: (pod: RunningPod) => Listener): void;
  /** What listens in pods that are not named above; undefined: nobody, the connection is refused. */
  otherPods(make: ForPod): void;
}

/** The reading side. */
export interface ListenerTable extends Listeners {
  ofKubelet(node: string): Listener | undefined;
  ofApiserver(): Listener | undefined;
  ofPod(pod: RunningPod, port: number): Listener | undefined;
}

export function createListeners(): ListenerTable {
  const workloads = new Map<string, (pod: RunningPod) => Listener>();
  const kubelets = new Map<string, Listener>();
  const pods = new WeakMap<RunningPod, Map<number, Listener | undefined>>();
  let makeKubelet: ((node: string) => Listener) | undefined;
  let other: ForPod | undefined;
  let apiserver: Listener | undefined;

  function made(pod: RunningPod, port: number): Listener | undefined {
    const own = workloads.get(`${pod.namespace}/${pod.workload.name}:${port}`);
    return own === undefined ? other?.(pod, port) : own(pod);
  }

  return {
    kubelet(make) {
      makeKubelet = make;
    },
    apiserver(listener) {
      apiserver = listener;
    },
    workload(namespace, name, port, make) {
      workloads.set(`${namespace}/${name}:${port}`, make);
    },
    otherPods(make) {
      other = make;
    },
    ofKubelet(node) {
      const known = kubelets.get(node) ?? makeKubelet?.(node);
      if (known !== undefined) kubelets.set(node, known);
      return known;
    },
    ofApiserver: () => apiserver,
    ofPod(pod, port) {
      const ports = pods.get(pod) ?? new Map<number, Listener | undefined>();
      pods.set(pod, ports);
      if (!ports.has(port)) ports.set(port, made(pod, port));
      return ports.get(port);
    },
  };
}
