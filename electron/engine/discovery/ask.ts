import type { Discovered } from '../../../shared/model/component';
import type { Observation } from '../../../shared/model/observation';
import type { Looker } from '../probers/prober';
import type { Answers, IdentificationAnswer, IdentificationRequest } from './identification';
import { candidatesToAsk } from './identify';

/** What did not answer is asked again after a minute; what answered, after ten: a new image may stand there. */
const AGAIN_MS = { 'no-answer': 60_000, answered: 600_000 } as const;

/** Requests at a time; the port limits them besides. */
const AT_ONCE = 4;

/**
 * Asks every candidate its next question: earlier answers with the new ones in them, or undefined when
 * there was nothing to ask. Old answers stay until new ones replace them.
 */
export async function askCandidates(
  found: readonly Discovered[],
  answers: Answers,
  look: Looker,
  signal: AbortSignal,
): Promise<Answers | undefined> {
  const requests = candidatesToAsk(found, freshAnswers(answers, look.clock.now()), look.inventory());
  if (requests.length === 0) return undefined;
  const merged = new Map(answers);
  for (let i = 0; i < requests.length && !signal.aborted; i += AT_ONCE) {
    const batch = requests.slice(i, i + AT_ONCE);
    const observed = await Promise.all(batch.map((request) => ask(request, look, signal)));
    for (const [at, answer] of observed.entries()) {
      const request = batch[at];
      if (request) merged.set(request.key, answer);
    }
  }
  return merged;
}

function freshAnswers(answers: Answers, nowMs: number): Answers {
  return new Map([...answers].filter(([, answer]) => nowMs - answer.atMs < AGAIN_MS[answer.kind]));
}

async function ask(request: IdentificationRequest, look: Looker, signal: AbortSignal): Promise<IdentificationAnswer> {
  const { route, path, maxBytes } = request;
  const observation = await look.get(
    { route, path, maxBytes, priority: 'background' },
    (answer) => ({ ok: true, value: new TextDecoder().decode(answer.body) }),
    signal,
  );
  return fromObservation(observation);
}

function fromObservation(observation: Observation<string>): IdentificationAnswer {
  const { request, atMs } = observation;
  switch (observation.state) {
    case 'ok':
      return { kind: 'answered', request, atMs, status: observation.status ?? 200, text: observation.value };
    case 'absent':
      return { kind: 'answered', request, atMs, status: observation.status ?? 404, text: '' };
    default:
      return { kind: 'no-answer', request, atMs, because: observation.because };
  }
}
