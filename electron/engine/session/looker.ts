import type { Reading } from '../../../shared/exposition/exposition';
import type { Discovered } from '../../../shared/model/component';
import { formatBytes } from '../../../shared/model/format';
import type { Inventory } from '../../../shared/model/inventory';
import type { AccessNeed, Evidence, Observation } from '../../../shared/model/observation';
import type { Clock } from '../clock';
import { describeNeed } from '../cluster/accessNeeds';
import { isCutOff } from '../cluster/backoff';
import type { ClusterPort, PortAnswer, PortFailure, PortRequest } from '../cluster/port';
import { routeLabel } from '../cluster/routes';
import type { LookedAnswer, Looker, Parsed } from '../probers/prober';
import { scraperLimits } from '../probers/prometheus/scraperLimits';
import type { AnswerStore } from '../store/answers';
import { asPrinted, type PrintedAnswer } from '../store/printed';
import { exposedIn, type Readings } from '../store/readings';
import { scrapedBy } from '../store/samples/scrapeTarget';
import { accessNeedOf } from './accessNeed';
import type { ClockOffset } from './clockOffset';
import { type LimitsSaid, limitsSaid, NO_LIMITS, type Objection, objectionsTo } from './objections';
import { remedyOfRefusal } from './refusal';
import { errorText } from './statusText';

/** What the session asks before it probes. */
export interface AccessOracle {
  ask(need: AccessNeed, signal: AbortSignal): Promise<'allowed' | 'denied' | 'unknown'>;
  /** The smallest thing that would help, one sentence. */
  remedyFor(need: AccessNeed): string;
}

export interface LookerParts {
  readonly port: ClusterPort;
  readonly access: AccessOracle;
  readonly answers: AnswerStore;
  readonly readings: Readings;
  readonly clock: Clock;
  readonly offset: ClockOffset;
  readonly inventory: () => Inventory;
  readonly discovered: () => readonly Discovered[];
  readonly factsOf: (id: string) => unknown;
  /** Called when a request found no way to the API server. */
  readonly cutOff?: () => void;
}

/** A Looker for one look: `priority` and `depth` are the look's own. `owner`: at whom; its expositions are read as its next scrapes. */
export function createLooker(parts: LookerParts, depth: Looker['depth'], priority: 'screen' | 'background', owner?: string): Looker {
  return {
    clock: parts.clock,
    inventory: parts.inventory,
    discovered: parts.discovered,
    factsOf: parts.factsOf,
    clockOffsetMs: () => parts.offset.ms(),
    depth,
    async get(request, parse, signal, alsoParse = []) {
      const asked: PortRequest = { priority, ...request };
      const need = accessNeedOf(asked);
      const right = need && (await parts.access.ask(need, signal));
      if (need && right === 'denied') return deniedBeforehand(parts, asked, need);
      const result = await parts.port.send(asked, signal);
      if (isCutOff(result)) parts.cutOff?.();
      if (result.kind === 'failure') return { ...fromFailure(result), ...acceptOf(asked) };
      if (result.serverDateMs !== undefined) parts.offset.measured(result.serverDateMs, result.atMs, result.timings);
      const answer = asPrinted(result);
      const target = owner === undefined ? undefined : scrapedBy(owner, answer.request);
      const reading = () => parts.readings.of(exposedIn(answer), target);
      const limits = () => (target === undefined ? NO_LIMITS : limitsOver(parts, owner, answer, reading()));
      return fromAnswer(parts, { ...answer, reading, ...acceptOf(asked) }, { need, mayAsk: right === 'allowed' }, parse, alsoParse, limits);
    },
  };
}

function acceptOf({ accept }: Pick<PortRequest, 'accept'>): Pick<PortRequest, 'accept'> {
  return accept === undefined ? {} : { accept };
}

function deniedBeforehand(parts: LookerParts, request: PortRequest, need: AccessNeed): Observation<never> {
  const because = `you may not ${describeNeed(need)}`;
  const atMs = parts.clock.now();
  return {
    state: 'denied',
    request: `GET ${request.path}`,
    route: routeLabel(request.route),
    atMs,
    durationMs: 0,
    ...acceptOf(request),
    missing: need,
    because,
    remedy: parts.access.remedyFor(need),
    evidence: [{ atMs, says: `SelfSubjectAccessReview: ${describeNeed(need)}: not allowed` }],
  };
}

function fromFailure(failure: PortFailure): Observation<never> {
  return {
    state: 'unreachable',
    request: failure.request,
    route: routeLabel(failure.route),
    atMs: failure.atMs,
    durationMs: failure.timings.total,
    because: failure.message,
    remedy: failure.remedy,
    evidence: [{ request: failure.request, atMs: failure.atMs, says: failure.message }],
  };
}

