import { expect, it } from 'vitest';
import { History } from '../store/history';
import { lostHistory } from './lostHistory';

const S = 1_000;
const T0 = Date.UTC(2026, 10, 22, 1, 35, 40);
const HEAD = { key: 'series', label: 'series', unit: 'series' };

/** As on a real cluster: scaled to none after 20 s, a new pod's process 24 s later, its first scrape after that. */
interface Given {
  readonly looks?: readonly number[];
  readonly startedMs?: number;
  readonly beganMs?: number;
  readonly failedAt?: readonly number[];
}

function found({ looks = [2, 17], startedMs = T0 + 44 * S, beganMs = T0 + 55 * S, failedAt = [32] }: Given = {}) {
  const history = new History();
  for (const at of looks) history.add('prometheus/monitoring/k8s', HEAD, T0 + at * S, 4_000);
  for (const at of failedAt) history.gap('prometheus/monitoring/k8s', T0 + at * S);
  history.add('prometheus/monitoring/k8s', HEAD, T0 + 62 * S, 3_000);
  return lostHistory(
    { fromMs: T0, toMs: T0 + 300 * S, targets: [], stops: [], ...(beganMs === 0 ? {} : { beganMs }) },
    { name: 'Prometheus monitoring/k8s', startedMs, id: 'prometheus/monitoring/k8s', history, askedMs: T0 + 300 * S },
  );
}

it('a Prometheus whose data went with its pod was restarted: from the last look that it answered to its first sample', () => {
  expect(found()).toMatchObject({ cause: 'scraper-restarted', fromMs: T0 + 17 * S, toMs: T0 + 55 * S, missed: 2, ofAll: true });
  expect(found()?.because).toBe(
    'Prometheus monitoring/k8s started again at 01:36:24 UTC and has nothing of before 01:36:35: its data went with it.',
  );
  expect(found()?.evidence).toHaveLength(3);
});

it.each([
  ['nobody saw it before it started: it may be new', { looks: [] }],
  ['it started before the time asked for', { startedMs: T0 - S }],
  ['its first samples are older than its process: it kept them', { startedMs: T0 + 60 * S }],
  ['its history reaches back', { beganMs: 0 }],
])('is no claim where %s', (_name, change) => expect(found(change)).toBeUndefined());
