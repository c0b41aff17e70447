import { catalogOf } from '../catalogs';
import { goNumber } from '../goNumber';
import { defaultBounds, Histogram } from '../histogram';
import type { Storage } from './storage';

/** 20 buckets from 1 s, each 1.364 times the one before (pkg/api/monitoring.go). */
const freshnessBounds = Array.from({ length: 20 }, (_, i) => {
  let bound = 1;
  for (let step = 0; step < i; step += 1) bound *= 1.364;
  return bound;
});

/** Bounds of the tick's duration: by the resolution and the request timeout (pkg/server/server.go). */
function tickBounds(resolutionSeconds: number): readonly number[] {
  const by = [0.5, 0.75, 1, 1.5, 2].map((share) => share * resolutionSeconds);
  return [...new Set([...defaultBounds, ...by.filter((bound) => bound > 10), 12.5].sort((a, b) => a - b))];
}

/** What metrics-server counts of itself since it started. */
export class SelfMetrics {
  private readonly freshness = new Histogram(freshnessBounds);
  private readonly ticks: Histogram;
  private readonly requests = new Map<string, { duration: Histogram; lastSeconds: number }>();
  private readonly outcomes = { true: 0, false: 0 };

  constructor(resolutionSeconds: number) {
    this.ticks = new Histogram(tickBounds(resolutionSeconds));
  }

  served(ageSeconds: number): void {
    this.freshness.observe(ageSeconds);
  }

  ticked(seconds: number): void {
    this.ticks.observe(seconds);
  }

  requested(node: string, seconds: number, succeeded: boolean, atMs: number): void {
    const known = this.requests.get(node) ?? { duration: new Histogram(defaultBounds), lastSeconds: 0 };
    known.duration.observe(seconds);
    known.lastSeconds = Math.floor(atMs / 1000);
    this.requests.set(node, known);
    this.outcomes[succeeded ? 'true' : 'false'] += 1;
  }

  /** The exposition: these families true, the rest of the recorded catalog grown. */
  render(startedMs: number, nowMs: number, storage: Storage): string {
    const nodes = [...this.requests].sort(([a], [b]) => (a < b ? -1 : 1));
    const points = storage.points();
    const duration = 'metrics_server_kubelet_request_duration_seconds';
    const last = 'metrics_server_kubelet_last_request_time_seconds';
    const own = new Map([
      ['metrics_server_api_metric_freshness_seconds', this.freshness.render('metrics_server_api_metric_freshness_seconds')],
      ['metrics_server_manager_tick_duration_seconds', this.ticks.render('metrics_server_manager_tick_duration_seconds')],
      [duration, nodes.map(([node, known]) => known.duration.render(duration, `node="${node}"`)).join('')],
      [last, nodes.map(([node, known]) => `${last}{node="${node}"} ${goNumber(known.lastSeconds)}\n`).join('')],
      ['metrics_server_kubelet_request_total', outcomeLines(this.outcomes)],
      [
        'metrics_server_storage_points',
        `metrics_server_storage_points{type="container"} ${points.container}\nmetrics_server_storage_points{type="node"} ${points.node}\n`,
      ],
    ]);
    return catalogOf('metrics-server').render({ startedMs, nowMs, own });
  }
}

function outcomeLines(outcomes: Readonly<Record<'true' | 'false', number>>): string {
  return (['false', 'true'] as const)
    .filter((success) => outcomes[success] > 0)
    .map((success) => `metrics_server_kubelet_request_total{success="${success}"} ${outcomes[success]}\n`)
    .join('');
}
