import type { FromEngine } from '../../../shared/contract/engine';
import type { ReadLog } from '../../../shared/contract/podLog';
import { type LogParts, readLog } from './readLog';

/** Reads the end of a log when the user asks for it, one at a time: what was asked before is given up. */
export class LogFeed {
  private reading = new AbortController();

  constructor(
    private readonly parts: LogParts,
    private readonly send: (message: FromEngine) => void,
  ) {}

  receive({ ask, of }: ReadLog): void {
    this.reading.abort();
    this.reading = new AbortController();
    void this.read(ask, of, this.reading.signal);
  }

  close(): void {
    this.reading.abort();
  }

  private async read(ask: number, of: ReadLog['of'], signal: AbortSignal): Promise<void> {
    const read = await readLog(of, this.parts, signal);
    if (!signal.aborted) this.send({ type: 'log-read', ask, of, read });
  }
}
