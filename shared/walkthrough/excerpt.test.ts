import { describe, expect, it } from 'vitest';
import { excerptOf } from './excerpt';

const TEXT = `# HELP node_cpu_usage_seconds_total {of the node}
# TYPE node_cpu_usage_seconds_total counter
node_cpu_usage_seconds_total 12.5 1795271506214
# TYPE node_memory_working_set_bytes gauge
node_memory_working_set_bytes 4e+09 1795271506214
`;
const numbers = (lines: ReturnType<typeof excerptOf>) => lines.map(({ number }) => number);

describe('an excerpt', () => {
  it('begins at the line of a sample that holds the words, not at its help', () => {
    const lines = excerptOf(TEXT, 'text/plain', 'node_cpu_usage_seconds_total');
    expect(numbers(lines)).toEqual([3, 4, 5]);
    expect(lines[0]?.text).toBe('node_cpu_usage_seconds_total 12.5 1795271506214');
  });

  it('leaves out the empty line at the end', () => {
    expect(numbers(excerptOf(TEXT, 'text/plain', 'node_memory_working_set_bytes'))).toEqual([5]);
  });

  it('begins at the beginning when the words are not there, or none are given', () => {
    expect(numbers(excerptOf(TEXT, 'text/plain', 'kube_pod_info'))).toEqual([1, 2, 3]);
    expect(excerptOf('ok', 'text/plain')).toEqual([{ number: 1, text: 'ok' }]);
    expect(excerptOf('', undefined)).toEqual([]);
  });

  it('lays out JSON that came as one line, so that its lines have the numbers of the Raw tab', () => {
    const json = '{"kind":"NodeMetricsList","items":[{"usage":{"cpu":"212m"}}]}';
    expect(excerptOf(json, 'application/json', '"usage"')).toEqual([
      { number: 5, text: '      "usage": {' },
      { number: 6, text: '        "cpu": "212m"' },
      { number: 7, text: '      }' },
    ]);
  });

  it('cuts lines that are longer than anyone sees', () => {
    expect(excerptOf('x'.repeat(100_000), undefined)[0]?.text).toHaveLength(400);
  });
});
