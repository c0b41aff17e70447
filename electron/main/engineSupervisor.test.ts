import { describe, expect, it } from 'vitest';
import type { ToEngine } from '../../shared/contract/control';
import type { EngineState } from '../../shared/contract/shell';
import { describeExit, type EngineChild, superviseEngine } from './engineSupervisor';

function bench() {
  const children: { sent: { message: ToEngine; port?: string }[]; say(message: unknown): void; end(code: number, words?: string): void }[] =
    [];
  const states: EngineState[] = [];
  const timers: { atMs: number; run: () => void }[] = [];
  let nowMs = 0;
  let live = 0;
  const supervisor = superviseEngine<string>({
    options: { settingsDir: '/s', verbose: false },
    now: () => nowMs,
    later: (ms, run) => timers.push({ atMs: nowMs + ms, run }),
    onState: (state) => states.push(state),
    onLive: () => {
      live += 1;
    },
    onReportText: () => undefined,
    fork(): EngineChild<string> {
      const sent: { message: ToEngine; port?: string }[] = [];
      let onMessage: (message: unknown) => void = () => undefined;
      let onExit: (code: number, words: string) => void = () => undefined;
      children.push({ sent, say: (message) => onMessage(message), end: (code, words = '') => onExit(code, words) });
      return {
        send: (message, port) => sent.push({ message, port }),
        onMessage: (listener) => {
          onMessage = listener;
        },
        onExit: (listener) => {
          onExit = listener;
        },
        kill: () => onExit(0, ''),
      };
    },
  });
  return {
    supervisor,
    children,
    states,
    live: () => live,
    last: () => children[children.length - 1],
    pass(ms: number) {
      nowMs += ms;
      for (const timer of timers.splice(0)) {
        if (timer.atMs <= nowMs) timer.run();
        else timers.push(timer);
      }
    },
  };
}

describe('the engine process', () => {
  it('gets its options first and takes ports once it has started', () => {
    const { supervisor, children, states, last } = bench();
    expect(children[0]?.sent).toEqual([{ message: { type: 'start', options: { settingsDir: '/s', verbose: false } }, port: undefined }]);
    expect(supervisor.connect('p')).toBe(false);
    last()?.say({ type: 'started' });
    expect(supervisor.connect('p')).toBe(true);
    expect(last()?.sent[1]).toEqual({ message: { type: 'connect' }, port: 'p' });
    expect(states).toEqual([{ type: 'engine', state: 'running', restarted: undefined }]);
  });

  it('is restarted when it ends, and says what was', () => {
    const { children, states, last, pass } = bench();
    last()?.say({ type: 'started' });
    pass(5_000);
    last()?.end(1, 'Error: boom\n');
    expect(states.at(-1)).toEqual({
      type: 'engine',
      state: 'down',
      says: 'The engine stopped (exit code 1): Error: boom',
      endedAtMs: 5_000,
      retryAtMs: 5_300,
    });
    pass(300);
    expect(children).toHaveLength(2);
    last()?.say({ type: 'started' });
    expect(states.at(-1)).toMatchObject({ state: 'running', restarted: { endedAtMs: 5_000, backAfterMs: 300 } });
  });

  it('waits longer each time it falls at once, and anew after a good minute', () => {
    const { states, last, pass } = bench();
    const waits: number[] = [];
    for (let fall = 0; fall < 7; fall++) {
      last()?.end(1);
      const state = states.at(-1);
      if (state?.state === 'down') waits.push(state.retryAtMs - state.endedAtMs);
      pass(30_000);
    }
    expect(waits).toEqual([300, 1_000, 2_000, 5_000, 10_000, 30_000, 30_000]);
    pass(60_000);
    last()?.end(1);
    expect(states.at(-1)).toMatchObject({ state: 'down' });
    const state = states.at(-1);
    expect(state?.state === 'down' && state.retryAtMs - state.endedAtMs).toBe(300);
  });

  it('is not restarted after it said that trying is of no use, nor after stop', () => {
    const fatal = bench();
    fatal.last()?.say({ type: 'fatal', says: 'no kubeconfig', remedy: 'write one' });
    fatal.last()?.end(2);
    fatal.pass(60_000);
    expect(fatal.children).toHaveLength(1);
    expect(fatal.supervisor.state()).toEqual({ type: 'engine', state: 'failed', says: 'no kubeconfig', remedy: 'write one' });
    const stopped = bench();
    stopped.supervisor.stop();
    stopped.pass(60_000);
    expect(stopped.children).toHaveLength(1);
  });

  it('is not trusted: a message out of the contract changes nothing', () => {
    const { states, last, live } = bench();
    last()?.say({ type: 'alive' });
    last()?.say('started');
    expect(states).toEqual([]);
    last()?.say({ type: 'live' });
    expect(live()).toBe(1);
  });
});

describe('how it ended', () => {
  it.each([
    [1, '', 'The engine stopped (exit code 1).'],
    [0, '', 'The engine was ended from outside.'],
    [1, 'a\nError: x\n\n', 'The engine stopped (exit code 1): Error: x'],
    [
      1,
      'throw err;\nError: Cannot find module\n    at x\n\nNode.js v18.15.0\n',
      'The engine stopped (exit code 1): Error: Cannot find module',
    ],
    [134, '', 'The engine stopped (out of memory).'],
    [5, 'FATAL ERROR: JavaScript heap out of memory\n 1: 0xb0', 'The engine stopped (out of memory).'],
  ])('exit code %d after "%s"', (code, words, says) => expect(describeExit(code, words)).toBe(says));
});
