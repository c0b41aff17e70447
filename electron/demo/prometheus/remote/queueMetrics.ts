import { familyHead } from '../../endpoints/catalog';
import { goNumber, labelSet } from '../../endpoints/goNumber';

/** As in the demo's remote_write, by which the queue is named. */
const QUEUE = labelSet({ remote_name: '5a0d1e', url: 'http://victoria-metrics.monitoring.svc:8428/api/v1/write' });
/** What the demo's Prometheus stores in a second, about. */
const SAMPLES_PER_SECOND = 900;

/** What a Prometheus tells of its remote write queue (prometheus storage/remote/queue_manager.go), which is behind by so much. */
export function queueMetrics(nowMs: number, startedMs: number, behindSeconds: number): string {
  const name = (end: string) => `prometheus_remote_storage_${end}`;
  const sentMs = Math.max(startedMs, nowMs - behindSeconds * 1000);
  const rows: readonly (readonly [string, string, string, number])[] = [
    [name('queue_highest_sent_timestamp_seconds'), 'gauge', 'Timestamp of the newest sample that was sent.', Math.floor(sentMs / 1000)],
    [name('samples_pending'), 'gauge', 'Samples that wait to be sent.', behindSeconds * SAMPLES_PER_SECOND],
    [name('samples_total'), 'counter', 'Samples that were sent.', Math.floor(((sentMs - startedMs) / 1000) * SAMPLES_PER_SECOND)],
    [name('samples_failed_total'), 'counter', 'Samples that could not be sent and are not tried again.', 0],
    [name('shards'), 'gauge', 'Shards that send at the same time.', 1],
    [name('shards_max'), 'gauge', 'Shards allowed.', 1],
    [name('shards_desired'), 'gauge', 'Shards that would be enough.', 2.4],
  ];
  return rows.map(([family, type, help, value]) => `${familyHead(family, type, help)}${family}${QUEUE} ${goNumber(value)}\n`).join('');
}
