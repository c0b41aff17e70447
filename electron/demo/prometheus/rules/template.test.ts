import { describe, expect, it } from 'vitest';
import { expandTemplate } from './template';

describe('expandTemplate', () => {
  const cases: [string, number, string][] = [
    ['{{ $labels.job }} is down', 1, 'j is down'],
    ['{{.Labels.job}}/{{ $labels.nope }}', 1, 'j/'],
    ['{{ $value }}', 0.25, '0.25'],
    ['{{ $value | humanizePercentage }}', 0.1234567, '12.35%'],
    ['{{ $value | humanize }}', 1_234_567, '1.235M'],
    ['{{ humanizeDuration $value }}', 3723, '1h 2m 3s'],
    ['{{ $externalLabels.cluster }}', 1, 'hopscope'],
    ['{{ query "up" }}', 1, '<error expanding template: the demo\'s Prometheus does not know "query \\"up\\"">'],
    ['no template', 1, 'no template'],
  ];
  it.each(cases)('%s', (text, value, expanded) => {
    expect(expandTemplate(text, { job: 'j' }, value, { cluster: 'hopscope' })).toBe(expanded);
  });
});
