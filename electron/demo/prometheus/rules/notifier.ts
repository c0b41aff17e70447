import { labelsKey } from '../../../../shared/promql/labels';
import type { SentAlert } from '../../endpoints/alertmanager';
import type { DemoAnswer, Listener } from '../../network';
import type { AlertmanagerConfig } from '../config/config';
import type { Connection } from '../serviceResolver';
import type { Alert } from './alerts';
import type { RuleEvaluator } from './evaluator';

/** An alert as it is posted to /api/v2/alerts of an Alertmanager. */
export interface PostedAlert {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly generatorURL: string;
}

export interface NotifierCounts {
  sent: number;
  errors: number;
  dropped: number;
  requests: number;
}

/** --rules.alert.resend-delay */
const RESEND_MS = 60_000;
/** A firing alert's end, unless it is sent again: four times the longer of resend delay and interval (rules/manager.go). */
const VALID_MS = 4 * RESEND_MS;

export class Notifier {
  /** By the URL of the Alertmanager. */
  readonly counts = new Map<string, NotifierCounts>();
  private urls: readonly string[] = [];
  private readonly last = new Map<string, SentAlert>();

  constructor(
    private readonly dial: (host: string, port: number) => Connection,
    private readonly onAlerts: ((alerts: readonly PostedAlert[]) => void) | undefined,
  ) {}

  configure(alertmanagers: readonly AlertmanagerConfig[]): void {
    this.urls = alertmanagers.flatMap(({ scheme, pathPrefix, targets }) =>
      targets.map((target) => `${scheme}://${target}${pathPrefix}/api/v2/alerts`),
    );
    for (const url of this.urls) if (!this.counts.has(url)) this.counts.set(url, { sent: 0, errors: 0, dropped: 0, requests: 0 });
  }

  /** What an Alertmanager has heard of and what has not ended. */
  delivered(nowMs: number): readonly SentAlert[] {
    for (const [key, alert] of this.last) if (alert.endsAtMs <= nowMs) this.last.delete(key);
    return [...this.last.values()];
  }

  get alertmanagers(): readonly string[] {
    return this.urls;
  }

  /** Sends what fires, again each minute, and once more what is resolved. */
  async tick(evaluator: RuleEvaluator, externalLabels: Readonly<Record<string, string>>, nowMs: number): Promise<void> {
    const due = evaluator.groups
      .flatMap(({ rules }) => rules.flatMap(({ alerts }) => [...(alerts?.active.values() ?? [])]))
      .filter((alert) => needsSending(alert, nowMs));
    if (due.length === 0) return;
    for (const alert of due) alert.lastSentMs = nowMs;
    const posted = due.map((alert) => post(alert, externalLabels, nowMs));
    this.onAlerts?.(posted);
    for (const url of this.urls) await this.send(url, posted, nowMs);
  }

  private async send(url: string, alerts: readonly PostedAlert[], nowMs: number): Promise<void> {
    const counts = this.counts.get(url);
    if (counts === undefined) return;
    counts.requests++;
    const { hostname, port, pathname } = new URL(url);
    const connection = this.dial(hostname, Number(port === '' ? 80 : port));
    const answer = connection.kind === 'listener' ? await deliver(connection.listener, pathname, alerts) : undefined;
    if (answer !== undefined && answer.status < 300) {
      counts.sent += alerts.length;
      for (const alert of alerts) this.last.set(labelsKey(alert.labels), heard(alert, nowMs));
    } else {
      counts.errors += alerts.length;
      counts.dropped += alerts.length;
    }
  }
}

function deliver(listener: Listener, path: string, alerts: readonly PostedAlert[]): DemoAnswer | Promise<DemoAnswer> {
  const headers = { 'content-type': 'application/json', 'user-agent': 'Prometheus/3.10.0' };
  return listener.handle({ method: 'POST', path, query: new URLSearchParams(), headers, body: JSON.stringify(alerts) });
}

function needsSending(alert: Alert, nowMs: number): boolean {
  if (alert.state === 'pending') return false;
  if (alert.resolvedMs !== undefined && alert.resolvedMs > (alert.lastSentMs ?? 0)) return true;
  return alert.lastSentMs === undefined || alert.lastSentMs + RESEND_MS <= nowMs;
}

function post(alert: Alert, externalLabels: Readonly<Record<string, string>>, nowMs: number): PostedAlert {
  const endsAtMs = alert.resolvedMs ?? nowMs + VALID_MS;
  return {
    labels: { ...externalLabels, ...alert.labels },
    annotations: alert.annotations,
    startsAt: new Date(alert.activeAtMs).toISOString(),
    endsAt: new Date(endsAtMs).toISOString(),
    generatorURL: '',
  };
}

function heard(alert: PostedAlert, nowMs: number): SentAlert {
  const { labels, annotations, generatorURL: generatorUrl } = alert;
  return {
    labels,
    annotations,
    generatorUrl,
    updatedAtMs: nowMs,
    startsAtMs: Date.parse(alert.startsAt),
    endsAtMs: Date.parse(alert.endsAt),
  };
}
