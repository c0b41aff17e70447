/** A Service as a URL inside the cluster names it. */
export interface ServiceAddress {
  readonly namespace: string;
  readonly name: string;
  readonly port: number;
}

/** "http://prometheus.monitoring.svc:9090/" -> that Service and port. Undefined: no Service of the cluster (an address, a host with a domain of its own). */
export function addressedService(url: string, ownNamespace: string): ServiceAddress | undefined {
  const [, scheme, host, port] = /^(https?):\/\/([^/:]+)(?::(\d+))?(?:\/|$)/.exec(url) ?? [];
  if (host === undefined || /^[\d.]+$/.test(host) || host.includes('@')) return undefined;
  const [name = '', namespace, svc, ...domain] = host.split('.');
  // "name", "name.namespace", "name.namespace.svc" and with a cluster domain behind it; other hosts are somewhere else.
  if (svc !== undefined && svc !== 'svc') return undefined;
  if (domain.length > 0 && svc !== 'svc') return undefined;
  return { namespace: namespace ?? ownNamespace, name, port: port === undefined ? (scheme === 'https' ? 443 : 80) : Number(port) };
}
