import { lagOf } from '../../../shared/analysis/trace/lag/lag';
import { trace } from '../../../shared/analysis/trace/walk';
import type { AskTrace, FindTraceSubjects, StopTrace, TraceMessage, TraceSubjects } from '../../../shared/contract/trace';
import type { Clock } from '../clock';
import { countedPort } from '../cluster/countedPort';
import { untilLooked } from '../session/untilLooked';
import { Arrivals } from './arrivals';
import { gatherTrace } from './gather';
import { findSubjects } from './subjects';
import { Clocks, type TraceParts } from './traceParts';

/** A trace costs some ten requests, one of them cAdvisor's exposition. */
const PERIOD_MS = 15_000;

interface Parts extends TraceParts {
  readonly clock: Pick<Clock, 'now' | 'monotonic' | 'sleep'>;
}

/** Follows one number for one window while its screen is open: a trace every 15 s, and between them looks for what arrives. */
export class TraceFeed {
  private stop: AbortController | undefined;
  private readonly clocks = new Clocks();

  constructor(
    private readonly parts: Parts,
    private readonly send: (message: TraceMessage | TraceSubjects) => void,
  ) {}

  receive(intent: AskTrace | StopTrace | FindTraceSubjects): void {
    if (intent.type === 'find-trace-subjects') {
      this.send({ type: 'trace-subjects', ...findSubjects(intent.query, this.parts.session) });
      return;
    }
    this.close();
    if (intent.type === 'ask-trace') void this.follow(intent);
  }

  close(): void {
    this.stop?.abort();
    this.stop = undefined;
  }

  private async follow({ ask, question }: AskTrace): Promise<void> {
    const end = new AbortController();
    this.stop = end;
    const tell = (told: TraceMessage['told']): void => {
      if (!end.signal.aborted) this.send({ type: 'trace', ask, told });
    };
    const { session, clock } = this.parts;
    await untilLooked(session, clock, end.signal, () => tell({ state: 'waiting' }));
    const arrivals = new Arrivals(this.parts, question, this.clocks);
    let dueMs = clock.monotonic();
    while (!end.signal.aborted) {
      // Paused, nothing is asked but what the user asks for: the first trace.
      if (!session.isPaused || arrivals.isNew) {
        await arrivals.look(end.signal);
        if (clock.monotonic() >= dueMs) {
          dueMs = clock.monotonic() + PERIOD_MS;
          await this.traceOnce(question, arrivals, tell, end.signal);
        }
      }
      await clock.sleep(arrivals.periodMs, end.signal);
    }
  }

  private async traceOnce(
    question: AskTrace['question'],
    arrivals: Arrivals,
    tell: (told: TraceMessage['told']) => void,
    signal: AbortSignal,
  ): Promise<void> {
    const counts = { sent: 0, back: 0 };
    // A trace that stands there is not taken away while the next is made.
    const onChange = () => (arrivals.isNew ? tell({ state: 'asking', ...counts }) : undefined);
    try {
      const port = countedPort(this.parts.port, counts, onChange);
      const scene = arrivals.known(await gatherTrace({ ...this.parts, port }, question, this.clocks, signal));
      arrivals.isNew = false;
      const traced = trace(scene);
      tell({ state: 'answered', trace: traced, lag: lagOf(scene, traced.hops, arrivals.seen(scene)), requests: counts.sent });
    } catch (failure) {
      tell({ state: 'failed', says: failure instanceof Error ? failure.message : String(failure) });
    }
  }
}
