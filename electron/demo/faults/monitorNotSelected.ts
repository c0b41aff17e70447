import type { Fault } from './fault';

export const monitorNotSelected: Fault = {
  name: 'monitor-not-selected',
  breaks: 'a ServiceMonitor lacks the label by which the Prometheus object selects monitors',
  apply: (world) => ({
    ...world,
    operator: {
      selects: { release: 'stack' },
      serviceMonitors: [
        { namespace: 'demo', name: 'web', labels: { release: 'stack' }, matchLabels: { app: 'web' }, port: 'http' },
        { namespace: 'demo', name: 'api', labels: { release: 'other' }, matchLabels: { app: 'api' }, port: 'http' },
      ],
    },
  }),
  findings: () => [{ rule: 'monitor-not-selected', subject: 'ServiceMonitor/demo/api' }],
  health: () => ({ cards: {}, hops: {} }),
  settlesSeconds: 60,
};
