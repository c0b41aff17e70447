import { component } from '../../../shared/diagnosis/facts.testSupport';
import type { Discovered } from '../../../shared/model/component';
import { EMPTY_INVENTORY } from '../../../shared/model/inventory';
import { manualClock } from '../cluster/manualClock.testSupport';
import type { LookResult } from '../probers/prober';
import { AnswerStore } from '../store/answers';
import { Readings } from '../store/readings';

/** The cAdvisor of a node whose exposition was read; undefined: it could not be. */
export interface Exposing {
  readonly node: string;
  readonly text: string | undefined;
}

/** A session in which cAdvisors, and whatever else is given, were looked at; whether everything was is the test's to say. */
export function lookedSession(cadvisors: readonly Exposing[], { looked = true, more = [] }: Options = {}) {
  const clock = manualClock();
  const answers = new AnswerStore();
  const atMs = clock.now();
  const found: readonly Discovered[] = cadvisors.map(({ node }) =>
    component('cadvisor', node, { id: `cadvisor/${node}`, card: 'cadvisor', node, pods: [] }),
  );
  const looks = new Map<string, LookResult>();
  const answerIds: string[] = [];
  for (const { node, text } of cadvisors) {
    const request = `GET /api/v1/nodes/${node}/proxy/metrics/cadvisor`;
    const id = `cadvisor/${node}`;
    const common = { request, route: 'node proxy', atMs, durationMs: 1, evidence: [] } as const;
    const answerId =
      text === undefined ? undefined : answers.keep({ ...answerTo(request, text, atMs), route: { via: 'node-proxy', node } });
    if (answerId !== undefined) answerIds.push(answerId);
    const observation =
      answerId === undefined
        ? ({ ...common, state: 'unreachable', because: 'connection refused', remedy: 'Start it.' } as const)
        : ({ ...common, state: 'ok', value: undefined, answerId } as const);
    looks.set(id, lookOf(id, atMs, { observations: [{ name: 'cadvisor', observation }] }));
  }
  for (const { found: each, facts } of more) looks.set(each.id, lookOf(each.id, atMs, { facts }));
  const session = {
    discovered: [...found, ...more.map((each) => each.found)],
    inventory: EMPTY_INVENTORY,
    looks,
    answers,
    readings: new Readings(),
    clockOffsetMs: 0,
    firstWholeLookMs: looked ? atMs : undefined,
    listsWholeMs: looked ? atMs : undefined,
  };
  return { clock, session, answerIds };
}

interface Options {
  readonly looked?: boolean;
  readonly more?: readonly { readonly found: Discovered; readonly facts: unknown }[];
}

function answerTo(request: string, text: string, atMs: number) {
  return {
    kind: 'answer',
    wireBytes: text.length,
    status: 200,
    headers: { 'content-type': 'text/plain; version=0.0.4' },
    body: new TextEncoder().encode(text),
    request,
    atMs,
    timings: { total: 1 },
  } as const;
}

function lookOf(id: string, atMs: number, more: Partial<Pick<LookResult, 'observations' | 'facts'>>): LookResult {
  return { id, atMs, judgement: { health: 'ok', facts: [], samples: [], hops: [], evidence: [] }, facts: {}, observations: [], ...more };
}
