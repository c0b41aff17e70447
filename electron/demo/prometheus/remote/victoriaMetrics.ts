import type { SeriesStorage } from '../../../../shared/promql/storage';
import { exposition, text } from '../../endpoints/answers';
import { familyHead } from '../../endpoints/catalog';
import { goNumber } from '../../endpoints/goNumber';
import type { DemoAnswer, DemoRequest, Listener } from '../../network';
import { success } from '../api/answer';
import { parametersOf } from '../api/parameters';
import { query, queryRangeAnswer } from '../api/query';

export interface VictoriaMetricsOptions {
  readonly storage: SeriesStorage;
  readonly nowMs: () => number;
  readonly startedMs: () => number;
}

/** For the step of subqueries that name none. */
const STEP_MS = 60_000;
const VERSION = 'victoria-metrics-20241115-160108-tags-v1.106.1-0-gee0e0ea7a6';

/** A single VictoriaMetrics that is sent samples by remote write: it answers queries as Prometheus does, scrapes nothing and has no rules. */
export function victoriaMetrics(options: VictoriaMetricsOptions): Listener {
  return { scheme: 'http', handle: (request) => answer(options, request) };
}

function answer({ storage, nowMs, startedMs }: VictoriaMetricsOptions, request: DemoRequest): DemoAnswer {
  const state = { head: storage, nowMs: nowMs(), evaluationIntervalMs: STEP_MS };
  switch (request.path) {
    case '/health':
      return text(200, 'OK');
    case '/metrics':
      return exposition(ownMetrics(startedMs(), state.nowMs), 'plain');
    case '/api/v1/query':
      return query(state, parametersOf(request));
    case '/api/v1/query_range':
      return queryRangeAnswer(state, parametersOf(request));
    case '/api/v1/status/buildinfo':
      return success({ version: '2.24.0' });
    case '/api/v1/targets':
      return success({ activeTargets: [], droppedTargets: [] });
    case '/api/v1/rules':
      return success({ groups: [] });
    default:
      return text(400, `unsupported path requested: "${request.path}"`);
  }
}

function ownMetrics(startedMs: number, nowMs: number): string {
  const families: readonly (readonly [string, string, string, number])[] = [
    ['vm_app_version', 'gauge', `{version="${VERSION}", short_version="v1.106.1"}`, 1],
    ['vm_app_start_timestamp', 'gauge', '', Math.floor(startedMs / 1000)],
    ['vm_app_uptime_seconds', 'gauge', '', Math.floor((nowMs - startedMs) / 1000)],
    ['vm_rows', 'gauge', '{type="storage/inmemory"}', Math.floor((nowMs - startedMs) / 1000) * 900],
    ['process_start_time_seconds', 'gauge', '', Math.floor(startedMs / 1000)],
  ];
  return families
    .map(([name, type, labels, value]) => `${familyHead(name, type, `${name}.`)}${name}${labels} ${goNumber(value)}\n`)
    .join('');
}
