import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../electron/engine/clock';
import { walkWhy } from '../../electron/engine/why/gather';
import { STAGES, type StageId } from '../../shared/analysis/why/stage';
import type { WhyAnswer } from '../../shared/analysis/why/walk';
import { lookUntilRight, openDemo } from '../support/demoLook';

/** Simulated: two scrapes, a relist of the adapter, some syncs of the HPAs. */
const WARM_UP_MS = 180_000;

const closers: (() => Promise<void>)[] = [];
afterEach(() => closers.pop()?.());

interface Question {
  readonly metric: string;
  readonly labels?: Readonly<Record<string, string>>;
  /** The stage at which it is lost; "there": it is not. */
  readonly at: StageId | 'there';
  readonly says: RegExp;
}

async function ask(scenario: string, questions: readonly Question[]): Promise<readonly string[]> {
  const { session, port, close } = await openDemo(scenario, WARM_UP_MS);
  closers.push(close);
  return lookUntilRight({ session }, async () => {
    const wrong: string[] = [];
    for (const question of questions) {
      const asked = { metric: question.metric, labels: question.labels ?? {} };
      const found = outcomeOf(await walkWhy(session, port, systemClock, asked, new AbortController().signal));
      if (found.at !== question.at || !question.says.test(found.says)) wrong.push(`${question.metric}: ${found.at}: ${found.says}`);
    }
    return wrong;
  });
}

function outcomeOf({ verdict }: WhyAnswer): { readonly at: StageId | 'there' | 'cannot-tell'; readonly says: string } {
  if (verdict.kind === 'lost') return { at: STAGES[verdict.stage - 1]?.[0] ?? 'cannot-tell', says: verdict.says };
  return { at: verdict.kind, says: verdict.kind === 'there' ? [verdict.says, ...verdict.partly].join('; ') : verdict.says };
}

const CPU = 'container_cpu_usage_seconds_total';
const OF_CADVISOR = { job: 'cadvisor' };

describe('why a metric of the demo is not there', () => {
  it.each<[string, readonly Question[]]>([
    [
      'healthy',
      [
        { metric: CPU, labels: OF_CADVISOR, at: 'there', says: /^a query finds it now$/ },
        { metric: 'kube_node_info', at: 'there', says: /^a query finds it now$/ },
        { metric: 'http_requests_total', at: 'there', says: /a query finds it now/ },
        { metric: 'up', labels: { job: 'kubelet' }, at: 'there', says: /a query finds it now/ },
        { metric: 'namespace:container_memory_working_set_bytes:sum', at: 'there', says: /a query finds it now/ },
        {
          metric: 'http_requests_per_second',
          at: 'there',
          says: /^HPA demo\/worker-requests asks for http_requests_per_second and has a value$/,
        },
        { metric: 'container_cpu_usage_second_total', at: 'known', says: /near: container_cpu_usage_seconds_total/ },
        { metric: 'container_network_tcp_usage_total', at: 'exposed', says: /does not expose it \(option group tcp\)/ },
        {
          metric: 'kube_state_metrics_list_total',
          at: 'target-relabelling',
          says: /^rule 1 of 1 in relabel_configs of job kube-state-metrics drops the target$/,
        },
      ],
    ],
    [
      'prometheus-drops-cadvisor',
      [
        {
          metric: CPU,
          labels: OF_CADVISOR,
          at: 'metric-relabelling',
          says: /^rule 1 of 1 in metric_relabel_configs of job cadvisor drops all \d+ series$/,
        },
        { metric: CPU, at: 'there', says: /rule 1 of 1 in metric_relabel_configs of job cadvisor drops \d+ of \d+ series/ },
        { metric: 'container_network_receive_bytes_total', at: 'there', says: /a query finds it now/ },
      ],
    ],
    ['prometheus-no-token', [{ metric: 'container_processes', at: 'scrape', says: /of job cadvisor: .*401/ }]],
    ['prometheus-no-permission', [{ metric: 'kubelet_running_pods', at: 'scrape', says: /of job kubelet: .*403/ }]],
    ['prometheus-sample-limit', [{ metric: 'node_cpu_usage_seconds_total', at: 'limits', says: /^job kubelet-resource: .*sample.limit/i }]],
    [
      'ksm-rbac',
      [
        {
          metric: 'kube_node_info',
          at: 'exposed',
          says: /^kube-state-metrics kube-system.kube-state-metrics does not expose it \(node\): it cannot list \*v1.Node/,
        },
        { metric: 'kube_pod_info', at: 'there', says: /a query finds it now/ },
      ],
    ],
    [
      'adapter-no-match',
      [
        {
          metric: 'http_requests_total',
          at: 'adapter',
          says: /none of 3 rules of monitoring\/prometheus-adapter gives http_requests_per_second, which HPA demo\/worker-requests/,
        },
        { metric: 'http_requests_per_second', at: 'adapter', says: /none of 3 rules/ },
      ],
    ],
    [
      'adapter-empty-query',
      [
        {
          metric: 'http_requests_total',
          at: 'hpa',
          says: /^HPA demo\/worker-requests asks for http_requests_per_second and gets no value$/,
        },
      ],
    ],
    [
      'ksm-down',
      [
        {
          metric: 'kube_pod_info',
          at: 'target',
          says: /^no job of monitoring.prometheus discovers kube-state-metrics kube-system.kube-state-metrics/,
        },
      ],
    ],
  ])('%s', async (scenario, questions) => expect(await ask(scenario, questions)).toEqual([]), 240_000);
});
