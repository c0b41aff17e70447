import { changeArgs, replaced } from '../world/edit';
import { type Fault, SUFFERS, WORSE } from './fault';

export const adapterDeadPrometheus: Fault = {
  name: 'adapter-dead-prometheus',
  breaks: 'the adapter asks a Prometheus that is not there',
  apply: (world) => {
    const prometheusUrl = replaced(world.adapter.prometheusUrl, ':9090', ':9999');
    const moved = { ...world, adapter: { ...world.adapter, prometheusUrl } };
    return changeArgs(moved, 'monitoring', 'prometheus-adapter', (args) =>
      args.map((arg) => (arg.startsWith('--prometheus-url=') ? `--prometheus-url=${prometheusUrl}` : arg)),
    );
  },
  findings: () => [
    { rule: 'adapter-source-broken', subject: 'Deployment/monitoring/prometheus-adapter' },
    { rule: 'adapter-metric-unmapped', subject: 'HorizontalPodAutoscaler/demo/worker-requests' },
  ],
  health: () => ({
    cards: { 'prometheus-adapter': SUFFERS, 'custom-metrics-api': WORSE, 'external-metrics-api': WORSE, hpa: WORSE },
    hops: {
      'prometheus->prometheus-adapter': SUFFERS,
      'prometheus-adapter->custom-metrics-api': SUFFERS,
      'prometheus-adapter->external-metrics-api': SUFFERS,
      'custom-metrics-api->hpa': WORSE,
      'external-metrics-api->hpa': WORSE,
    },
  }),
  settlesSeconds: 90,
};
