import type { OtherObject, ServiceObject } from '../../../../shared/model/inventory';
import type { Candidate } from '../candidate';
import { type Listener, portNumber } from '../listener';
import { endpointsFor } from '../reach';
import type { Found, Scene } from '../scene';
import type { ScrapedPod } from '../scrapedPod';
import { isRecord, labelSelectorMatches, selects } from '../selector';

/** Somebody says that these pods are to be scraped, where, and in which words. */
interface Claim {
  readonly because: string;
  /** Number or name of a container's port; undefined: every declared port. */
  readonly port?: string;
  readonly scheme: 'http' | 'https';
  readonly path?: string;
}

/**
 * Workloads that are scraped, and are no component themselves: by annotations prometheus.io/* of pods
 * or Services, by ServiceMonitors and PodMonitors; and where none of these speaks of them, by a Prometheus' targets.
 */
export function detectApplications(scene: Scene, taken: ReadonlySet<string>, scraped: readonly ScrapedPod[]): readonly Found[] {
  const monitors = scene.inventory.others['monitoring.coreos.com/servicemonitors'] ?? [];
  const podMonitors = scene.inventory.others['monitoring.coreos.com/podmonitors'] ?? [];
  const scrapedByPod = new Map(scraped.map((each) => [`${each.namespace}/${each.pod}`, each]));
  const serviceClaims = new Map(scene.inventory.services.map((service) => [service, claimsOnService(service, monitors)]));
  return scene.candidates.flatMap((candidate) => {
    if (taken.has(candidate.key)) return [];
    const spoken = [
      ...byPodAnnotations(candidate),
      ...podMonitors.flatMap((monitor) => byPodMonitor(candidate, monitor)),
      ...scene
        .servicesIn(candidate.namespace)
        .filter((service) => (serviceClaims.get(service)?.length ?? 0) > 0 && selects(service.selector, candidate.labels))
        .flatMap((service) => serviceClaims.get(service) ?? []),
    ];
    const claims = spoken.length > 0 ? spoken : byTargets(candidate, scrapedByPod);
    return claims.length > 0 ? [applicationOf(candidate, claims, scene)] : [];
  });
}

function byPodAnnotations(candidate: Candidate): readonly Claim[] {
  const claim = byAnnotations(candidate.annotations, 'Its pods have the annotation');
  return claim ? [claim] : [];
}

/** The annotations of Prometheus' example configuration (documentation/examples/prometheus-kubernetes.yml). */
function byAnnotations(annotations: Readonly<Record<string, string>>, says: string): Claim | undefined {
  if (annotations['prometheus.io/scrape'] !== 'true') return undefined;
  const port = annotations['prometheus.io/port'];
  const path = annotations['prometheus.io/path'];
  return {
    because: `${says} prometheus.io/scrape=true${port ? `, prometheus.io/port=${port}` : ''}${path ? `, prometheus.io/path=${path}` : ''}.`,
    ...(port ? { port } : {}),
    scheme: annotations['prometheus.io/scheme'] === 'https' ? 'https' : 'http',
    ...(path ? { path } : {}),
  };
}

function byTargets({ namespace, pods }: Candidate, scrapedByPod: ReadonlyMap<string, ScrapedPod>): readonly Claim[] {
  const [scraped] = pods.flatMap(({ name }) => scrapedByPod.get(`${namespace}/${name}`) ?? []);
  if (scraped === undefined) return [];
  const { by, job, scheme, port, path } = scraped;
  return [{ because: `Prometheus ${by} scrapes its pods (job ${job}, port ${port}, ${path}).`, port, scheme, path }];
}

function claimsOnService(service: ServiceObject, monitors: readonly OtherObject[]): readonly Claim[] {
  const annotated = byAnnotations(
    service.annotations,
    `Service ${service.namespace ?? ''}/${service.name}, which selects it, has the annotation`,
  );
  const monitored = monitors
    .filter(
      (monitor) => reachesNamespace(monitor, service.namespace ?? '') && labelSelectorMatches(monitor.spec['selector'], service.labels),
    )
    .flatMap((monitor) =>
      endpointsIn(monitor, 'endpoints').map((endpoint) => ({
        because: `ServiceMonitor ${monitor.namespace ?? ''}/${monitor.name} selects Service ${service.name}, which selects it.`,
        ...claimOf(endpoint, servicePort(service, endpoint)),
      })),
    );
  return [...(annotated ? [{ ...annotated, ...targetOf(service, annotated.port) }] : []), ...monitored];
}

