import { type Labels, labelsKey, METRIC_NAME } from '../../../../shared/promql/labels';
import type { VectorSample } from '../../../../shared/promql/value';
import type { AlertingRule } from './readRules';
import { expandTemplate } from './template';

export interface Alert {
  readonly labels: Labels;
  annotations: Labels;
  state: 'pending' | 'firing' | 'inactive';
  readonly activeAtMs: number;
  value: number;
  keepFiringSinceMs?: number;
  resolvedMs?: number;
  lastSentMs?: number;
}

/** Resolved alerts are kept, and sent, this long (rules/alerting.go resolvedRetention). */
const RESOLVED_MS = 15 * 60_000;

/** The alerts of one rule through its evaluations (rules/alerting.go Eval). */
export class AlertStates {
  readonly active = new Map<string, Alert>();

  constructor(
    private readonly rule: AlertingRule,
    private readonly externalLabels: Labels,
  ) {}

  /** The series that this evaluation writes, ALERTS and ALERTS_FOR_STATE; a text says why it failed. */
  evaluate(samples: readonly VectorSample[], nowMs: number): VectorSample[] | string {
    const seen = new Set<string>();
    for (const sample of samples) {
      const alert = this.alertOf(sample, nowMs);
      const key = labelsKey(alert.labels);
      if (seen.has(key)) return 'vector contains metrics with the same labelset after applying alert labels';
      seen.add(key);
      this.update(key, alert);
    }
    for (const [key, alert] of this.active) this.advance(key, alert, seen.has(key), nowMs);
    return this.visible().flatMap((alert) => seriesOf(this.rule.name, alert));
  }

  /** Pending and firing ones, as the API shows them. */
  visible(): readonly Alert[] {
    return [...this.active.values()].filter((alert) => alert.state !== 'inactive');
  }

  get state(): 'inactive' | 'pending' | 'firing' {
    const states = new Set(this.visible().map((alert) => alert.state));
    return states.has('firing') ? 'firing' : states.has('pending') ? 'pending' : 'inactive';
  }

  private alertOf(sample: VectorSample, nowMs: number): Alert {
    const expand = (text: string) => expandTemplate(text, sample.labels, sample.value, this.externalLabels);
    const { [METRIC_NAME]: _name, ...own } = sample.labels;
    const labels: Record<string, string> = { ...own, ...mapped(this.rule.labels, expand), alertname: this.rule.name };
    for (const name of Object.keys(labels)) if (labels[name] === '') delete labels[name];
    return { labels, annotations: mapped(this.rule.annotations, expand), state: 'pending', activeAtMs: nowMs, value: sample.value };
  }

  private update(key: string, alert: Alert): void {
    const known = this.active.get(key);
    if (known === undefined || known.state === 'inactive') this.active.set(key, alert);
    else {
      known.value = alert.value;
      known.annotations = alert.annotations;
    }
  }

  private advance(key: string, alert: Alert, holds: boolean, nowMs: number): void {
    if (holds) {
      alert.keepFiringSinceMs = undefined;
      if (alert.state === 'pending' && nowMs - alert.activeAtMs >= this.rule.forMs) alert.state = 'firing';
      return;
    }
    if (alert.state === 'pending') this.active.delete(key);
    else if (alert.state === 'firing' && !this.keepsFiring(alert, nowMs)) {
      alert.state = 'inactive';
      alert.resolvedMs = nowMs;
    } else if (alert.state === 'inactive' && nowMs - (alert.resolvedMs ?? nowMs) > RESOLVED_MS) this.active.delete(key);
  }

  private keepsFiring(alert: Alert, nowMs: number): boolean {
    if (this.rule.keepFiringMs === 0) return false;
    alert.keepFiringSinceMs ??= nowMs;
    return nowMs - alert.keepFiringSinceMs < this.rule.keepFiringMs;
  }
}

function mapped(texts: Labels, expand: (text: string) => string): Labels {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, expand(text)]));
}

function seriesOf(alertname: string, alert: Alert): VectorSample[] {
  const labels = { ...alert.labels, alertname };
  return [
    { labels: { ...labels, [METRIC_NAME]: 'ALERTS', alertstate: alert.state }, value: 1 },
    { labels: { ...labels, [METRIC_NAME]: 'ALERTS_FOR_STATE' }, value: Math.floor(alert.activeAtMs / 1000) },
  ];
}
