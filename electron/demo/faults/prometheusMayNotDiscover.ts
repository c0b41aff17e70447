import { BROKEN, type Fault, SUFFERS } from './fault';

export const prometheusMayNotDiscover: Fault = {
  name: 'prometheus-may-not-discover',
  breaks: 'Prometheus may not list endpoints: jobs that discover Services have no targets',
  apply: (world) => ({ ...world, prometheus: { ...world.prometheus, mayNotList: ['endpoints', 'endpointslices'] } }),
  findings: () => [
    { rule: 'discovery-denied', subject: 'Deployment/monitoring/prometheus' },
    { rule: 'target-not-scraped', subject: 'kube-state-metrics' },
    { rule: 'target-not-scraped', subject: 'node-exporter' },
  ],
  health: () => ({
    cards: { prometheus: ['ok', 'degraded'] },
    hops: {
      'kube-state-metrics->prometheus': [...BROKEN, 'unknown', 'absent'],
      'node-exporter->prometheus': [...BROKEN, 'unknown', 'absent'],
      'api-objects->prometheus': SUFFERS,
    },
  }),
  settlesSeconds: 90,
};
