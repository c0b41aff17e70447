import { type ResourceBatch, resourceBatch } from '../../../shared/analysis/metricsServer';
import type { KubeletScrapes } from '../../../shared/doctors/metricsServerScene';
import type { Discovered } from '../../../shared/model/component';
import { failed, ok, type Result } from '../../../shared/model/result';
import type { PortRequest } from '../cluster/port';
import { ofKind } from '../probers/byKind';
import { scrapeOf } from '../probers/requestTo';
import { Expositions } from '../session/expositions';
import { errorText } from '../session/statusText';
import type { KeptAnswer } from '../store/answers';
import { asPrinted } from '../store/printed';
import type { DoctorParts } from './parts';

/** What the last look read stands for a scrape of one's own so long. */
const FRESH_MS = 20_000;
/** Kubelets asked for one sheet; of more nodes what was looked at counts. */
const MOST_ASKED = 60;
/** metrics-server's --kubelet-request-timeout. */
const FIRST_BYTE_MS = 10_000;

const NOTHING: ResourceBatch = { nodes: {}, pods: [], dropped: [] };

/** The last two scrapes of each kubelet's /metrics/resource: of the looks, or asked now where those are old or were never made. */
export async function kubeletScrapes(parts: DoctorParts, signal: AbortSignal): Promise<readonly KubeletScrapes[]> {
  const { session, clock } = parts;
  const kubelets = ofKind(session.discovered, 'kubelet');
  const stale = kubelets.filter((found) => !isFresh(found, parts, clock.now())).slice(0, MOST_ASKED);
  const asked = await Promise.all(stale.map(async (found) => [found.id, await askNow(found, parts, signal)] as const));
  const results = new Map(asked);
  const expositions = new Expositions(session.readings);
  return kubelets.map((found) => scrapesOf(found, parts, expositions, results.get(found.id)));
}

function requestOf(found: Discovered): PortRequest {
  const endpoint = found.endpoints[0];
  const route = endpoint?.route ?? { via: 'node-proxy', node: found.node ?? found.name };
  const path = `${endpoint?.basePath ?? ''}/metrics/resource`;
  return scrapeOf({ route, path, priority: 'screen', timeouts: { firstByte: FIRST_BYTE_MS } });
}

/** Looked at a moment ago, whatever came of it. */
function isFresh(found: Discovered, { session }: DoctorParts, nowMs: number): boolean {
  const seen = observationOf(found, session);
  return seen !== undefined && nowMs - seen.atMs < FRESH_MS;
}

function observationOf(found: Discovered, { looks }: DoctorParts['session']) {
  return looks.get(found.id)?.observations.find(({ name }) => name === 'resource')?.observation;
}

/** Where it went through, what was asked: the answers to it are kept under that. */
async function askNow(found: Discovered, { session, port }: DoctorParts, signal: AbortSignal): Promise<Result<string, string>> {
  const request = requestOf(found);
  const result = await port.send(request, signal);
  if (result.kind === 'failure') return failed(result.message);
  session.answers.keep(asPrinted(result), request.accept);
  return result.status === 200 ? ok(result.request) : failed(`${result.status}: ${errorText(result)}`);
}

/** `asked`: what came of asking now, where that was done. */
function scrapesOf(
  found: Discovered,
  { session }: DoctorParts,
  expositions: Expositions,
  asked: Result<string, string> | undefined,
): KubeletScrapes {
  const seen = observationOf(found, session);
  const request = asked?.ok === true ? asked.value : seen?.request;
  const kept = request === undefined ? [] : session.answers.answersTo(request);
  const node = found.node ?? found.name;
  const head = { node, ready: isReady(node, session) };
  const because = asked === undefined ? becauseOf(seen) : asked.ok ? undefined : asked.error;
  const batches = [...kept].reverse().map((answer) => batchOf(answer, node, expositions));
  if (because !== undefined) return { ...head, scrapes: [...batches, NOTHING], because };
  const [newest] = kept;
  if (newest === undefined) return { ...head, scrapes: [], because: 'it was not asked yet' };
  return { ...head, scrapes: batches, proof: { answerId: newest.id, owner: { card: found.card, member: found.id } } };
}

function becauseOf(seen: ReturnType<typeof observationOf>): string | undefined {
  return seen === undefined || seen.state === 'ok' ? undefined : seen.because;
}

function batchOf(answer: KeptAnswer, node: string, expositions: Expositions): ResourceBatch {
  const read = answer.status === 200 ? expositions.of(answer) : undefined;
  return read?.ok === true ? resourceBatch(read.value.samples(), node, answer.atMs) : NOTHING;
}

function isReady(name: string, { inventory }: DoctorParts['session']): boolean {
  const conditions = inventory.nodes.find((node) => node.name === name)?.conditions ?? [];
  return conditions.some(({ type, status }) => type === 'Ready' && status === 'True');
}
