// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Breaks } from '../../shared/contract/breaks';
import type { View } from '../../shared/contract/engine';
import { brokenView, FIXTURE_NOW_MS, fixtureView, fixtureWith } from '../app/fixtureView';
import { breaksOf, tellBreaks } from './breakNews';
import { useEngine } from './engineStore';
import { forgetReplay, receiveReplay } from './replayStore';

let sent: Breaks[];
let stop: () => void;
const show = (view: View) => useEngine.setState({ view });

beforeEach(() => {
  sent = [];
  Reflect.set(window, 'hopscope', { send: (message: unknown) => sent.push(Breaks.parse(message)), onMessage: () => undefined });
  useEngine.setState({ view: undefined });
  stop = tellBreaks();
});
afterEach(() => {
  stop();
  forgetReplay();
  Reflect.deleteProperty(window, 'hopscope');
});

describe('what main is told of breaks', () => {
  it('the hop where data stops, in the words of the verdict, beside all that follows from it', () => {
    const { places, broken } = breaksOf(brokenView());
    const at = { kind: 'hop', from: 'kubelet', to: 'metrics-server' };
    expect(places).toEqual([{ at, says: 'metrics-server gets nothing from kubelet.' }]);
    for (const id of ['kubelet>metrics-server', 'metrics-api>hpa', 'kubectl-top']) expect(broken).toContain(id);
  });

  it('a card that is broken where no hop is', () => {
    const { places } = breaksOf(fixtureWith({ 'kube-state-metrics': { health: 'broken', because: 'no pods' } }, {}));
    expect(places).toEqual([{ at: { kind: 'card', card: 'kube-state-metrics' }, says: 'kube-state-metrics is broken.' }]);
  });

  it('comes when it changed, and once', () => {
    show(fixtureView());
    show(fixtureView());
    show(brokenView());
    show(brokenView());
    show(fixtureView());
    expect(sent.map(({ places }) => places.length)).toEqual([0, 1, 0]);
    expect(new Set(sent.map(({ session }) => session)).size).toBe(1);
  });

  it.each([
    ['a kept moment', { at: FIXTURE_NOW_MS }],
    ['a cluster that does not answer', { phase: 'unreachable' as const }],
  ])('does not come of %s', (_name, part) => {
    show({ ...brokenView(), ...part });
    expect(sent).toEqual([]);
  });

  it('does not come of a recording', () => {
    const times = { fromMs: 0, toMs: 1, nowMs: 0 };
    receiveReplay({ run: 1, name: 'night.hopscope', context: 'shop', madeBy: 'Hopscope', ...times, state: 'playing', speed: 1 });
    show(brokenView());
    expect(sent).toEqual([]);
  });
});
