import path from 'node:path';
import { runBundle } from '../bundle/runBundle';
import { systemClock } from './clock';
import { startDemoThread } from './demoThread';
import type { runEngine } from './entry';
import { type FromMain, type ParentPort, parentPortOf } from './parentPort';

/** The demo takes three times as long; the window has painted by then. */
const LOAD_AFTER_MS = 500;

/**
 * What the engine's process begins with (dist/electron/engine.cjs): small, so that the demo's thread is on its way while
 * the engine itself, some megabytes, is still being loaded beside it.
 */
function begin(): void {
  const parent = parentPortOf(process);
  parent.once('message', (first) => {
    const demo = demoOf(first.data);
    const earlyDemo = demo && startDemoThread(path.join(__dirname, 'demo.cjs'), demo);
    if (earlyDemo === undefined) loadEngine()(parent, [first], undefined);
    else loadWhileDemoStarts(parent, first, earlyDemo);
  });
}

/** The engine has nothing to do before the demo is there: meanwhile the window paints, on a machine with two processors. */
function loadWhileDemoStarts(parent: ParentPort, first: FromMain, demo: ReturnType<typeof startDemoThread>): void {
  const inbox = [first];
  const take = (message: FromMain): void => void inbox.push(message);
  parent.on('message', take);
  void systemClock.sleep(LOAD_AFTER_MS).then(() => {
    const runEngine = loadEngine();
    parent.off('message', take);
    runEngine(parent, inbox, demo);
  });
}

function loadEngine(): typeof runEngine {
  const engine = runBundle(path.join(__dirname, 'engineBody.cjs'));
  if (!isEngine(engine)) throw new Error('dist/electron/engineBody.cjs is of another build: build again');
  return engine.runEngine;
}

function isEngine(engine: unknown): engine is { readonly runEngine: typeof runEngine } {
  return typeof engine === 'object' && engine !== null && 'runEngine' in engine && typeof engine.runEngine === 'function';
}

/** The demo that a `start` asks for. Only this much is read here; the engine checks the whole message. */
function demoOf(message: unknown): { readonly scenario: string; readonly nodes?: number; readonly speed?: number } | undefined {
  const options = field(message, 'options');
  const demo = field(options, 'demo');
  const scenario = field(demo, 'scenario');
  if (typeof scenario !== 'string') return undefined;
  return { scenario, nodes: numberIn(demo, 'nodes'), speed: numberIn(demo, 'speed') };
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function numberIn(value: unknown, name: string): number | undefined {
  const number = field(value, name);
  return typeof number === 'number' ? number : undefined;
}

begin();
