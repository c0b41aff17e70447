import type { Evidence } from '../../model/observation';
import type { Facts } from '../facts';
import type { MetricsServerSight } from '../sights';

/** Its check that nodes and pods have come through (metrics-server pkg/server/server.go). */
export const STORAGE_CHECK = 'metric-storage-ready';
/** Default of the binary (cmd/metrics-server/app/options); the official manifest sets 15 s. */
const DEFAULT_RESOLUTION_SECONDS = 60;

/** What shows that no kubelet has come through to it; undefined: something has, or it cannot be told. */
export function getsNothing(
  server: MetricsServerSight,
  { metricsApi }: Pick<Facts, 'metricsApi'>,
): { readonly evidence: readonly Evidence[] } | undefined {
  const { readyz } = server;
  if (readyz?.state === 'ok' && readyz.value.some(({ name, ok }) => name === STORAGE_CHECK && !ok)) return { evidence: readyz.evidence };
  const nodes = metricsApi?.nodes;
  return nodes?.state === 'ok' && nodes.value.length === 0 ? { evidence: nodes.evidence } : undefined;
}

export function resolutionSeconds({ flags }: MetricsServerSight): number {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)(s|m)$/.exec(flags.get('metric-resolution') ?? '') ?? [];
  if (amount === undefined) return DEFAULT_RESOLUTION_SECONDS;
  return Number(amount) * (unit === 'm' ? 60 : 1);
}

/** It checks the kubelets' certificates: neither told not to, nor given another authority for them. */
export function trustsNobody({ flags }: MetricsServerSight): boolean {
  const insecure = flags.get('kubelet-insecure-tls');
  return (insecure === undefined || insecure === 'false') && flags.get('kubelet-certificate-authority') === undefined;
}
