import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { RULE_IDS } from '../diagnosis/ruleIds';
import { parseQuery } from '../promql/parse';
import type { Report } from '../report/schema';
import { alertRules, CAUGHT_RULES } from './alertRules';
import { NASTY, reportOfText } from './reports.testSupport';
import { toPrometheusRule } from './ruleFile';

type Finding = Report['findings'][number];

function findingOf(rule: string, subject: string, title = 'title'): Finding {
  return {
    id: `${rule}:${subject}`,
    rule,
    severity: 'error',
    subject,
    causedBy: [],
    title,
    because: '3 lists of *v1.Node failed',
    remedy: 'remedy',
    evidence: [],
  };
}

/** A subject of each rule as its findings have it, and the expression. */
const CAUGHT: readonly (readonly [rule: string, subject: string, expr: string])[] = [
  ['scrape-timeout', 'target/kubelet/10.0.0.1:10250', 'up{job="kubelet",instance="10.0.0.1:10250"} == 0'],
  ['scrape-denied', 'target//10.0.0.1:10250', 'up{job="",instance="10.0.0.1:10250"} == 0'],
  [
    'scrape-refused',
    'target/probe/https://a',
    'up{job="probe",instance="https://a"} == 0 or up{job="probe/https:",instance="/a"} == 0 or up{job="probe/https:/",instance="a"} == 0',
  ],
  ['scrape-rejected', 'target/a/b', 'up{job="a",instance="b"} == 0'],
  [
    'component-not-running',
    'Deployment/kube-system/kube-state-metrics',
    'absent(kube_deployment_status_replicas_available{namespace="kube-system",deployment="kube-state-metrics"} > 0)',
  ],
  ['component-not-running', 'DaemonSet/mon/ne', 'absent(kube_daemonset_status_number_ready{namespace="mon",daemonset="ne"} > 0)'],
  ['component-not-running', 'StatefulSet/mon/p', 'absent(kube_statefulset_status_replicas_ready{namespace="mon",statefulset="p"} > 0)'],
  [
    'metrics-server-no-data',
    'Deployment/kube-system/metrics-server',
    'absent(kube_deployment_status_replicas_available{namespace="kube-system",deployment="metrics-server"} > 0)',
  ],
  ['target-not-scraped', 'node-exporter', 'absent(node_time_seconds)'],
  [
    'node-unhealthy',
    'Node/n1',
    'kube_node_status_condition{node="n1",condition="Ready",status="true"} == 0 or kube_node_status_condition{node="n1",condition=~"MemoryPressure|DiskPressure|PIDPressure|NetworkUnavailable",status="true"} == 1',
  ],
  [
    'hpa-metric-unavailable',
    'HorizontalPodAutoscaler/shop/web',
    'kube_horizontalpodautoscaler_status_condition{namespace="shop",horizontalpodautoscaler="web",condition="ScalingActive",status="false"} == 1',
  ],
  [
    'hpa-ambiguous-selector',
    'HorizontalPodAutoscaler/shop/web2',
    'kube_horizontalpodautoscaler_status_condition{namespace="shop",horizontalpodautoscaler="web2",condition="ScalingActive",status="false"} == 1',
  ],
  ...['hpa-no-pod-metrics', 'hpa-request-missing'].map(
    (rule) =>
      [
        rule,
        'HorizontalPodAutoscaler/shop/api',
        'kube_horizontalpodautoscaler_status_condition{namespace="shop",horizontalpodautoscaler="api",condition="ScalingActive",status="false"} == 1',
      ] as const,
  ),
  ['metrics-api-unavailable', 'APIService/v1beta1.metrics.k8s.io', 'aggregator_unavailable_apiservice{name="v1beta1.metrics.k8s.io"} > 0'],
  ['certificate-expiring', 'Node/n1', 'kubelet_certificate_manager_server_ttl_seconds < 604800'],
  ['clock-skew', 'Node/n1', 'node_time_seconds - timestamp(node_time_seconds) > 10'],
  ['ksm-list-failing', 'Deployment/kube-system/ksm', 'rate(kube_state_metrics_list_total{result="error"}[10m]) > 0'],
  [
    'samples-not-ingested',
    'StatefulSet/mon/p',
    'increase(prometheus_target_scrapes_sample_duplicate_timestamp_total[10m]) > 0 or increase(prometheus_target_scrapes_sample_out_of_order_total[10m]) > 0 or increase(prometheus_target_scrapes_sample_out_of_bounds_total[10m]) > 0',
  ],
  [
    'prometheus-restarted',
    'StatefulSet/mon/k8s.a',
    'increase(kube_pod_container_status_restarts_total{namespace="mon",pod=~"k8s\\\\.a-.*"}[15m]) > 0',
  ],
  ['prometheus-restarted', 'Pod/mon/p-0', 'increase(kube_pod_container_status_restarts_total{namespace="mon",pod="p-0"}[15m]) > 0'],
];

