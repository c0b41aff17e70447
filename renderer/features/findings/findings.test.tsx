// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LogRead } from '../../../shared/contract/podLog';
import { deniedFindings, FIXTURE_NOW_MS, fixtureFinding, fixtureView, withFindings } from '../../app/fixtureView';
import { useChoices } from '../../store/choiceStore';
import { useClock } from '../../store/clock';
import { receiveFromEngine, useEngine } from '../../store/engineStore';
import { isPanelShown, linkFindings, stepFinding, useFindings } from '../../store/findingStore';
import { useLogs } from '../../store/logStore';
import { FindingsPanel } from './FindingsPanel';

const copied: string[] = [];
const told: unknown[] = [];
vi.mock('../../bridge/shellBridge', () => ({
  tellShell: (message: { readonly type: string; readonly text?: string }) => message.type === 'copy' && copied.push(message.text ?? ''),
  listenToShell: () => undefined,
}));

vi.mock('../../bridge/enginePort', () => ({ tellEngine: (message: unknown) => told.push(message) }));

let root: Root;
let host: HTMLElement;
const part = (testId: string) => host.querySelector(`[data-testid="${testId}"]`);
const text = (testId: string) => part(testId)?.textContent ?? 'not there';
const press = (name: string) => {
  const button = [...host.querySelectorAll('button')].find((each) =>
    (each.getAttribute('aria-label') ?? each.textContent ?? '').startsWith(name),
  );
  if (button === undefined) throw new Error(`no button ${name}`);
  act(() => button.click());
};
const draw = () =>
  act(() =>
    root.render(
      <MantineProvider>
        <FindingsPanel />
      </MantineProvider>,
    ),
  );

beforeAll(() => {
  Reflect.set(globalThis, 'IS_REACT_ACT_ENVIRONMENT', true);
});
beforeEach(() => {
  copied.length = 0;
  told.length = 0;
  useLogs.setState(useLogs.getInitialState(), true);
  host = document.body.appendChild(document.createElement('div'));
  root = createRoot(host);
  useClock.setState({ nowMs: FIXTURE_NOW_MS });
  useChoices.setState(useChoices.getInitialState(), true);
  useFindings.setState(useFindings.getInitialState(), true);
  useChoices.setState({ screen: 'findings' });
  useEngine.setState({ view: deniedFindings() });
});
afterEach(() => {
  act(() => root.unmount());
  host.remove();
});

