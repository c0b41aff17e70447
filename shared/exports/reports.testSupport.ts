import type { Report } from '../report/schema';

/** Names that break what does not escape them. */
export const NASTY: readonly string[] = [
  'x'.repeat(253),
  '🦀 emoji 👩‍👩‍👧 family',
  'שלום עולם RTL مرحبا',
  `quotes " ' \` and ]]> and &amp; <script>alert(1)</script>`,
  'line one\nline two\r\nline three | bar ; # hash %% style x:#y;',
  '=HYPERLINK("http://e.example","x")',
  '--> <!-- # \\ * _ [a](b) ![c](d) $x$ {"a": "b"}',
  'control \u0000 \u0008 \u001b[31m and lone \ud800 surrogate \ufffe',
  '- list\n1. item\n# head',
  'end',
];

const AT = '2026-01-01T00:00:00.000Z';

/** A report in which every text that a cluster gives is `text`. */
export function reportOfText(text: string): Report {
  const evidence = [{ request: `GET /${text}`, at: AT, says: text, line: 3 }];
  return {
    version: 1,
    cluster: { context: text, server: 'https://192.0.2.1:6443', serverVersion: text },
    from: AT,
    to: '2026-01-01T00:01:00.000Z',
    components: [
      { id: 'kubelet', kind: 'kubelet', name: text, namespace: text, health: 'broken', because: text, evidence },
      { id: 'metrics-server', kind: 'metrics-server', name: text, health: 'ok', number: { value: -3, unit: text, label: text }, evidence },
      { id: 'prometheus', kind: 'prometheus', name: text, health: 'degraded', because: text, evidence },
      { id: `prometheus:${text}`, kind: 'prometheus', name: text, health: 'ok', evidence },
    ],
    edges: [
      { from: 'kubelet', to: 'metrics-server', pipeline: 'core', carries: text, health: 'broken', because: text, evidence },
      { from: 'kubelet', to: 'prometheus', pipeline: 'monitoring', carries: text, health: 'ok', ageSeconds: 2.5, evidence },
      { from: 'kubelet', to: `prometheus:${text}`, pipeline: 'monitoring', carries: text, health: 'unknown', evidence },
    ],
    findings: [
      {
        id: `scrape-timeout:target/${text}/i`,
        rule: 'scrape-timeout',
        severity: 'error',
        subject: `target/${text}/i`,
        since: AT,
        causedBy: [],
        title: text,
        because: text,
        remedy: text,
        docs: 'docs/guide/rules/scrape-timeout.md',
        evidence,
      },
      {
        id: `hpa-metric-unavailable:HorizontalPodAutoscaler/shop/${text}`,
        rule: 'hpa-metric-unavailable',
        severity: 'warning',
        subject: `HorizontalPodAutoscaler/shop/${text}`,
        causedBy: [`scrape-timeout:target/${text}/i`],
        title: `what follows: ${text}`,
        because: text,
        remedy: text,
        evidence: [],
      },
    ],
    gaps: [
      {
        target: text,
        from: AT,
        missed: 2,
        intervalSeconds: 15,
        cause: text,
        because: text,
        cost: { windows: [text], rules: [text], hpas: [] },
        evidence,
      },
    ],
    blindSpots: [
      { subject: text, state: text, from: AT, intervalSeconds: 15, verdict: 'was-missed', chance: 0.2, seeInstead: text, evidence },
    ],
    cannotTell: [{ rule: 'clock-skew', needs: [text] }],
    access: [{ verb: 'get', resource: text, allowed: false }],
  };
}
