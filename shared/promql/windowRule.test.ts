import { describe, expect, it } from 'vitest';
import { windowRuleOf, windowStart } from './windowRule';

describe('the rule of windows by version', () => {
  it.each([
    ['Prometheus 2', '2.42.0+ds', 'closed'],
    ['with a v before it', 'v2.55.1', 'closed'],
    ['Prometheus 3', '3.10.0', 'left-open'],
    ['a release candidate', '3.0.0-rc.1', 'left-open'],
    ['a weekly release of Mimir', 'r409-4d1cd395', 'left-open'],
    ['Thanos', '0.37.2', 'left-open'],
    ['20 is not 2', '20.1.0', 'left-open'],
    ['nothing told', undefined, 'left-open'],
  ] as const)('%s: %s', (_name, version, rule) => {
    expect(windowRuleOf(version)).toBe(rule);
  });

  it.each([
    ['left-open', false],
    ['closed', true],
  ] as const)('%s: a sample exactly at the beginning is inside: %s', (rule, inside) => {
    expect(40_000 > windowStart(100_000, 60_000, rule)).toBe(inside);
  });
});
