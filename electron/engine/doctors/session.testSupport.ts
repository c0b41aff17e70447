import type { Discovered } from '../../../shared/model/component';
import { EMPTY_INVENTORY, type Inventory } from '../../../shared/model/inventory';
import type { LookResult } from '../probers/prober';
import { AnswerStore } from '../store/answers';
import { Readings } from '../store/readings';
import type { DoctorParts, DoctorSession } from './parts';

export interface SeenText {
  readonly found: Discovered;
  /** Name of the observation: "resource", "exposition", "metrics". */
  readonly name: string;
  readonly request: string;
  /** Answers, oldest first, with their times. */
  readonly texts: readonly { readonly atMs: number; readonly text: string }[];
  readonly facts?: unknown;
}

/** A session that has looked at these, and kept what they answered. */
export function sessionOf(seen: readonly SeenText[], inventory: Partial<Inventory> = {}, looked = true): DoctorSession {
  const answers = new AnswerStore();
  const looks = new Map<string, LookResult>();
  for (const each of seen) looks.set(each.found.id, lookOf(each, answers, looks.get(each.found.id)));
  return {
    discovered: [...new Set(seen.map(({ found }) => found))],
    inventory: { ...EMPTY_INVENTORY, ...inventory },
    looks,
    answers,
    readings: new Readings(),
    clockOffsetMs: 0,
    isPaused: false,
    connection: { state: 'connecting' },
    firstWholeLookMs: looked ? 1 : undefined,
    listsWholeMs: looked ? 1 : undefined,
  };
}

function lookOf({ found, name, request, texts, facts }: SeenText, answers: AnswerStore, before: LookResult | undefined): LookResult {
  let [answerId, atMs] = [undefined as string | undefined, 0];
  for (const { text, atMs: at } of texts) {
    const body = new TextEncoder().encode(text);
    const head = { kind: 'answer', wireBytes: body.length, status: 200, timings: { total: 1 } } as const;
    const headers = { 'content-type': 'text/plain; version=0.0.4' };
    answerId = answers.keep({ ...head, headers, body, request, atMs: at, route: { via: 'apiserver' } });
    atMs = at;
  }
  const look = { request, route: 'apiserver', atMs, durationMs: 1, evidence: [], ...(answerId === undefined ? {} : { answerId }) };
  const observation = { ...look, state: 'ok', value: undefined } as const;
  return {
    id: found.id,
    atMs,
    judgement: { health: 'ok', facts: [], samples: [], hops: [], evidence: [] },
    facts: facts ?? before?.facts ?? {},
    observations: [...(before?.observations ?? []), ...(texts.length === 0 ? [] : [{ name, observation }])],
  };
}

/** Nobody may be asked about: reviews stay unknown. */
export const NO_ACCESS: DoctorParts['access'] = {
  answer: async (need) => ({ need, state: 'unknown', because: 'not asked', atMs: 0 }),
  answerFor: async (_subject, need) => ({ need, state: 'unknown', because: 'not asked', atMs: 0 }),
};
