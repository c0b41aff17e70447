import { exposition } from '../../endpoints/answers';
import type { DemoAnswer, DemoRequest } from '../../network';
import { selfMetrics } from '../selfMetrics';
import { plain } from './answer';
import { federate } from './federate';
import { parametersOf } from './parameters';
import { query, queryRangeAnswer } from './query';
import { alertmanagers, alerts, rules } from './rules';
import { labelNames, labelValues, series } from './series';
import type { ApiState } from './state';
import { buildinfo, configStatus, flags, runtimeinfo, tsdb, walReplay } from './status';
import { metadata, scrapePools, targets, targetsMetadata } from './targets';

type Route = (state: ApiState, parameters: URLSearchParams) => DemoAnswer;

const FORM: ReadonlySet<string> = new Set(['/api/v1/query', '/api/v1/query_range', '/api/v1/series', '/api/v1/labels']);

const ROUTES: Readonly<Record<string, Route>> = {
  '/api/v1/query': query,
  '/api/v1/query_range': queryRangeAnswer,
  '/api/v1/series': series,
  '/api/v1/labels': labelNames,
  '/api/v1/metadata': metadata,
  '/api/v1/targets': targets,
  '/api/v1/targets/metadata': targetsMetadata,
  '/api/v1/scrape_pools': scrapePools,
  '/api/v1/rules': rules,
  '/api/v1/alerts': alerts,
  '/api/v1/alertmanagers': alertmanagers,
  '/api/v1/status/config': configStatus,
  '/api/v1/status/flags': flags,
  '/api/v1/status/buildinfo': buildinfo,
  '/api/v1/status/runtimeinfo': runtimeinfo,
  '/api/v1/status/tsdb': tsdb,
  '/api/v1/status/walreplay': walReplay,
  '/federate': federate,
};

/** The web server of Prometheus: what is not served here answers 404 as it does. */
export function answerRequest(state: ApiState, request: DemoRequest): DemoAnswer {
  const { path } = request;
  if (path === '/-/healthy') return plain(200, 'Prometheus Server is Healthy.\n');
  if (path === '/metrics') return exposition(selfMetrics(state));
  if (!state.ready) return plain(503, 'Service Unavailable');
  if (path === '/-/ready') return plain(200, 'Prometheus Server is Ready.\n');
  const parameters = parametersOf(request);
  const values = /^\/api\/v1\/label\/([^/]+)\/values$/.exec(path);
  if (values !== null) return labelValues(state, parameters, decodeURIComponent(values[1] ?? ''));
  const route = ROUTES[path];
  if (route === undefined) return plain(404, '404 page not found\n');
  const allowed = request.method === 'GET' || (request.method === 'POST' && FORM.has(path));
  return allowed ? route(state, parameters) : plain(405, 'Method Not Allowed\n');
}
