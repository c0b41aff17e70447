import { relabel } from '../../../../shared/relabel/evaluate';
import type { ScrapeJob } from './scrapeJobs';

/** Families without which the cards' usual dashboards and adapters have nothing; labels as a healthy exposition has them. */
const KEY_SERIES: Readonly<Record<string, readonly Record<string, string>[]>> = {
  cadvisor: ['container_cpu_usage_seconds_total', 'container_memory_working_set_bytes'].map((name) => ({
    __name__: name,
    id: '/kubepods/burstable/pod00000000-0000-0000-0000-000000000000/0000',
    container: 'app',
    pod: 'app-0',
    namespace: 'default',
    image: 'registry/app:1',
    name: '0000',
  })),
  'kube-state-metrics': [
    { __name__: 'kube_pod_status_phase', namespace: 'default', pod: 'app-0', phase: 'Running', uid: '0' },
    { __name__: 'kube_node_status_condition', node: 'n', condition: 'Ready', status: 'true' },
  ],
  'node-exporter': [{ __name__: 'node_cpu_seconds_total', cpu: '0', mode: 'idle' }, { __name__: 'node_memory_MemAvailable_bytes' }],
};

/** A key series that a job's own metric_relabel_configs drop, evaluated here with the rules of the running configuration. */
export interface Drop {
  readonly job: string;
  readonly card: string;
  readonly metric: string;
  /** 1-based number of the rule in metric_relabel_configs. */
  readonly rule: number;
}

/** @param cardOfJob which card a scrape pool's targets belong to */
export function droppedKeySeries(jobs: readonly ScrapeJob[], cardOfJob: ReadonlyMap<string, string>): readonly Drop[] {
  return jobs.flatMap(({ job, metricRules }) => {
    const card = cardOfJob.get(job);
    if (card === undefined || metricRules.length === 0) return [];
    return (KEY_SERIES[card] ?? []).flatMap((series) => {
      const { kept, steps } = relabel(series, metricRules);
      const last = steps.at(-1);
      return kept || !last ? [] : [{ job, card, metric: series['__name__'] ?? '', rule: last.rule + 1 }];
    });
  });
}
