import { describe, expect, it } from 'vitest';
import { prometheusConfig } from '../../demo/world/healthy/prometheusConfig';
import { readConfig } from './configYaml';

describe('a running configuration', () => {
  it('jobs with their rules, as rules and as they are written', () => {
    const read = readConfig(prometheusConfig('small'));
    expect(
      read.ok &&
        read.value.jobs.map(({ name, honorLabels, targetRules, metricRules }) => [
          name,
          honorLabels,
          targetRules.length,
          metricRules.length,
        ]),
    ).toEqual([
      ['prometheus', false, 0, 0],
      ['kubernetes-apiservers', false, 1, 0],
      ['kubelet', false, 1, 0],
      ['cadvisor', false, 1, 0],
      ['kubelet-resource', false, 0, 0],
      ['kube-state-metrics', true, 1, 0],
      ['node-exporter', false, 2, 0],
      ['kubernetes-pods', false, 5, 0],
    ]);
    const job = read.ok ? read.value.jobs.find(({ name }) => name === 'kubelet') : undefined;
    expect(job?.ruleText.target).toEqual(['action: labelmap\nregex: __meta_kubernetes_node_label_(.+)']);
  });

  it('remote writes', () => {
    const read = readConfig(
      'remote_write: [{url: "http://far", write_relabel_configs: [{action: drop, source_labels: [a], regex: b}]}, {url: "http://near", name: near}]',
    );
    expect(read.ok && read.value.remoteWrites.map(({ name, rules }) => [name, rules.length])).toEqual([
      ['http://far', 1],
      ['near', 0],
    ]);
  });

  it.each([
    ['no YAML', '{', 'its configuration is no YAML with scrape_configs'],
    ['a text', 'hello', 'its configuration is no YAML with scrape_configs'],
    [
      'a regex that RE2 refuses',
      'scrape_configs: [{job_name: a, metric_relabel_configs: [{action: drop, regex: "("}]}]',
      'job a: metric_relabel_configs[0].regex',
    ],
  ])('refused: %s', (_name, text, error) => {
    expect(readConfig(text)).toEqual({ ok: false, error: expect.stringContaining(error) });
  });
});
