import { replaced, withPrometheusConfig } from '../world/edit';
import { container, load, workload } from '../world/healthy/workload';
import type { WorldWorkload } from '../world/world';
import type { Fault } from './fault';

const RULES_LINE = 'rule_files: [/etc/prometheus/rules.yml]\n';
const REMOTE =
  'remote_write:\n- url: http://victoria-metrics.monitoring.svc:8428/api/v1/write\n  queue_config: {max_shards: 1, max_samples_per_send: 200}\n';

const VICTORIA_METRICS: WorldWorkload = workload({
  namespace: 'monitoring',
  name: 'victoria-metrics',
  podLabels: { 'app.kubernetes.io/name': 'victoria-metrics' },
  podSpec: { volumes: [{ name: 'data', emptyDir: {} }] },
  containers: [
    container({
      name: 'victoria-metrics',
      image: 'docker.io/victoriametrics/victoria-metrics:v1.106.1',
      args: ['-storageDataPath=/storage', '-httpListenAddr=:8428', '-retentionPeriod=1d'],
      ports: [{ name: 'http', port: 8428 }],
      requests: { cpu: '50m', memory: '128Mi' },
      behaviour: load(0.03, 0.01, 90, 20),
      more: { volumeMounts: [{ name: 'data', mountPath: '/storage' }] },
    }),
  ],
  service: { headless: false, ports: [{ name: 'http', port: 8428, targetPort: 'http' }] },
});

export const remoteWriteBehind: Fault = {
  name: 'remote-write-behind',
  breaks: 'Prometheus sends its samples to a VictoriaMetrics over one shard, and is two minutes and a half behind',
  apply: (world) => {
    const config = replaced(world.prometheus.config, RULES_LINE, `${RULES_LINE}${REMOTE}`);
    const { prometheus, ...rest } = withPrometheusConfig(world, config);
    return { ...rest, prometheus: { ...prometheus, remoteBehindSeconds: 150 }, workloads: [...world.workloads, VICTORIA_METRICS] };
  },
  findings: () => [],
  health: () => ({ cards: {}, hops: {} }),
  settlesSeconds: 120,
};
