/** Hosts whose pages may be opened in the system's browser: documentation, over https only. */
const HOSTS = ['kubernetes.io', 'prometheus.io', 'github.com', 'opentelemetry.io', 'grafana.com'] as const;

/** True for links that may leave the window. Cluster addresses never do. */
export function isOpenableLink(url: string): boolean {
  try {
    const { protocol, hostname, username, port } = new URL(url);
    return protocol === 'https:' && username === '' && port === '' && HOSTS.some((host) => hostname === host || hostname === `www.${host}`);
  } catch {
    return false;
  }
}
