import type { DemoAnswer, DemoRequest, Listener } from '../network';
import type { Running } from '../world/running';
import { exposition, json, notFound, text } from './answers';
import { familyHead } from './catalog';
import { goNumber, labelSet } from './goNumber';
import { seededHex } from './identity';
import { processStartedMs } from './processStart';

/** An alert as the demo's Prometheus sends it. */
export interface SentAlert {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly startsAtMs: number;
  readonly updatedAtMs: number;
  readonly endsAtMs: number;
  readonly generatorUrl: string;
}

export interface AlertmanagerOptions {
  readonly running: () => Running;
  /** Alerts that firing rules have sent and that have not ended. */
  readonly alerts: () => readonly SentAlert[];
  /** The start of the container "alertmanager" when not said. */
  readonly startedMs?: () => number;
  /** alertmanager.yml as text, shown by /api/v2/status. */
  readonly config?: () => string;
}

const plainConfig = 'route:\n  receiver: none\n  group_wait: 10s\nreceivers:\n- name: none\n';
const receiver = 'none';
const version = { branch: 'debian/sid', buildDate: '20230409-09:50:43', buildUser: 'team+pkg-go@tracker.debian.org' };
const build = { ...version, goVersion: 'go1.19.8', revision: '0.25.0-1+b4', version: '0.25.0' };

/** Alertmanager (port 9093, http): status, alerts, own metrics, /-/ready and /-/healthy. */
export function alertmanager(options: AlertmanagerOptions): Listener {
  return { scheme: 'http', handle: (request) => answer(options, request) };
}

function answer(options: AlertmanagerOptions, request: DemoRequest): DemoAnswer {
  const running = options.running();
  const { nowMs } = running;
  const startedMs = options.startedMs?.() ?? processStartedMs(running, 'alertmanager');
  const alerts = options.alerts().filter((alert) => alert.endsAtMs > nowMs);
  switch (request.path) {
    case '/-/ready':
    case '/-/healthy':
      return text(200, 'OK');
    case '/api/v2/status':
      return json(status(options.config?.() ?? plainConfig, startedMs), 'line');
    case '/api/v2/alerts':
      return json(alerts.map(shown), 'line');
    case '/api/v2/receivers':
      return json([{ name: receiver }], 'line');
    case '/api/v2/silences':
      return json([], 'line');
    case '/metrics':
      return exposition(metrics(alerts.length, startedMs, nowMs), 'plain');
    default:
      return notFound();
  }
}

function status(original: string, startedMs: number): object {
  return {
    cluster: { peers: [], status: 'disabled' },
    config: { original },
    uptime: new Date(startedMs).toISOString(),
    versionInfo: build,
  };
}

function shown(alert: SentAlert): object {
  const at = (ms: number) => new Date(ms).toISOString();
  return {
    annotations: alert.annotations,
    endsAt: at(alert.endsAtMs),
    fingerprint: seededHex(JSON.stringify(Object.entries(alert.labels).sort()), 16),
    receivers: [{ name: receiver }],
    startsAt: at(alert.startsAtMs),
    status: { inhibitedBy: [], silencedBy: [], state: 'active' },
    updatedAt: at(alert.updatedAtMs),
    generatorURL: alert.generatorUrl,
    labels: alert.labels,
  };
}

/** A handful of the families that Alertmanager 0.25 has: no recording of its /metrics exists. */
function metrics(active: number, startedMs: number, nowMs: number): string {
  const uptime = Math.max(0, (nowMs - startedMs) / 1000);
  const families: readonly (readonly [string, string, string, readonly (readonly [Readonly<Record<string, string>>, number])[]])[] = [
    [
      'alertmanager_alerts',
      'gauge',
      'How many alerts by state.',
      [
        [{ state: 'active' }, active],
        [{ state: 'suppressed' }, 0],
      ],
    ],
    [
      'alertmanager_build_info',
      'gauge',
      'A metric with a constant 1 value and the build as labels.',
      [[{ branch: build.branch, goversion: build.goVersion, revision: build.revision, version: build.version }, 1]],
    ],
    ['alertmanager_config_last_reload_successful', 'gauge', 'Whether the last configuration reload attempt was successful.', [[{}, 1]]],
    ['alertmanager_notifications_failed_total', 'counter', 'The total number of failed notifications.', [[{ integration: 'webhook' }, 0]]],
    ['process_cpu_seconds_total', 'counter', 'Total user and system CPU time spent in seconds.', [[{}, Math.floor(uptime * 0.3) / 100]]],
    ['process_start_time_seconds', 'gauge', 'Start time of the process since unix epoch in seconds.', [[{}, startedMs / 1000]]],
  ];
  return families
    .map(([name, type, help, rows]) => {
      const lines = rows.map(([labels, value]) => `${name}${labelSet(labels)} ${goNumber(value)}\n`);
      return familyHead(name, type, help) + lines.join('');
    })
    .join('');
}
