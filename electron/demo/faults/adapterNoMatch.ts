import { replaced, withAdapterConfig } from '../world/edit';
import { type Fault, SUFFERS, WORSE } from './fault';

export const adapterNoMatch: Fault = {
  name: 'adapter-no-match',
  breaks: "the adapter's rules match no series: no custom and external metrics",
  apply: (world) => {
    const config = replaced(world.adapter.config, "'http_requests_total{", "'no_such_series{");
    return withAdapterConfig(world, replaced(config, "'web_queue_depth{", "'no_such_depth{"));
  },
  findings: () => [{ rule: 'adapter-metric-unmapped', subject: 'HorizontalPodAutoscaler/demo/worker-requests' }],
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
