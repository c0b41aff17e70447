import type { View } from '../../../shared/contract/engine';
import type { Clock } from '../clock';

type Step = View['steps'][number];

/** What is done between start and the first live map, in this order; each with its time, for the connecting screen. */
export const CONNECT_STEPS = [
  'Reach the API server',
  'Ask what may be read',
  'List nodes and services',
  'Find the components',
  'First look at every component',
] as const;
export type ConnectStep = (typeof CONNECT_STEPS)[number];

export class Steps {
  private readonly begun = new Map<ConnectStep, number>();
  private readonly ended = new Map<ConnectStep, { ms: number; state: 'done' | 'failed'; says?: string }>();

  constructor(private readonly clock: Clock) {}

  begin(name: ConnectStep): void {
    if (!this.begun.has(name)) this.begun.set(name, this.clock.monotonic());
    if (this.ended.get(name)?.state === 'failed') this.ended.delete(name);
  }

  done(name: ConnectStep, says?: string): void {
    this.end(name, 'done', says);
  }

  failed(name: ConnectStep, says: string): void {
    this.end(name, 'failed', says);
  }

  isDone(name: ConnectStep): boolean {
    return this.ended.get(name)?.state === 'done';
  }

  list(): Step[] {
    return CONNECT_STEPS.map((name) => {
      const end = this.ended.get(name);
      const begin = this.begun.get(name);
      if (end) return { name, state: end.state, ms: Math.round(end.ms), ...(end.says === undefined ? {} : { says: end.says }) };
      if (begin !== undefined) return { name, state: 'running', ms: Math.round(this.clock.monotonic() - begin) };
      return { name, state: 'waiting' };
    });
  }

  private end(name: ConnectStep, state: 'done' | 'failed', says?: string): void {
    if (this.ended.get(name)?.state === 'done') return;
    const begin = this.begun.get(name) ?? this.clock.monotonic();
    this.ended.set(name, { ms: this.clock.monotonic() - begin, state, ...(says === undefined ? {} : { says }) });
  }
}