/** An annotation on a Service names the Service's port or the pods': the pods' wins, as the example configuration does. */
function targetOf(service: ServiceObject, port: string | undefined): { readonly port?: string } {
  const own = service.ports.find((known) => String(known.port) === port);
  return own ? { port: own.targetPort } : {};
}

function servicePort(service: ServiceObject, endpoint: Readonly<Record<string, unknown>>): string | undefined {
  const name = endpoint['port'];
  return typeof name === 'string' ? service.ports.find((port) => port.name === name)?.targetPort : undefined;
}

function byPodMonitor(candidate: Candidate, monitor: OtherObject): readonly Claim[] {
  if (!reachesNamespace(monitor, candidate.namespace) || !labelSelectorMatches(monitor.spec['selector'], candidate.labels)) return [];
  return endpointsIn(monitor, 'podMetricsEndpoints').map((endpoint) => ({
    because: `PodMonitor ${monitor.namespace ?? ''}/${monitor.name} selects its pods.`,
    ...claimOf(endpoint, typeof endpoint['port'] === 'string' ? endpoint['port'] : undefined),
  }));
}

function claimOf(endpoint: Readonly<Record<string, unknown>>, namedPort: string | undefined): Omit<Claim, 'because'> {
  const target = endpoint['targetPort'] ?? endpoint['portNumber'];
  const port = namedPort ?? (typeof target === 'string' || typeof target === 'number' ? String(target) : undefined);
  const path = endpoint['path'];
  return {
    ...(port ? { port } : {}),
    scheme: String(endpoint['scheme'] ?? 'http').toLowerCase() === 'https' ? 'https' : 'http',
    ...(typeof path === 'string' && path !== '' ? { path } : {}),
  };
}

function endpointsIn(monitor: OtherObject, field: string): readonly Readonly<Record<string, unknown>>[] {
  const endpoints: unknown = monitor.spec[field];
  return Array.isArray(endpoints) ? endpoints.filter(isRecord) : [];
}

/** spec.namespaceSelector: `any`, or names; absent: the monitor's own namespace. */
function reachesNamespace(monitor: OtherObject, namespace: string): boolean {
  const selector = monitor.spec['namespaceSelector'];
  if (!isRecord(selector)) return monitor.namespace === namespace;
  if (selector['any'] === true) return true;
  const names: unknown = selector['matchNames'];
  return Array.isArray(names) && names.length > 0 ? names.includes(namespace) : monitor.namespace === namespace;
}

function applicationOf(candidate: Candidate, claims: readonly Claim[], scene: Scene): Found {
  const listeners = claims.flatMap((claim) => listenersOf(claim, candidate));
  const first = candidate.containers.find((container) => container.ports.some((port) => port.containerPort === listeners[0]?.port));
  return {
    baseCard: 'applications',
    candidate: candidate.key,
    found: {
      id: `app/${candidate.namespace}/${candidate.name}`,
      kind: 'app',
      name: candidate.name,
      namespace: candidate.namespace,
      ...(candidate.workload ? { workload: candidate.workload } : {}),
      pods: candidate.pods.map((pod) => pod.name),
      ...(first ? { container: first.name } : {}),
      args: [],
      endpoints: endpointsFor(candidate, listeners, scene),
      confidence: 'likely',
      because: [...new Set(claims.map((claim) => claim.because))],
    },
  };
}

/** Without a port Prometheus' pod role makes a target of every declared port; the first is asked here. */
function listenersOf(claim: Claim, candidate: Candidate): readonly Listener[] {
  const declared = candidate.containers.flatMap((container) => container.ports)[0]?.containerPort;
  const port = claim.port === undefined ? declared : portNumber(candidate.containers, claim.port);
  if (port === undefined) return [];
  return [{ purposes: ['metrics'], port, schemes: [claim.scheme], basePath: '', ...(claim.path ? { path: claim.path } : {}) }];
}