/** What the request needed of the kube-apiserver, and whether the access review had allowed it. */
interface Right {
  readonly need: AccessNeed | undefined;
  readonly mayAsk: boolean;
}

function fromAnswer<T>(
  parts: LookerParts,
  answer: LookedAnswer & Pick<PortRequest, 'accept'>,
  right: Right,
  parse: (answer: LookedAnswer) => Parsed<T>,
  alsoParse: readonly number[],
  limits: () => LimitsSaid,
): Observation<T> {
  const answerId = parts.answers.keep(answer, answer.accept);
  const look = {
    request: answer.request,
    route: routeLabel(answer.route),
    atMs: answer.atMs,
    durationMs: answer.timings.total,
    status: answer.status,
    bytes: answer.wireBytes,
    answerId,
    ...acceptOf(answer),
  };
  const proof = (says: string, line?: number): readonly Evidence[] => [
    { request: answer.request, atMs: answer.atMs, says, answerId, ...(line === undefined ? {} : { line }) },
  ];
  const readable = (answer.status >= 200 && answer.status < 300) || alsoParse.includes(answer.status);
  if (!readable) return refused(parts, look, answer, right, proof);
  let isExposition = false;
  const parsed = parse({
    ...answer,
    reading() {
      isExposition = true;
      return answer.reading();
    },
  });
  if (!parsed.ok) {
    const because = `the answer is not what it should be: ${parsed.error}`;
    return {
      ...look,
      state: 'malformed',
      because,
      remedy: 'Open the raw answer: something else may listen there, or a proxy answered.',
      evidence: proof(parsed.error, parsed.line),
    };
  }
  const evidence = (parsed.evidence ?? []).map((each) => ({ request: answer.request, answerId, ...each }));
  return {
    ...look,
    state: 'ok',
    value: parsed.value,
    evidence: evidence.length > 0 ? evidence : proof(`${answer.status}, ${formatBytes(answer.body.byteLength)}`),
    ...(isExposition ? heldAgainst(parts, answer, limits(), proof) : {}),
  };
}

/** What Prometheus would hold against a scrape, and how near it is to its limits. */
function heldAgainst(
  parts: LookerParts,
  answer: LookedAnswer,
  limits: LimitsSaid,
  proof: (says: string, line?: number) => readonly Evidence[],
): Pick<Observation<never>, 'objections' | 'limitRoom'> {
  const proven = (said: readonly Objection[]) => said.flatMap(({ says, line }) => proof(says, line));
  const own = objectionsTo(answer.headers['content-type'], parts.readings.droppedOf(answer));
  const room = proven(limits.room);
  return { objections: proven([...own, ...limits.objections]), ...(room.length > 0 ? { limitRoom: room } : {}) };
}

/** Limits of those who scrape the component at whom was looked. */
function limitsOver(parts: LookerParts, owner: string | undefined, answer: PrintedAnswer, reading: Reading): LimitsSaid {
  const found = parts.discovered().find(({ id }) => id === owner);
  if (found === undefined || !reading.ok) return NO_LIMITS;
  const bodyBytes = answer.printedFrom === undefined ? answer.body.byteLength : undefined;
  return limitsSaid(reading.value, bodyBytes, scraperLimits(parts, found, answer.request));
}

/** What an answer outside 2xx means for the one who looked. */
function refused(
  parts: LookerParts,
  look: Omit<Observation<never>, 'state' | 'evidence' | 'because' | 'remedy' | 'value' | 'missing'>,
  answer: PortAnswer,
  { need, mayAsk }: Right,
  proof: (says: string) => readonly Evidence[],
): Observation<never> {
  const says = errorText(answer);
  const because = `${answer.status}: ${says}`;
  const evidence = proof(because);
  if (answer.status === 404) return { ...look, state: 'absent', because, evidence };
  if (answer.status === 401 || answer.status === 403) {
    const missing = need ?? { verb: 'get', path: answer.request };
    const remedy = remedyOfRefusal(answer, mayAsk, () => parts.access.remedyFor(missing));
    return { ...look, state: 'denied', missing, because, remedy, evidence };
  }
  return { ...look, state: 'unreachable', because, remedy: remedyOfStatus(answer.status), evidence };
}

function remedyOfStatus(status: number): string {
  if (status === 429) return 'The server asks for fewer requests; Hopscope waits and tries again.';
  if (status === 502 || status === 503 || status === 504) return 'What stands behind did not answer: look at its pods and endpoints.';
  if (status >= 300 && status < 400) return 'Something redirects: a login page or a proxy may stand before it. Check the address.';
  return 'Open the raw answer; look at the log of what answered.';
}
