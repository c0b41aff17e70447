import { replaced, withAdapterConfig, withPrometheusConfig } from '../world/edit';
import { type Fault, SUFFERS } from './fault';

const PODS_JOB = /- job_name: kubernetes-pods\n(?: {2}scrape_interval: 15s\n)?/;

export const adapterWindowTooShort: Fault = {
  name: 'adapter-window-too-short',
  breaks: 'pods are scraped each 30 s, and the adapter takes a rate over 45 s: values come and go',
  apply: (world) => {
    const seldom = world.prometheus.config.replace(PODS_JOB, '- job_name: kubernetes-pods\n  scrape_interval: 30s\n');
    return withAdapterConfig(withPrometheusConfig(world, seldom), replaced(world.adapter.config, '[2m]', '[45s]'));
  },
  findings: () => [{ rule: 'adapter-metric-intermittent', subject: 'HorizontalPodAutoscaler/demo/worker-requests' }],
  health: () => ({
    cards: { 'prometheus-adapter': SUFFERS, 'custom-metrics-api': SUFFERS, hpa: SUFFERS },
    hops: {
      'prometheus->prometheus-adapter': SUFFERS,
      'prometheus-adapter->custom-metrics-api': SUFFERS,
      'custom-metrics-api->hpa': SUFFERS,
    },
  }),
  settlesSeconds: 90,
};
