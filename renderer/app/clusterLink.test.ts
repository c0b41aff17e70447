// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { OWN_LOOKS } from '../../shared/contract/chart';
import type { OpenedCluster } from '../../shared/contract/clusters';
import { chooseChartSource, useChartChoice } from '../store/chartChoice';
import { select, showScreen, useChoices } from '../store/choiceStore';
import { addNotice, receiveEngineState, useEngine } from '../store/engineStore';
import { moveCards, useMapMemory } from '../store/mapStore';
import { linkClusters, receiveClusterMessage } from './clusterLink';
import { fixtureView } from './fixtureView';

const opened = (run: number, id?: string): OpenedCluster => ({ run, name: `c${run}`, demo: false, ...(id === undefined ? {} : { id }) });
let sent: unknown[] = [];
const kept = () =>
  sent.filter((message) => typeof message === 'object' && message !== null && 'type' in message && message.type === 'keep-memory');

linkClusters();
beforeEach(() => {
  vi.useFakeTimers();
  sent = [];
  Reflect.set(window, 'hopscope', { send: (message: unknown) => sent.push(message), onMessage: () => undefined });
});
afterEach(() => vi.useRealTimers());

describe('another cluster is opened', () => {
  it('and nothing of the one before stays', () => {
    receiveClusterMessage({ type: 'opened', cluster: opened(1, 'a') });
    useEngine.setState({ view: fixtureView() });
    addNotice({ id: 'settings-broken', says: 'of the settings' });
    addNotice({ id: 'engine: x', says: 'of the cluster' });
    select({ kind: 'card', card: 'kubelet' });
    moveCards({ kubelet: { x: 1, y: 2 } });
    chooseChartSource('prometheus/of-the-first');
    receiveClusterMessage({ type: 'opened', cluster: opened(2) });
    expect(useChartChoice.getState().source).toBe(OWN_LOOKS);
    const { view, engine, notices } = useEngine.getState();
    expect([view, engine.state, notices.map(({ id }) => id)]).toEqual([undefined, 'starting', ['settings-broken']]);
    expect(useChoices.getState().selection).toEqual({ kind: 'none' });
    expect(useMapMemory.getState().positions).toEqual({});
  });

  it('and what is said again of the same one changes nothing', () => {
    receiveClusterMessage({ type: 'opened', cluster: opened(3) });
    useEngine.setState({ view: fixtureView() });
    receiveClusterMessage({ type: 'opened', cluster: opened(3, 'b') });
    expect(useEngine.getState().view).toBeDefined();
  });
});

describe('what is remembered', () => {
  it('is on the screen again; changes are kept once, half a second later', () => {
    receiveClusterMessage({ type: 'opened', cluster: opened(10, 'c') });
    moveCards({ prometheus: { x: 9, y: 9 } });
    vi.advanceTimersByTime(1_000);
    expect(kept()).toEqual([]);
    const map = {
      positions: { kubelet: { x: 5, y: 6 } },
      filters: { healths: ['broken', 'purple'], namespaces: ['kube-system'] },
      opened: ['kubelet'],
    };
    receiveClusterMessage({ type: 'cluster-memory', id: 'c', memory: { map, tab: 'raw', screen: 'list' } });
    expect(useMapMemory.getState()).toEqual({
      positions: { kubelet: { x: 5, y: 6 } },
      filters: { namespaces: ['kube-system'], healths: ['broken'], pipelines: [] },
      opened: ['kubelet'],
    });
    expect(useChoices.getState()).toMatchObject({ tab: 'raw', screen: 'list' });
    sent = [];
    moveCards({ kubelet: { x: 7, y: 7 } });
    moveCards({ kubelet: { x: 8, y: 8 } });
    vi.advanceTimersByTime(499);
    expect(kept()).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(kept()).toMatchObject([{ id: 'c', memory: { map: { positions: { kubelet: { x: 8, y: 8 } } } } }]);
  });

  it('of the one before is kept under its own id when another is opened at once', () => {
    receiveClusterMessage({ type: 'opened', cluster: opened(20, 'd') });
    receiveClusterMessage({ type: 'cluster-memory', id: 'd', memory: {} });
    sent = [];
    moveCards({ kubelet: { x: 3, y: 3 } });
    receiveClusterMessage({ type: 'opened', cluster: opened(21, 'e') });
    vi.advanceTimersByTime(1_000);
    expect(kept()).toMatchObject([{ id: 'd', memory: { map: { positions: { kubelet: { x: 3, y: 3 } } } } }]);
  });

  it('of what was seen is the verdict, once while it stays', () => {
    receiveClusterMessage({ type: 'opened', cluster: opened(30, 'f') });
    receiveClusterMessage({ type: 'cluster-memory', id: 'f', memory: {} });
    sent = [];
    for (let at = 0; at < 5; at++) {
      useEngine.setState({ view: { ...fixtureView(), revision: at } });
      vi.advanceTimersByTime(1_000);
    }
    expect(kept()).toHaveLength(1);
    expect(kept()[0]).toMatchObject({ memory: { seen: { health: expect.any(String), says: expect.any(String) } } });
  });
});

describe('a cluster that cannot be opened', () => {
  it.each([
    ['map', 'clusters'],
    ['list', 'clusters'],
    ['settings', 'settings'],
  ] as const)('leads from %s to %s', (from, to) => {
    receiveEngineState({ type: 'engine', state: 'starting' });
    showScreen(from);
    receiveEngineState({ type: 'engine', state: 'failed', says: 'no', remedy: 'yes' });
    expect(useChoices.getState().screen).toBe(to);
  });
});
