import { acceptHeader } from '../../../shared/exposition/accept';
import type { Discovered, Endpoint, Purpose } from '../../../shared/model/component';
import type { Observation } from '../../../shared/model/observation';
import type { PortRequest } from '../cluster/port';
import type { LookedAnswer, Looker, Parsed } from './prober';

/** The ways in for a purpose, best first: its own listeners, else the first that there is. */
function endpointsFor(found: Discovered, purpose: Purpose): readonly Endpoint[] {
  const own = found.endpoints.filter((each) => each.purpose === purpose);
  return own.length > 0 ? own : found.endpoints.slice(0, 1);
}

/** A request to a path of one listener. */
export function requestAt(endpoint: Endpoint, path: string): PortRequest {
  return { route: endpoint.route, path: `${endpoint.basePath}${path}` };
}

/** A scrape, negotiated as Prometheus 3 does by default: what it is answered is what a Prometheus is. */
export function scrapeOf(request: PortRequest): PortRequest {
  return { ...request, accept: ACCEPT };
}

const ACCEPT = acceptHeader();

/** Ways tried in one look: the Service, then a pod of it; https, then http. */
const WAYS_TRIED = 3;
/** What hangs behind one way hangs behind the next: it is not waited for again. */
const HANGS_MS = 4_000;
/** Listeners that answer with an exposition. */
const EXPOSED: ReadonlySet<Purpose> = new Set(['metrics', 'telemetry']);

export interface Question<T> {
  readonly purpose: Purpose;
  readonly path: string;
  readonly parse: (answer: LookedAnswer) => Parsed<T>;
  readonly alsoParse?: readonly number[];
}

/** What came of a question, and which listener it came from. */
export interface Reached<T> {
  readonly observation: Observation<T>;
  readonly endpoint: Endpoint;
}

/**
 * Asks by the best way in, and by the next where that one leads nowhere: a Service without ready
 * endpoints (the pod may still say why), a scheme that was the wrong guess, a route that is denied.
 * Undefined when no way is known; when none answers, what the first one said.
 */
export async function askAnyWay<T>(
  look: Looker,
  found: Discovered,
  question: Question<T>,
  signal: AbortSignal,
): Promise<Reached<T> | undefined> {
  let first: Reached<T> | undefined;
  for (const endpoint of endpointsFor(found, question.purpose).slice(0, WAYS_TRIED)) {
    const path = question.purpose === 'metrics' ? (endpoint.path ?? question.path) : question.path;
    const request = requestAt(endpoint, path);
    const asked = EXPOSED.has(question.purpose) ? scrapeOf(request) : request;
    const observation = await look.get(asked, question.parse, signal, question.alsoParse);
    if (!leadsNowhere(observation)) return { observation, endpoint };
    first ??= { observation, endpoint };
    if (observation.durationMs > HANGS_MS || signal.aborted) break;
  }
  return first;
}

/** A 403 that was sent comes from who answers, behind every way; what was not sent may be allowed on another route. */
function leadsNowhere(observation: Observation<unknown>): boolean {
  return observation.state === 'unreachable' || (observation.state === 'denied' && observation.status === undefined);
}

/** Its metrics, wherever discovery says that they stand. */
export async function askMetrics<T>(
  look: Looker,
  found: Discovered,
  parse: Question<T>['parse'],
  signal: AbortSignal,
  path = '/metrics',
): Promise<Observation<T> | undefined> {
  return (await askAnyWay(look, found, { purpose: 'metrics', path, parse }, signal))?.observation;
}
