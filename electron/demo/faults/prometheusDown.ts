import { scaled } from '../world/edit';
import { type Fault, SUFFERS, WORSE } from './fault';

export const prometheusDown: Fault = {
  name: 'prometheus-down',
  breaks: 'no Prometheus pod (its data goes with it)',
  apply: (world) => scaled(world, 'monitoring', 'prometheus', 0),
  findings: () => [
    { rule: 'component-not-running', subject: 'Deployment/monitoring/prometheus' },
    { rule: 'adapter-source-broken', subject: 'Deployment/monitoring/prometheus-adapter' },
  ],
  health: () => ({
    cards: {
      prometheus: ['broken', 'absent'],
      'prometheus-adapter': SUFFERS,
      'custom-metrics-api': WORSE,
      'external-metrics-api': WORSE,
      alertmanager: SUFFERS,
      dashboard: SUFFERS,
      hpa: WORSE,
    },
    hops: {
      'prometheus->prometheus-adapter': WORSE,
      'prometheus->alertmanager': SUFFERS,
      'prometheus->dashboard': SUFFERS,
      'cadvisor->prometheus': SUFFERS,
      'kubelet->prometheus': SUFFERS,
      'node-exporter->prometheus': SUFFERS,
      'applications->prometheus': SUFFERS,
      'api-objects->prometheus': SUFFERS,
      'kube-state-metrics->prometheus': SUFFERS,
      'prometheus-adapter->custom-metrics-api': SUFFERS,
      'prometheus-adapter->external-metrics-api': SUFFERS,
      'custom-metrics-api->hpa': WORSE,
      'external-metrics-api->hpa': WORSE,
    },
  }),
  settlesSeconds: 60,
};
