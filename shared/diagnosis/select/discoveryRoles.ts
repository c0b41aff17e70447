/** What kubernetes_sd_configs of each role list (prometheus/prometheus discovery/kubernetes). */
export const LISTED_BY_ROLE: Readonly<Record<string, readonly { readonly group: string; readonly resource: string }[]>> = {
  node: [{ group: '', resource: 'nodes' }],
  pod: [{ group: '', resource: 'pods' }],
  service: [{ group: '', resource: 'services' }],
  endpoints: ['endpoints', 'services', 'pods'].map((resource) => ({ group: '', resource })),
  endpointslice: [
    { group: 'discovery.k8s.io', resource: 'endpointslices' },
    ...['services', 'pods'].map((resource) => ({ group: '', resource })),
  ],
  ingress: [{ group: 'networking.k8s.io', resource: 'ingresses' }],
};
