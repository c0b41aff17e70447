import { describe, expect, it } from 'vitest';
import { parseQuery } from './parse';
import { printExpr } from './print';

// Left: as written in the rule file; right: as /api/v1/rules of Prometheus 3.10 shows it.
const cases: [string, string][] = [
  [
    'sum by (namespace, pod, container) (irate(container_cpu_usage_seconds_total{job="cadvisor",image!=""}[5m]))',
    'sum by (namespace, pod, container) (irate(container_cpu_usage_seconds_total{image!="",job="cadvisor"}[5m]))',
  ],
  [
    'sum by (namespace) (container_memory_working_set_bytes{job="cadvisor",container!="",image!=""})',
    'sum by (namespace) (container_memory_working_set_bytes{container!="",image!="",job="cadvisor"})',
  ],
  [
    'max_over_time(kube_pod_container_status_waiting_reason{reason="CrashLoopBackOff"}[5m]) >= 1',
    'max_over_time(kube_pod_container_status_waiting_reason{reason="CrashLoopBackOff"}[5m]) >= 1',
  ],
  ['up==0', 'up == 0'],
  ['vector(1)', 'vector(1)'],
  ['a / on(b) group_left(c) d', 'a / on (b) group_left (c) d'],
  ['up{a="b"}[90s] offset 1h', 'up{a="b"}[1m30s] offset 1h'],
  ['sum without(a)(rate(x[5m:30s]))', 'sum without (a) (rate(x[5m:30s]))'],
];

describe('printExpr', () => {
  it.each(cases)('%s', (query, printed) => {
    const parsed = parseQuery(query);
    if (!parsed.ok) throw new Error(parsed.error.message);
    expect(printExpr(parsed.value)).toBe(printed);
  });
});
