import type { Discovered, Endpoint, Purpose } from '../../../shared/model/component';
import type { PortRequest } from '../cluster/port';

/** The best way in for a purpose: its own listener, else the first that there is. */
export function endpointFor(found: Discovered, purpose: Purpose): Endpoint | undefined {
  return found.endpoints.find((each) => each.purpose === purpose) ?? found.endpoints[0];
}

/** A request to a path of a found component; undefined when no way to it is known. */
export function requestTo(found: Discovered, purpose: Purpose, path: string): PortRequest | undefined {
  const endpoint = endpointFor(found, purpose);
  return endpoint && { route: endpoint.route, path: `${endpoint.basePath}${path}` };
}

/** Its metrics, wherever discovery says that they stand. */
export function metricsOf(found: Discovered, fallbackPath = '/metrics'): PortRequest | undefined {
  return requestTo(found, 'metrics', endpointFor(found, 'metrics')?.path ?? fallbackPath);
}
