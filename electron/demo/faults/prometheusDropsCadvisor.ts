import { replaced, withPrometheusConfig } from '../world/edit';
import { CADVISOR_RELABEL_LINE } from '../world/healthy/prometheusConfig';
import { type Fault, nodeTargets } from './fault';

export const prometheusDropsCadvisor: Fault = {
  name: 'prometheus-drops-cadvisor',
  breaks: 'the scrape works, metric_relabel_configs throws container_cpu_* and container_memory_* away',
  apply: (world) => {
    const rule = '  metric_relabel_configs: [{source_labels: [__name__], action: drop, regex: "container_(cpu|memory)_.*"}]';
    return withPrometheusConfig(world, replaced(world.prometheus.config, CADVISOR_RELABEL_LINE, rule));
  },
  findings: (world) => nodeTargets(world, 'metric-dropped-by-relabel', 'cadvisor'),
  health: () => ({
    cards: { prometheus: ['ok', 'degraded'], cadvisor: ['ok', 'degraded'] },
    hops: { 'cadvisor->prometheus': ['degraded', 'broken'] },
  }),
  settlesSeconds: 60,
};