describe('the panel', () => {
  it('opens the first root with where, since, because, what follows, proof and remedy', () => {
    draw();
    expect(text('findings-count')).toBe('1 cause, 3 effects');
    expect(text('cause')).toContain('metrics-server may not read the kubelets');
    expect(text('cause')).toContain('10 min');
    expect(text('finding-subject')).toBe('Deployment kube-system/metrics-server');
    expect([...(part('effects')?.querySelectorAll('li') ?? [])].map((line) => line.textContent)).toEqual([
      'error: metrics-server has nothing to serve',
      'error: metrics.k8s.io is not available',
      'error: HPA demo/web cannot scale',
    ]);
    expect(text('finding-proofs')).toContain('[-]ready failed');
    expect(text('finding-do')).toContain('Give it the rule');
    expect(text('finding-guide')).toContain('Proven by');
  });

  it('has its commands and its rule of a Role to copy', () => {
    draw();
    press('Copy: kubectl get clusterroles');
    press('Copy the rule');
    press('Issue text');
    press('kubectl');
    expect(copied[0]).toBe('kubectl get clusterroles');
    expect(copied[1]).toBe('rules:\n- apiGroups: [""]\n  resources: ["nodes/metrics"]\n  verbs: ["get"]');
    expect(copied[2]).toMatch(/^# metrics-server may not read the kubelets\n[\s\S]*## What follows from it\n\n(- .*\n){3}/);
    expect(copied[3]).toBe("kubectl --context demo get --raw '/api/v1/nodes/n1/proxy/readyz?verbose'");
  });

  it('what follows selects on the map and the panel stays; the subject leads to its card', () => {
    const stop = linkFindings();
    draw();
    press('error: metrics.k8s.io');
    expect(useChoices.getState().selection).toEqual({ kind: 'hop', from: 'metrics-server', to: 'metrics-api' });
    expect(isPanelShown(useChoices.getState(), useFindings.getState().shown)).toBe(true);
    press('Deployment kube-system/metrics-server');
    expect(useChoices.getState().selection).toEqual({ kind: 'member', card: 'metrics-server', member: 'ms' });
    expect(isPanelShown(useChoices.getState(), useFindings.getState().shown)).toBe(false);
    stop();
  });

  it('a proof opens its answer at the line; left again, the panel is back', () => {
    draw();
    press('Open raw answer');
    expect(useChoices.getState()).toMatchObject({ tab: 'raw', answerId: 'a7', answerLine: 5 });
    expect(isPanelShown(useChoices.getState(), useFindings.getState().shown)).toBe(false);
    useChoices.setState({ answerId: undefined });
    expect(isPanelShown(useChoices.getState(), useFindings.getState().shown)).toBe(true);
  });

  it('closed by its head, nothing else is open', () => {
    draw();
    const head = host.querySelector<HTMLButtonElement>('[data-cause-head]');
    act(() => head?.click());
    expect(part('cause')?.getAttribute('data-open')).toBe('false');
    expect(part('finding-do')).toBeNull();
  });

  it('next and last go round, and give the head the keyboard', () => {
    useEngine.setState({ view: withFindings(fixtureView(), [fixtureFinding('a'), fixtureFinding('b', { remedy: 'Another.' })]) });
    draw();
    const opened = () => host.querySelector('[data-open="true"]')?.textContent ?? '';
    act(() => stepFinding(1));
    expect(opened()).toContain('b is wrong');
    expect(document.activeElement?.getAttribute('data-cause-head')).toBe('b');
    act(() => stepFinding(1));
    expect(opened()).toContain('a is wrong');
    act(() => stepFinding(-1));
    expect(opened()).toContain('b is wrong');
  });

  it('many of one cause are one, with the first subjects and the rest on demand', () => {
    const many = Array.from({ length: 9 }, (_, at) => fixtureFinding(`n${at}`));
    useEngine.setState({ view: withFindings(fixtureView(), many) });
    draw();
    expect(host.querySelectorAll('[data-testid="cause"]')).toHaveLength(1);
    expect(text('cause')).toContain('n0 is wrong, and 8 more like it');
    expect(text('cause')).not.toContain('n8');
    press('and 4 more');
    expect(text('cause')).toContain('Deployment demo/n8');
  });
});

describe('the log of its pod', () => {
  const of = { namespace: 'kube-system', pod: 'metrics-server-1' };
  const withLog = () => {
    const view = deniedFindings();
    useEngine.setState({
      view: { ...view, places: view.places?.map((place) => (place.id === 'denied' ? { ...place, logs: [of] } : place)) },
    });
    draw();
  };
  const receive = (read: LogRead['read'], ask = 1) => act(() => receiveFromEngine({ type: 'log-read', ask, of, read }));

  it('is not asked for before the button is pressed, and then once', () => {
    withLog();
    expect(told).toEqual([]);
    expect(part('pod-log')).toBeNull();
    press('Read the log of kube-system/metrics-server-1');
    expect(told).toEqual([{ type: 'read-log', ask: 1, of }]);
    expect(part('pod-log')?.getAttribute('data-state')).toBe('asking');
  });

  it('stands with its request, to copy and to open as it came', () => {
    withLog();
    press('Read the log');
    receive({ state: 'answered', atMs: FIXTURE_NOW_MS, request: 'GET /api/v1/x/log', text: 'one\ntwo\n', lines: 2, answerId: 'a9' });
    expect(text('pod-log')).toContain('GET /api/v1/x/log');
    expect(text('pod-log')).toContain('2 lines at');
    expect(text('pod-log-lines')).toBe('one\ntwo\n');
    press('Copy the log');
    expect(copied).toEqual(['one\ntwo\n']);
    press('Open raw answer of the log');
    expect(useChoices.getState()).toMatchObject({ tab: 'raw', answerId: 'a9' });
  });

  it('refused, it says which verb is missing, and the Role is to copy', () => {
    withLog();
    press('Read the log');
    receive({ state: 'denied', says: 'You may not get pods/log in kube-system (no).', remedy: 'Ask.', yaml: 'kind: Role\n' });
    expect(text('pod-log')).toContain('You may not get pods/log in kube-system (no).');
    press('Copy the Role');
    expect(copied).toEqual(['kind: Role\n']);
  });

  it('an answer to what was asked before is not shown', () => {
    withLog();
    press('Read the log');
    press('Read the log');
    receive({ state: 'failed', says: 'late', remedy: '' }, 1);
    expect(part('pod-log')?.getAttribute('data-state')).toBe('asking');
    receive({ state: 'failed', says: 'its node is gone', remedy: '' }, 2);
    expect(text('pod-log')).toContain('its node is gone');
  });

  it('is not offered where no pod is known', () => {
    draw();
    expect(part('finding-logs')).toBeNull();
  });
});

describe('without findings', () => {
  const cannotTell = [{ rule: 'clock-skew', needs: ['/metrics/resource of n1', 'and of n2'] }];

  it('says what could not be told, and what was looked for', () => {
    const view = fixtureView();
    useEngine.setState({ view: { ...view, report: { ...view.report, cannotTell } } });
    draw();
    expect(text('findings-well')).toContain('Nothing is wrong in what was seen. 1 rule has not seen all that it needs.');
    expect(text('cannot-tell')).toContain('/metrics/resource of n1');
    expect(text('looked-for')).toContain('kubelet-access-denied');
    expect(text('looked-for')).not.toContain('clock-skew');
  });

  it('before anything was looked at it says so', () => {
    useEngine.setState({ view: fixtureView({ lookedAtMs: undefined }) });
    draw();
    expect(text('findings-well')).toBe('Nothing was looked at yet.');
    expect(part('looked-for')).toBeNull();
  });
});
