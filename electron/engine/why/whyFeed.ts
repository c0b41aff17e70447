import type { WhyAnswer } from '../../../shared/analysis/why/walk';
import type { AskWhy, WhyAnswer as ShownAnswer, WhyProof as ShownProof, StopWhy, WhyMessage, WhyStep } from '../../../shared/contract/why';
import type { Clock } from '../clock';
import { countedPort } from '../cluster/countedPort';
import type { ClusterPort } from '../cluster/port';
import type { Session } from '../session/session';
import { untilLooked } from '../session/untilLooked';
import { walkWhy } from './gather';
import type { WhySession } from './sources';

interface Parts {
  readonly session: WhySession & Pick<Session, 'firstWholeLookMs' | 'listsWholeMs'>;
  readonly port: Pick<ClusterPort, 'send'>;
  readonly clock: Pick<Clock, 'now' | 'monotonic' | 'sleep'>;
}

/** Walks the way of a metric for one window: one question at a time, the newest; what it asks the cluster is counted as it comes back. */
export class WhyFeed {
  private stop: AbortController | undefined;

  constructor(
    private readonly parts: Parts,
    private readonly send: (message: WhyMessage) => void,
  ) {}

  receive(intent: AskWhy | StopWhy): void {
    this.stop?.abort();
    this.stop = undefined;
    if (intent.type === 'ask-why') void this.walk(intent);
  }

  close(): void {
    this.stop?.abort();
    this.stop = undefined;
  }

  private async walk({ ask, question }: AskWhy): Promise<void> {
    const end = new AbortController();
    this.stop = end;
    const { session, clock } = this.parts;
    await untilLooked(session, clock, end.signal, () => this.send({ type: 'why', ask, why: { state: 'waiting' } }));
    const startedMs = clock.monotonic();
    const counts = { sent: 0, back: 0 };
    const tell = (told: WhyMessage['why']): void => {
      if (!end.signal.aborted || told.state === 'stopped') this.send({ type: 'why', ask, why: told });
    };
    try {
      tell({ state: 'asking', ...counts });
      const port = countedPort(this.parts.port, counts, () => tell({ state: 'asking', ...counts }));
      const walked = await walkWhy(session, port, clock, question, end.signal);
      if (end.signal.aborted) {
        tell({ state: 'stopped' });
        return;
      }
      const answer = withAnswers(walked, session);
      tell({ state: 'answered', answer, requests: counts.sent, ms: clock.monotonic() - startedMs, atMs: clock.now() });
    } catch (failure) {
      tell({ state: 'failed', says: failure instanceof Error ? failure.message : String(failure) });
    }
  }
}

/** Proofs whose answer is kept lead to it. */
function withAnswers({ question, verdict, steps }: WhyAnswer, session: WhySession): ShownAnswer {
  return {
    question: { metric: question.metric, labels: { ...question.labels } },
    verdict: verdict.kind === 'there' ? { ...verdict, partly: [...verdict.partly] } : verdict,
    steps: steps.map((step): WhyStep => {
      if (!('proof' in step) || step.proof === undefined) return step;
      return { ...step, proof: { ...step.proof, ...keptAnswer(step.proof.request, session) } };
    }),
  };
}

function keptAnswer(request: string | undefined, { answers, discovered, looks }: WhySession): Pick<ShownProof, 'answerId' | 'owner'> {
  const answerId = request === undefined ? undefined : answers.newestOf(request);
  if (answerId === undefined) return {};
  const owner = discovered.find(({ id }) => looks.get(id)?.observations.some(({ observation }) => observation.request === request));
  return { answerId, ...(owner === undefined ? {} : { owner: { card: owner.card, member: owner.id } }) };
}
