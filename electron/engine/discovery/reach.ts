import type { Endpoint, Route } from '../../../shared/model/component';
import type { ContainerObject, PodObject, ServiceObject } from '../../../shared/model/inventory';
import { type Candidate, compareText } from './candidate';
import { type Listener, portNumber } from './listener';
import { selects } from './selector';

/** A card of 5,000 pods needs no 5,000 ways in: so many pods are listed by themselves. */
const PODS_LISTED = 3;

/** What stands around: the Services and candidates of a namespace. */
export interface Surroundings {
  readonly servicesIn: (namespace: string) => readonly ServiceObject[];
  readonly candidatesIn: (namespace: string) => readonly Candidate[];
}

/** What is to be reached: pods with their labels and containers. */
export interface Reachable {
  /** Key of the candidate it is (a part of). */
  readonly key: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly containers: readonly ContainerObject[];
  readonly pods: readonly PodObject[];
  /** True: a Service would reach another pod than this one (one process of several behind it). */
  readonly single?: boolean;
}

type Way = { readonly route: Route; readonly listener: Listener };

/**
 * Ways to the listeners, best first: a Service that selects these pods and no others, then the pods
 * (ready ones first), then Services that also select others. Each way once for each purpose.
 */
export function endpointsFor(target: Reachable, listeners: readonly Listener[], around: Surroundings): readonly Endpoint[] {
  return listeners.flatMap((listener) =>
    waysTo(target, listener, around).flatMap(({ route }) =>
      listener.purposes.map((purpose) => ({
        purpose,
        route,
        basePath: listener.basePath,
        ...(listener.path ? { path: listener.path } : {}),
      })),
    ),
  );
}

function waysTo(target: Reachable, listener: Listener, around: Surroundings): readonly Way[] {
  const services = servicesOf(target, around);
  const own = services.filter((service) => !target.single && isExclusive(service, target, around));
  const shared = services.filter((service) => !own.includes(service));
  const viaOwn = own.flatMap((service) => serviceWays(service, target, listener));
  const viaPods = podWays(target, listener);
  const viaShared = target.single ? [] : shared.flatMap((service) => serviceWays(service, target, listener));
  return [...viaOwn, ...viaPods, ...viaShared];
}

/** Services with a cluster IP before headless ones, then by name. */
function servicesOf(target: Reachable, around: Surroundings): readonly ServiceObject[] {
  return around
    .servicesIn(target.namespace)
    .filter((service) => selects(service.selector, target.labels))
    .sort((a, b) => Number(a.clusterIp === 'None') - Number(b.clusterIp === 'None') || compareText(a.name, b.name));
}

function isExclusive(service: ServiceObject, target: Reachable, around: Surroundings): boolean {
  return around
    .candidatesIn(target.namespace)
    .every((other) => other.key === target.key || other.pods.length === 0 || !selects(service.selector, other.labels));
}

function serviceWays(service: ServiceObject, target: Reachable, listener: Listener): readonly Way[] {
  return service.ports
    .filter((port) => port.protocol !== 'UDP' && portNumber(target.containers, port.targetPort) === listener.port)
    .slice(0, 1)
    .flatMap((port) => {
      const certain = schemeOfPort(port);
      const schemes = certain ? [certain] : listener.schemes;
      return schemes.map((scheme) => ({
        listener,
        route: {
          via: 'service-proxy' as const,
          namespace: target.namespace,
          service: service.name,
          scheme,
          port: port.name && port.name !== '' ? port.name : String(port.port),
        },
      }));
    });
}

/** appProtocol says it; a port that is named https says it too (Service docs: application protocol). */
function schemeOfPort(port: ServiceObject['ports'][number]): 'http' | 'https' | undefined {
  if (port.appProtocol === 'https' || port.appProtocol === 'http') return port.appProtocol;
  return /^https(-|$)/.test(port.name ?? '') ? 'https' : undefined;
}

function podWays(target: Reachable, listener: Listener): readonly Way[] {
  return firstPods(target.pods).flatMap((pod) =>
    listener.schemes.map((scheme) => ({
      listener,
      route: { via: 'pod-proxy' as const, namespace: target.namespace, pod: pod.name, scheme, port: String(listener.port) },
    })),
  );
}

/** The first few pods by name that run, ready ones before others. */
function firstPods(pods: readonly PodObject[]): readonly PodObject[] {
  const ready: PodObject[] = [];
  const others: PodObject[] = [];
  for (const pod of pods) {
    if (ready.length === PODS_LISTED) return ready;
    if (pod.phase !== 'Running') continue;
    if (isReady(pod)) ready.push(pod);
    else if (others.length < PODS_LISTED) others.push(pod);
  }
  return [...ready, ...others].slice(0, PODS_LISTED);
}

function isReady(pod: PodObject): boolean {
  return pod.conditions.some((condition) => condition.type === 'Ready' && condition.status === 'True');
}
