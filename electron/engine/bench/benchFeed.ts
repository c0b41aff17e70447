import type { BenchAnswer, BenchIntent, BenchMessage } from '../../../shared/contract/bench';
import { assertNever } from '../../../shared/model/result';
import type { Clock } from '../clock';
import type { ClusterPort } from '../cluster/port';
import type { Session } from '../session/session';
import { untilLooked } from '../session/untilLooked';
import { type OpenBench, openBench } from './benchOpen';
import { RowSearch } from './benchRows';
import { explainRow } from './benchSteps';
import { type Tried, tryRules } from './benchTry';
import { explainTyped } from './benchTyped';
import type { BenchSession } from './jobSeries';
import { inSlices } from './slices';

interface Parts {
  readonly session: BenchSession & Pick<Session, 'firstWholeLookMs' | 'listsWholeMs'>;
  readonly port: Pick<ClusterPort, 'send'>;
  readonly clock: Pick<Clock, 'now' | 'monotonic' | 'sleep'>;
}

type Tell = (bench: BenchAnswer) => void;

/** The workbench of one window: of each kind of question the newest is answered, and all of it is forgotten when the screen closes. */
export class BenchFeed {
  private open: OpenBench | undefined;
  private tried: Tried | undefined;
  private readonly under = new Map<BenchIntent['type'], AbortController>();

  constructor(
    private readonly parts: Parts,
    private readonly send: (message: BenchMessage) => void,
  ) {}

  receive(intent: BenchIntent): void {
    switch (intent.type) {
      case 'bench-open':
        this.run(intent, (signal, tell) => this.read(signal, tell));
        break;
      case 'bench-try':
        this.run(intent, async (signal, tell) => {
          this.tried = (await tryRules(this.open, intent, this.parts, signal, tell)) ?? this.tried;
        });
        break;
      case 'bench-list':
        this.run(intent, (signal, tell) => this.list(intent, signal, tell));
        break;
      case 'bench-steps':
        this.run(intent, async (_signal, tell) => {
          const explained = this.tried && explainRow(this.tried, intent.row);
          if (explained !== undefined) tell(explained);
        });
        break;
      case 'bench-typed':
        this.run(intent, async (_signal, tell) => {
          if (this.tried !== undefined) tell(explainTyped(this.tried, intent.text));
        });
        break;
      case 'bench-stop':
        this.stop('bench-try');
        break;
      case 'bench-close':
        this.close();
        break;
      default:
        assertNever(intent);
    }
  }

  close(): void {
    for (const type of this.under.keys()) this.stop(type);
    this.open = undefined;
    this.tried = undefined;
  }

  private stop(type: BenchIntent['type']): void {
    this.under.get(type)?.abort();
  }

  private run(
    { type, ask }: { readonly type: BenchIntent['type']; readonly ask: number },
    work: (signal: AbortSignal, tell: Tell) => Promise<void>,
  ): void {
    this.stop(type);
    const { signal } = this.restart(type);
    const tell: Tell = (bench) => {
      if (!signal.aborted) this.send({ type: 'bench', ask, bench });
    };
    void work(signal, tell).catch((failure: unknown) =>
      tell({ state: 'failed', says: failure instanceof Error ? failure.message : String(failure), remedy: 'Read the rules again.' }),
    );
  }

  private restart(type: BenchIntent['type']): AbortController {
    const end = new AbortController();
    this.under.set(type, end);
    return end;
  }

  private async read(signal: AbortSignal, tell: Tell): Promise<void> {
    const { session, port, clock } = this.parts;
    await untilLooked(session, clock, signal, () => tell({ state: 'waiting' }));
    tell({ state: 'asking' });
    const open = await openBench(session, port, clock.now(), signal);
    if (signal.aborted) return;
    this.tried = undefined;
    this.open = open.ok ? open.value : undefined;
    tell(open.ok ? open.value.shown : { state: 'failed', ...open.error });
  }

  private async list({ show, search, most }: Extract<BenchIntent, { type: 'bench-list' }>, signal: AbortSignal, tell: Tell): Promise<void> {
    if (this.tried === undefined) return;
    const found = new RowSearch(this.tried, show, search, most);
    if (!(await inSlices(() => found.step(), this.parts.clock, signal))) return;
    tell({ state: 'listed', found: found.found, rows: found.sorted().map((row) => ({ ...row })) });
  }
}
