import type { Route } from '../../../shared/model/component';
import type { ApiServiceObject, Inventory, ServiceObject } from '../../../shared/model/inventory';
import { type Candidate, compareText } from './candidate';
import { selects } from './selector';

export type MetricsGroup = 'metrics.k8s.io' | 'custom.metrics.k8s.io' | 'external.metrics.k8s.io';
const METRICS_GROUPS: readonly MetricsGroup[] = ['metrics.k8s.io', 'custom.metrics.k8s.io', 'external.metrics.k8s.io'];

export interface ApiServer {
  readonly candidate: Candidate;
  readonly because: string;
  /** The very Service and port of the registration, always TLS (kube-aggregator dials https only). */
  readonly route: Extract<Route, { via: 'service-proxy' }>;
}

/** One metrics API as it is registered. */
export interface ServedApi {
  readonly group: MetricsGroup;
  /** Registrations, newest version first as the server prefers them. */
  readonly registrations: readonly ApiServiceObject[];
  /** The candidates behind APIService.spec.service. Empty: the Service is missing or selects nothing that runs. */
  readonly servers: readonly ApiServer[];
  /** Where the way from APIService to pods ends, when it does not arrive. */
  readonly broken?: string;
}

/** The metrics APIs that have an APIService, in the order of METRICS_GROUPS. */
export function servedApisIn(
  inventory: Inventory,
  servicesIn: (namespace: string) => readonly ServiceObject[],
  candidatesIn: (namespace: string) => readonly Candidate[],
): readonly ServedApi[] {
  return METRICS_GROUPS.flatMap((group) => {
    const registrations = inventory.apiServices
      .filter((apiService) => apiService.group === group)
      .sort((a, b) => compareText(b.version, a.version));
    if (registrations.length === 0) return [];
    const ways = registrations.map((registration) => serversOf(registration, inventory, servicesIn, candidatesIn));
    const servers = new Map(ways.flatMap((way) => way.servers).map((server) => [server.candidate.key, server]));
    const broken = ways.find((way) => way.broken !== undefined)?.broken;
    return [{ group, registrations, servers: [...servers.values()], ...(broken ? { broken } : {}) }];
  });
}

type Behind = readonly Omit<ApiServer, 'route'>[];
type Way = Pick<ServedApi, 'servers' | 'broken'>;

function serversOf(
  registration: ApiServiceObject,
  inventory: Inventory,
  servicesIn: (namespace: string) => readonly ServiceObject[],
  candidatesIn: (namespace: string) => readonly Candidate[],
): Way {
  const reference = registration.service;
  if (!reference) return { servers: [], broken: `APIService ${registration.name} names no Service.` };
  const place = `${reference.namespace}/${reference.name}`;
  const service = servicesIn(reference.namespace).find((known) => known.name === reference.name);
  if (!service) return { servers: [], broken: `APIService ${registration.name} points to Service ${place}, which does not exist.` };
  const points = `APIService ${registration.name} points to Service ${place}`;
  if (service.externalName) return { servers: [], broken: `${points}, which is an ExternalName for ${service.externalName}.` };
  const port = service.ports.find((known) => known.port === reference.port);
  const route = {
    via: 'service-proxy',
    namespace: reference.namespace,
    service: service.name,
    scheme: 'https',
    port: port?.name ?? String(reference.port),
  } as const;
  const behind =
    Object.keys(service.selector).length > 0
      ? bySelector(service, candidatesIn(reference.namespace), points)
      : bySlices(service, inventory, candidatesIn(reference.namespace), points);
  const servers = behind.map((server) => ({ ...server, route }));
  return servers.length > 0 ? { servers } : { servers, broken: `${points}, behind which there is no pod.` };
}

function bySelector(service: ServiceObject, candidates: readonly Candidate[], points: string): Behind {
  const selector = Object.entries(service.selector).map(([key, value]) => `${key}=${value}`);
  return candidates
    .filter((candidate) => selects(service.selector, candidate.labels))
    .map((candidate) => ({ candidate, because: `${points}, whose selector ${selector.join(',')} matches its pods.` }));
}

/** A Service without selector: its EndpointSlices name the pods. */
function bySlices(service: ServiceObject, inventory: Inventory, candidates: readonly Candidate[], points: string): Behind {
  const pods = new Set(
    inventory.endpointSlices
      .filter((slice) => slice.service === service.name && slice.namespace === service.namespace)
      .flatMap((slice) => slice.endpoints)
      .flatMap((endpoint) => (endpoint.target?.kind === 'Pod' ? [endpoint.target.name] : [])),
  );
  return candidates
    .filter((candidate) => candidate.pods.some((pod) => pods.has(pod.name)))
    .map((candidate) => ({ candidate, because: `${points}, whose EndpointSlice names its pods.` }));
}
