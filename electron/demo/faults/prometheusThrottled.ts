import { changeContainer, changeWorkload } from '../world/edit';
import { type Fault, SUFFERS } from './fault';

/** The adapter lists the metrics of the last 30 s: while nothing is scraped it may lose one, and the HPA on it for a moment. */
export const prometheusThrottled: Fault = {
  name: 'prometheus-throttled',
  breaks: 'Prometheus runs against a CPU limit of 20m: in every two minutes it stands still for 40 s',
  apply: (world) => {
    const limited = changeWorkload(world, 'monitoring', 'prometheus', (workload) =>
      changeContainer(workload, 'prometheus', (container) => ({
        ...container,
        requests: { ...container.requests, cpu: '10m' },
        limits: { ...container.limits, cpu: '20m' },
        behaviour: { ...container.behaviour, throttledShare: 0.8 },
      })),
    );
    return { ...limited, prometheus: { ...limited.prometheus, stalls: { everySeconds: 120, forSeconds: 40 } } };
  },
  findings: () => [],
  health: () => ({
    cards: { prometheus: SUFFERS, 'custom-metrics-api': SUFFERS, 'external-metrics-api': SUFFERS, hpa: SUFFERS },
    hops: { 'custom-metrics-api->hpa': SUFFERS, 'external-metrics-api->hpa': SUFFERS, 'prometheus->prometheus-adapter': SUFFERS },
  }),
  settlesSeconds: 120,
};
