import { type EngineOptions, FromEngineProcess, type ToEngine } from '../../shared/contract/control';
import type { EngineState } from '../../shared/contract/shell';
import { assertNever } from '../../shared/model/result';

/** Waits before a restart, in ms; the last one repeats. A run of a minute starts the row anew. */
const BACKOFF_MS = [300, 1_000, 2_000, 5_000, 10_000, 30_000] as const;
const GOOD_RUN_MS = 60_000;

/** A forked engine, as little of it as the supervisor needs. */
export interface EngineChild<Port> {
  send(message: ToEngine, port?: Port): void;
  onMessage(listener: (message: unknown) => void): void;
  /** `lastWords` is the end of what it wrote to stderr. */
  onExit(listener: (code: number, lastWords: string) => void): void;
  kill(): void;
}

export interface SupervisorParts<Port> {
  fork(): EngineChild<Port>;
  readonly options: EngineOptions;
  now(): number;
  later(ms: number, run: () => void): void;
  onState(state: EngineState): void;
  onLive(): void;
  onReportText(text: string, exitCode: 0 | 1 | 2): void;
  /** The engine says which context it looks at. */
  onCluster?(cluster: StartedCluster): void;
  onNotice?(notice: EngineNotice): void;
  onForgotten?(): void;
}

export type EngineNotice = Omit<Extract<FromEngineProcess, { type: 'notice' }>, 'type'>;

export type StartedCluster = NonNullable<Extract<FromEngineProcess, { type: 'started' }>['cluster']>;

export interface EngineSupervisor<Port> {
  state(): EngineState;
  /** Hands a port to the engine; false when it is not running (ask again at the next `running`). */
  connect(port: Port): boolean;
  askReportText(): void;
  /** From now on, and after a restart. */
  tune(to: Tuning): void;
  /** False when no engine runs. */
  record(to: Omit<Extract<ToEngine, { type: 'record' }>, 'type'>): boolean;
  /** False when no engine runs: nobody has the files open. */
  forgetHistory(folder: string): boolean;
  stop(): void;
}

export type Tuning = Omit<Extract<ToEngine, { type: 'tune' }>, 'type'>;

interface Ended {
  readonly atMs: number;
  readonly says: string;
}

/** Keeps one engine process alive: starts it, says when it ends, restarts it, gives up only where it says so itself. */
export function superviseEngine<Port>(parts: SupervisorParts<Port>): EngineSupervisor<Port> {
  let child: EngineChild<Port> | undefined;
  let state: EngineState = { type: 'engine', state: 'starting' };
  let ended: Ended | undefined;
  let startedAtMs = 0;
  let failures = 0;
  let stopped = false;
  let tuned: Tuning | undefined;

  function enter(next: EngineState): void {
    state = next;
    parts.onState(next);
  }

  function start(): void {
    if (stopped) return;
    startedAtMs = parts.now();
    const fresh = parts.fork();
    child = fresh;
    fresh.onMessage((message) => receive(message));
    fresh.onExit((code, lastWords) => leave(fresh, code, lastWords));
    fresh.send({ type: 'start', options: parts.options });
  }

  function receive(raw: unknown): void {
    const message = FromEngineProcess.safeParse(raw);
    if (!message.success || stopped) return;
    switch (message.data.type) {
      case 'started':
        if (tuned !== undefined) child?.send({ type: 'tune', ...tuned });
        if (message.data.cluster !== undefined) parts.onCluster?.(message.data.cluster);
        enter({ type: 'engine', state: 'running', restarted: restartedNow() });
        break;
      case 'live':
        parts.onLive();
        break;
      case 'fatal':
        enter({ type: 'engine', state: 'failed', says: message.data.says, remedy: message.data.remedy });
        break;
      case 'history-forgotten':
        parts.onForgotten?.();
        break;
      case 'notice':
        parts.onNotice?.(message.data);
        break;
      case 'report-text':
        parts.onReportText(message.data.text, message.data.exitCode);
        break;
      case 'clusters':
      case 'recording-checked':
        // Asked of an engine of its own (askEngine.ts).
        break;
      default:
        assertNever(message.data);
    }
  }

  function restartedNow(): { endedAtMs: number; backAfterMs: number; says: string } | undefined {
    return ended && { endedAtMs: ended.atMs, backAfterMs: parts.now() - ended.atMs, says: ended.says };
  }

  function leave(who: EngineChild<Port>, code: number, lastWords: string): void {
    if (who !== child || stopped) return;
    child = undefined;
    if (state.state === 'failed') return;
    const now = parts.now();
    if (now - startedAtMs >= GOOD_RUN_MS) failures = 0;
    const waitMs = BACKOFF_MS[Math.min(failures, BACKOFF_MS.length - 1)] ?? 30_000;
    failures += 1;
    ended = { atMs: now, says: describeExit(code, lastWords) };
    enter({ type: 'engine', state: 'down', says: ended.says, endedAtMs: now, retryAtMs: now + waitMs });
    parts.later(waitMs, start);
  }

  function tellRunning(message: ToEngine): boolean {
    if (child === undefined || state.state !== 'running') return false;
    child.send(message);
    return true;
  }

  start();
  return {
    state: () => state,
    connect(port) {
      if (child === undefined || state.state !== 'running') return false;
      child.send({ type: 'connect' }, port);
      return true;
    },
    askReportText: () => child?.send({ type: 'want-report-text' }),
    tune(to) {
      tuned = to;
      if (state.state === 'running') child?.send({ type: 'tune', ...to });
    },
    record: (to) => tellRunning({ type: 'record', ...to }),
    forgetHistory: (folder) => tellRunning({ type: 'forget-history', folder }),
    stop() {
      stopped = true;
      child?.kill();
    },
  };
}

/** 134 and 137 are what Linux reports for abort (V8 out of memory) and kill. */
export function describeExit(code: number, lastWords: string): string {
  const lines = lastWords
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  // Node prints the error, then its stack, then its own version.
  const last = lines.filter((line) => /^(Uncaught )?\w*Error\b/.test(line)).at(-1) ?? lines.at(-1);
  if (code === 0 && last === undefined) return 'The engine was ended from outside.';
  const how = /heap out of memory/i.test(lastWords) || code === 134 ? 'out of memory' : `exit code ${code}`;
  return last === undefined || how === 'out of memory' ? `The engine stopped (${how}).` : `The engine stopped (${how}): ${last}`;
}
