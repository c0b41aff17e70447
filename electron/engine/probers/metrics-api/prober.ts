import { defineProber } from '../prober';
import { type MetricsApiFacts, readUsage } from './facts';
import { judgeMetricsApi } from './judge';

const API = 'metrics.k8s.io/v1beta1';

/** The Metrics API: how many of the nodes and pods that there are it serves, and how old what it serves is. */
export const metricsApiProber = defineProber<MetricsApiFacts>({
  name: 'metrics-api',
  kinds: ['metrics-api'],
  periodMs: 10_000,
  requests: [
    {
      request: `GET /apis/${API}/nodes`,
      proves: 'which nodes are served, with timestamp and window',
      cost: '0.6 KiB a node, one request for all',
    },
    { request: `GET /apis/${API}/pods`, proves: 'which pods are served', cost: '0.3 KiB a pod, one request for all' },
  ],
  async probe(look, _found, signal) {
    const route = { via: 'aggregated', api: API } as const;
    const [nodes, pods] = await Promise.all([
      look.get({ route, path: `/apis/${API}/nodes` }, readUsage, signal),
      look.get({ route, path: `/apis/${API}/pods` }, readUsage, signal),
    ]);
    return { of: 'metrics-api', nodes, pods };
  },
  judge: judgeMetricsApi,
});
