import { replaced, withAdapterConfig } from '../world/edit';
import { type Fault, SUFFERS, WORSE } from './fault';

export const adapterEmptyQuery: Fault = {
  name: 'adapter-empty-query',
  breaks: 'the metric is listed, its query finds nothing',
  apply: (world) => {
    const query = 'sum(rate(<<.Series>>{<<.LabelMatchers>>';
    return withAdapterConfig(world, replaced(world.adapter.config, query, `${query},code="none"`));
  },
  findings: () => [{ rule: 'adapter-query-empty', subject: 'HorizontalPodAutoscaler/demo/worker-requests' }],
  health: () => ({
    cards: { 'prometheus-adapter': SUFFERS, 'custom-metrics-api': WORSE, hpa: WORSE },
    hops: {
      'prometheus-adapter->custom-metrics-api': SUFFERS,
      'custom-metrics-api->hpa': WORSE,
      'prometheus->prometheus-adapter': SUFFERS,
    },
  }),
  settlesSeconds: 90,
};
