import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { PROMETHEUS_CONFIG } from '../../world/healthy/prometheusConfig';
import { printConfig } from './print';
import { objectOf } from './read';

it('shows where it sends to, where it sends anything', () => {
  const write = [{ url: 'http://far/api/v1/write', write_relabel_configs: [{ action: 'drop', source_labels: ['a'], regex: 'b' }] }];
  const printed: unknown = parse(printConfig({ ...objectOf(parse(PROMETHEUS_CONFIG)), remote_write: write }));
  expect(printed).toMatchObject({ remote_write: write });
});

it('shows the configuration as the recorded Prometheus 3.10 shows the same one', () => {
  const recorded: { data: { yaml: string } } = JSON.parse(readFileSync('e2e/fixtures/prometheus/status-config.json', 'utf8'));
  expect(printConfig(objectOf(parse(PROMETHEUS_CONFIG)))).toBe(recorded.data.yaml);
});
