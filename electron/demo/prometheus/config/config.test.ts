import { describe, expect, it } from 'vitest';
import { PROMETHEUS_CONFIG } from '../../world/healthy/prometheusConfig';
import { readConfig } from './config';
import { bytesOf } from './read';

describe('readConfig', () => {
  it('reads the healthy configuration', () => {
    const config = readConfig(PROMETHEUS_CONFIG);
    if (!config.ok) throw new Error(config.error);
    expect(config.value.jobs.map((job) => job.name)).toEqual([
      'prometheus',
      'kubernetes-apiservers',
      'kubelet',
      'cadvisor',
      'kubelet-resource',
      'kube-state-metrics',
      'node-exporter',
      'kubernetes-pods',
    ]);
    expect(config.value.jobs.filter((job) => job.sendsToken).map((job) => job.name)).toEqual([
      'kubernetes-apiservers',
      'kubelet',
      'cadvisor',
      'kubelet-resource',
    ]);
    expect(config.value.jobs.find((job) => job.name === 'kube-state-metrics')?.honorLabels).toBe(true);
    expect(config.value.alertmanagers).toEqual([{ scheme: 'http', pathPrefix: '', targets: ['10.96.0.93:9093'] }]);
    expect(config.value.evaluationIntervalMs).toBe(15_000);
  });

  const broken: [string, string, RegExp][] = [
    ['no YAML', 'a: [', /^prometheus\.yml: /],
    ['not a mapping', '- a', /must hold a mapping/],
    ['a job twice', 'scrape_configs: [{job_name: a}, {job_name: a}]', /multiple scrape configs with job name "a"/],
    ['no name', 'scrape_configs: [{}]', /job_name is empty/],
    ['a bad duration', 'scrape_configs: [{job_name: a, scrape_interval: 5x}]', /scrape config "a": not a valid duration string: "5x"/],
    ['a timeout beyond the interval', 'scrape_configs: [{job_name: a, scrape_interval: 5s, scrape_timeout: 6s}]', /scrape timeout greater/],
    ['a bad regex', 'scrape_configs: [{job_name: a, metric_relabel_configs: [{regex: "("}]}]', /metric_relabel_configs\[0\]/],
    ['an unknown role', 'scrape_configs: [{job_name: a, kubernetes_sd_configs: [{role: cat}]}]', /unknown Kubernetes SD role "cat"/],
  ];
  it.each(broken)('says what is wrong: %s', (_name, text, message) => {
    const config = readConfig(text);
    expect(config.ok ? 'accepted' : config.error).toMatch(message);
  });
});

describe('bytesOf', () => {
  const sizes: [unknown, number][] = [
    [undefined, 0],
    ['10MB', 10 * 1024 ** 2],
    ['1KB', 1024],
    ['512', 512],
    [100, 100],
  ];
  it.each(sizes)('%s', (text, bytes) => expect(bytesOf(text)).toBe(bytes));
});