describe('alerts for findings', () => {
  it.each(CAUGHT)('%s of %s: PromQL that parses', (rule, subject, expr) => {
    const { rules, without } = alertRules([findingOf(rule, subject)]);
    expect(without).toEqual([]);
    expect(rules.map((each) => each.expr)).toEqual([expr]);
    expect(parseQuery(expr)).toMatchObject({ ok: true });
  });

  it('every rule that has an alert is a rule, and is among these cases', () => {
    expect(CAUGHT_RULES.filter((rule) => !RULE_IDS.some((id) => id === rule))).toEqual([]);
    expect([...new Set(CAUGHT.map(([rule]) => rule))].sort()).toEqual([...CAUGHT_RULES].sort());
  });

  it.each([
    ['a rule without one', 'labels-exported', 'Deployment/a/b'],
    ['a rule of another program', 'toString', 'Node/a'],
    ['a workload of a kind that no family counts', 'component-not-running', 'Rollout/a/b'],
    ['a part of no known family', 'target-not-scraped', 'dashboard'],
    ['a subject of another form', 'node-unhealthy', 'n1'],
    ['an object without a namespace', 'hpa-metric-unavailable', 'HorizontalPodAutoscaler/web'],
  ])('none for %s', (_name, rule, subject) => {
    const finding = findingOf(rule, subject);
    expect(alertRules([finding])).toEqual({ rules: [], without: [finding] });
  });

  it('none for objects that are hidden without a list that failed', () => {
    const finding = { ...findingOf('ksm-list-failing', 'Deployment/kube-system/ksm'), because: '0 of 3 nodes are exposed' };
    expect(alertRules([finding]).without).toEqual([finding]);
  });

  it('the same expression stands once', () => {
    expect(alertRules([findingOf('clock-skew', 'Node/a'), findingOf('clock-skew', 'Node/b')]).rules).toHaveLength(1);
  });
});

describe('PrometheusRule', () => {
  it('has what Prometheus and its operator ask for', () => {
    const text = toPrometheusRule([findingOf('scrape-timeout', 'target/a/b'), findingOf('labels-exported', 'x')]);
    expect(parse(text)).toEqual({
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PrometheusRule',
      metadata: { name: 'hopscope-findings' },
      spec: {
        groups: [
          {
            name: 'hopscope-findings',
            rules: [
              {
                alert: 'HopscopeScrapeTimeout',
                expr: 'up{job="a",instance="b"} == 0',
                for: '5m',
                labels: { severity: 'critical', subject: 'target/a/b' },
                annotations: { summary: 'title', description: '3 lists of *v1.Node failed' },
              },
              {
                record: 'hopscope:finding_series:count',
                expr: 'count(up{job="a",instance="b"} == 0) or vector(0)',
                labels: { rule: 'scrape-timeout', subject: 'target/a/b' },
              },
            ],
          },
        ],
      },
    });
    expect(text).toContain('# No alert: labels-exported x: ');
  });

  it('is one without findings', () => expect(parse(toPrometheusRule([]))).toMatchObject({ spec: { groups: [] } }));

  it.each(NASTY)('stays YAML, PromQL and no template with %s', (text) => {
    const { rules } = parse(toPrometheusRule(reportOfText(text).findings)).spec.groups[0] ?? { rules: [] };
    expect(rules.length).toBeGreaterThan(0);
    for (const { expr } of rules) expect(parseQuery(expr)).toMatchObject({ ok: true });
  });

  it.each(CAUGHT)('the recording of %s of %s is PromQL that parses', (rule, subject) => {
    const { rules } = parse(toPrometheusRule([findingOf(rule, subject)])).spec.groups[0];
    expect(rules[1]).toMatchObject({ record: 'hopscope:finding_series:count', labels: { rule, subject } });
    expect(parseQuery(rules[1].expr)).toMatchObject({ ok: true });
  });

  it('braces of a title are not run as a template', () => {
    const { rules } = parse(toPrometheusRule([findingOf('clock-skew', 'Node/a', 'a {{ .Values.x }} b')])).spec.groups[0];
    expect(rules[0].annotations.summary).toBe('a {{"{{"}} .Values.x }} b');
  });
});
