import type { ObjectStore } from '../../objects';
import { listOf, objectOf, textOf } from '../config/read';

/** Flags of Prometheus 3.10.0 that nobody set. */
const DEFAULTS: Readonly<Record<string, string>> = {
  agent: 'false',
  'alertmanager.drain-notification-queue-on-shutdown': 'true',
  'alertmanager.notification-batch-size': '256',
  'alertmanager.notification-queue-capacity': '10000',
  'auto-gomaxprocs': 'true',
  'auto-gomemlimit': 'true',
  'auto-gomemlimit.ratio': '0.9',
  'config.auto-reload-interval': '30s',
  'config.file': 'prometheus.yml',
  'enable-feature': '',
  'log.format': 'logfmt',
  'log.level': 'info',
  'query.lookback-delta': '5m',
  'query.max-concurrency': '20',
  'query.max-samples': '50000000',
  'query.timeout': '2m',
  'rules.alert.for-grace-period': '10m',
  'rules.alert.for-outage-tolerance': '1h',
  'rules.alert.resend-delay': '1m',
  'rules.max-concurrent-evals': '4',
  'scrape.adjust-timestamps': 'true',
  'scrape.discovery-reload-interval': '5s',
  'scrape.timestamp-tolerance': '2ms',
  'storage.agent.no-lockfile': 'false',
  'storage.agent.path': 'data-agent/',
  'storage.agent.retention.max-time': '0s',
  'storage.agent.retention.min-time': '0s',
  'storage.agent.wal-compression': 'true',
  'storage.agent.wal-compression-type': 'snappy',
  'storage.agent.wal-segment-size': '0B',
  'storage.agent.wal-truncate-frequency': '0s',
  'storage.remote.flush-deadline': '1m',
  'storage.remote.read-concurrent-limit': '10',
  'storage.remote.read-max-bytes-in-frame': '1048576',
  'storage.remote.read-sample-limit': '50000000',
  'storage.tsdb.allow-overlapping-compaction': 'true',
  'storage.tsdb.block-reload-interval': '1m',
  'storage.tsdb.delay-compact-file.path': '',
  'storage.tsdb.delayed-compaction.max-percent': '10',
  'storage.tsdb.head-chunks-write-queue-size': '0',
  'storage.tsdb.max-block-chunk-segment-size': '0B',
  'storage.tsdb.max-block-duration': '36m',
  'storage.tsdb.min-block-duration': '2h',
  'storage.tsdb.no-lockfile': 'false',
  'storage.tsdb.path': 'data/',
  'storage.tsdb.retention.size': '0B',
  'storage.tsdb.retention.time': '0s',
  'storage.tsdb.samples-per-chunk': '120',
  'storage.tsdb.wal-compression': 'true',
  'storage.tsdb.wal-compression-type': 'snappy',
  'storage.tsdb.wal-segment-size': '0B',
  'web.config.file': '',
  'web.console.libraries': 'console_libraries',
  'web.console.templates': 'consoles',
  'web.cors.origin': '.*',
  'web.enable-admin-api': 'false',
  'web.enable-lifecycle': 'false',
  'web.enable-otlp-receiver': 'false',
  'web.enable-remote-write-receiver': 'false',
  'web.external-url': '',
  'web.listen-address': '0.0.0.0:9090',
  'web.max-connections': '512',
  'web.max-notifications-subscribers': '16',
  'web.page-title': 'Prometheus Time Series Collection and Processing Server',
  'web.read-timeout': '5m',
  'web.remote-write-receiver.accepted-protobuf-messages': 'prometheus.WriteRequest,io.prometheus.write.v2.Request',
  'web.route-prefix': '/',
  'web.user-assets': '',
  'write-documentation': 'false',
};

/** /api/v1/status/flags: the defaults, with the arguments that the pod's container has. */
export function flagsOf(store: ObjectStore): Readonly<Record<string, string>> {
  const flags: Record<string, string> = { ...DEFAULTS };
  for (const argument of containerArguments(store)) {
    const match = /^--(no-)?([a-z0-9.-]+)(?:=(.*))?$/.exec(argument);
    if (match?.[2] !== undefined) flags[match[2]] = match[1] === undefined ? (match[3] ?? 'true') : 'false';
  }
  return flags;
}

function containerArguments(store: ObjectStore): readonly string[] {
  const pod = prometheusPod(store);
  const containers = listOf(objectOf(pod?.['spec'])['containers']).map(objectOf);
  const container = containers.find(({ name }) => name === 'prometheus') ?? containers[0];
  return listOf(container?.['args']).map((argument) => textOf(argument));
}

export function prometheusPod(store: ObjectStore) {
  return store.list('pods', 'monitoring').find((pod) => pod.metadata.labels?.['app.kubernetes.io/name'] === 'prometheus');
}
