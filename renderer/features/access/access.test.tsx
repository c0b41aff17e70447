// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FromRenderer } from '../../../shared/contract/engine';
import type { AccountsPage, EndpointRow, HousekeepingRow, KubeletsPage, Tried } from '../../../shared/contract/explorer';
import { fixtureView } from '../../app/fixtureView';
import { useChoices } from '../../store/choiceStore';
import { useEngine } from '../../store/engineStore';
import { linkExplorer } from '../../store/explorerLink';
import { receiveExplorer, receiveTried, useExplorer } from '../../store/explorerStore';
import { AccessView } from './AccessView';

const told: FromRenderer[] = [];
const copied: string[] = [];
vi.mock('../../bridge/enginePort', () => ({ tellEngine: (message: FromRenderer) => told.push(message) }));
vi.mock('../../bridge/shellBridge', () => ({
  tellShell: (message: { readonly type: string; readonly text?: string }) => message.type === 'copy' && copied.push(message.text ?? ''),
  listenToShell: () => undefined,
}));

const yes = { state: 'yes', because: 'get nodes/metrics: by the Role prometheus by prometheus' } as const;
const no = { state: 'no', because: 'no Role or binding allows it' } as const;

function endpoint(id: string, path: string, risk: EndpointRow['risk'], more: Partial<EndpointRow> = {}): EndpointRow {
  return {
    id,
    path,
    verb: 'get',
    bucket: id,
    carries: 'numbers',
    risk,
    opensBy: 'nodes/metrics',
    plain: 'nodes/metrics',
    fine: 'nodes/metrics',
    cells: [no, yes],
    ...more,
  };
}

const KUBELETS: KubeletsPage = {
  part: 'kubelets',
  nodes: [
    { name: 'n1', health: 'ok' },
    { name: 'n2', health: 'broken' },
  ],
  kubelet: {
    node: 'n1',
    version: 'v1.35.0',
    address: 'https://10.0.0.1:10250',
    port: 10250,
    fineGrained: { state: 'on', because: 'on by default since 1.33' },
    reach: {
      verdict: 'pods-to-kubelet',
      says: 'The control plane reaches n1, pods do not.',
      ways: [
        { reader: 'apiserver', sight: 'sees', says: 'it answered in 20 ms' },
        { reader: 'prometheus', sight: 'cut', says: '2 of its targets there get nothing' },
        { reader: 'metrics-server', sight: 'denied', says: 'you may not' },
        { reader: 'direct', sight: 'unknown', says: 'no direct endpoint' },
      ],
    },
    columns: [
      { id: 'you', title: 'you, by proxy', says: 'through the node proxy' },
      { id: 'monitoring/prometheus', title: 'prometheus', says: 'directly', account: 'monitoring/prometheus' },
    ],
    rows: [
      endpoint('metrics', '/metrics', 'read', { kubectl: 'kubectl get --raw /x', curl: 'curl x', directCurl: 'curl direct' }),
      endpoint('pprof', '/debug/pprof/{profile}', 'costs', { note: 'Not asked from here.' }),
      endpoint('exec', '/exec/{namespace}/{pod}/{container}', 'acts', { note: 'Never called.', plain: 'nodes/proxy', fine: 'nodes/proxy' }),
    ],
  },
};

const ACCOUNTS: AccountsPage = {
  part: 'accounts',
  accounts: [
    {
      id: 'monitoring/prometheus',
      components: ['prometheus'],
      account: 'monitoring/prometheus',
      needs: [
        { verbs: ['get'], resource: 'nodes/metrics', why: 'the kubelet asks', ...no },
        { verbs: ['list', 'watch'], resource: 'pods', why: 'to find its targets', ...yes },
      ],
      dangers: [
        { what: 'list secrets', lets: 'read every secret of the cluster', ...yes },
        { what: 'get nodes/proxy', lets: 'run commands', ...no },
      ],
      yaml: 'kind: ClusterRole\n',
    },
  ],
  manifests: [
    {
      id: 'node-stats',
      title: 'Read node stats',
      says: 'For a script.',
      yaml: 'kind: ServiceAccount\n',
      commands: [{ says: 'a token', command: 'kubectl create token x' }],
    },
    { id: 'kubelet-api-admin', title: 'Instead of system:kubelet-api-admin', says: 'Smaller.', yaml: 'kind: Role\n', commands: [] },
  ],
  kubeletAdmins: ['User kube-apiserver (ClusterRoleBinding x)'],
};

function cadence(node: string, verdict: HousekeepingRow['verdict'], steps = 40): HousekeepingRow {
  const numbers = steps === 0 ? {} : { median: 15, p10: 11, p90: 24, shortest: 10, longest: 29 };
  return {
    node,
    verdict,
    says: `${node} says`,
    steps,
    ...numbers,
    fits: [
      { seconds: 10, share: 0.6 },
      { seconds: 15, share: 0.7 },
    ],
    counts: [
      { from: 10, count: 3 },
      { from: 12.5, count: 0 },
    ],
    flag: { state: 'unknown', says: 'not told' },
  };
}

let root: Root;
let host: HTMLElement;
let unlink: () => void = () => {};
const part = (testId: string) => host.querySelector(`[data-testid="${testId}"]`);
const words = (testId: string) => part(testId)?.textContent ?? 'not there';
const click = (testId: string) => {
  const found = part(testId);
  if (!(found instanceof HTMLElement)) throw new Error(`no ${testId}`);
  act(() => found.click());
};
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
        <AccessView />
      </MantineProvider>,
    ),
  );
const come = (tried: Tried) =>
  act(() => receiveTried({ type: 'endpoint-tried', ask: useExplorer.getState().ask, node: 'n1', endpoint: 'metrics', tried }));

beforeAll(() => {
  Reflect.set(globalThis, 'IS_REACT_ACT_ENVIRONMENT', true);
});
beforeEach(() => {
  told.length = 0;
  copied.length = 0;
  host = document.body.appendChild(document.createElement('div'));
  root = createRoot(host);
  useEngine.setState({ view: fixtureView() });
  useChoices.setState({ ...useChoices.getInitialState(), screen: 'access' }, true);
  useExplorer.setState({ ...useExplorer.getInitialState(), kubelets: KUBELETS, accounts: ACCOUNTS }, true);
  unlink = linkExplorer();
});
afterEach(() => {
  unlink();
  act(() => root.unmount());
  host.remove();
});

describe('kubelet endpoints', () => {
  it('say who reaches the kubelet, by word', () => {
    draw();
    expect(words('access-reach')).toContain('The control plane reaches n1, pods do not.');
    expect([...host.querySelectorAll('[data-sight]')].map((each) => each.textContent)).toEqual([
      'Control plane reaches it it answered in 20 ms',
      'Prometheus does not 2 of its targets there get nothing',
      'metrics-server not allowed you may not',
      'This machine not known no direct endpoint',
    ]);
  });

  it('that run code or cost have no button, and say so', () => {
    draw();
    expect(part('try-metrics')).not.toBeNull();
    expect([part('try-exec'), part('try-pprof')]).toEqual([null, null]);
    expect(words('endpoint-exec')).toContain('never called');
    expect(words('endpoint-pprof')).toContain('not asked here');
  });

  it('that run code and may be called by an account are a warning, not a good sign', () => {
    draw();
    const [you, prometheus] = [...host.querySelectorAll('[data-testid="endpoint-exec"] .hs-ex-right')];
    expect(you?.textContent).toBe('no');
    expect(prometheus?.textContent).toBe('may');
    expect(prometheus?.querySelector('[data-state]')?.getAttribute('data-state')).toBe('degraded');
  });

  it('open with what guards them, why, and commands', () => {
    draw();
    press('More of /metrics');
    expect(words('endpoint-detail')).toContain('by the Role prometheus by prometheus');
    for (const label of ['kubectl', 'curl, by proxy', 'curl, directly']) press(label);
    expect(copied).toEqual(['kubectl get --raw /x', 'curl x', 'curl direct']);
    press('More of /metrics');
    expect(part('endpoint-detail')).toBeNull();
  });

  it('are tried by name; what comes is shown, what comes of an earlier look is not', () => {
    draw();
    click('try-metrics');
    expect(told).toContainEqual({ type: 'try-endpoint', ask: 1, node: 'n1', endpoint: 'metrics' });
    expect(words('tried')).toContain('Asking.');
    act(() => receiveTried({ type: 'endpoint-tried', ask: 0, node: 'n1', endpoint: 'metrics', tried: { state: 'stopped' } }));
    expect(words('tried')).toContain('Asking.');
    press('Stop');
    expect(told).toContainEqual({ type: 'stop-trying' });
    come({ state: 'answered', status: 200, ms: 18, bytes: 2048, atMs: 0, request: 'GET /x', head: 'a 1', isCut: true, answerId: 'a7' });
    expect(words('tried')).toContain('200');
    expect(words('tried')).toContain('18 ms · 2 KiB');
    expect(words('tried-head')).toBe('a 1');
    press('The whole answer');
    expect(useChoices.getState()).toMatchObject({ answerId: 'a7', tab: 'raw', selection: { member: 'kubelet/n1' } });
  });

  it.each<[Tried, string]>([
    [
      { state: 'denied', says: 'You may not get nodes/proxy', remedy: 'Grant nodes/metrics.' },
      'You may not get nodes/proxyGrant nodes/metrics.',
    ],
    [{ state: 'unreachable', says: 'no answer in 10 s', remedy: 'Look at the node.' }, 'no answer in 10 sLook at the node.'],
    [{ state: 'refused', says: 'it runs code' }, 'Not asked: it runs code'],
    [{ state: 'stopped' }, 'Stopped.'],
  ])('says what came instead of an answer: %j', (tried, says) => {
    draw();
    click('try-metrics');
    come(tried);
    expect(words('tried').trim()).toBe(says);
  });

  it('of another node are asked for, and forget what came of this one', () => {
    draw();
    click('try-metrics');
    const picker = part('access-node');
    if (!(picker instanceof HTMLSelectElement)) throw new Error('no picker');
    act(() => {
      picker.value = 'n2';
      picker.dispatchEvent(new Event('change', { bubbles: true }));
    });
    expect(told).toContainEqual({ type: 'explorer', shown: { part: 'kubelets', node: 'n2' } });
    expect(part('tried')).toBeNull();
  });

  it('without a node say why', () => {
    useExplorer.setState({ kubelets: { part: 'kubelets', nodes: [], because: 'The nodes cannot be listed: you may not.' } });
    draw();
    expect(words('access-kubelets')).toBe('The nodes cannot be listed: you may not.');
  });
});

describe('service accounts', () => {
  it('say what they lack and have too much of, with the Role', () => {
    draw();
    click('access-tab-accounts');
    expect(words('account-monitoring/prometheus')).toBe('prometheusmonitoring/prometheuslacks 1');
    expect([...host.querySelectorAll('[data-testid="account-needs"] tbody tr')].map((row) => row.getAttribute('data-state'))).toEqual([
      'no',
      'yes',
    ]);
    expect(words('account-dangers')).toContain('read every secret of the cluster');
    expect(words('account-dangers')).not.toContain('nodes/proxy');
    press('YAML');
    expect(copied).toEqual(['kind: ClusterRole\n']);
  });

  it('stand beside manifests, which say what they are for and copy', () => {
    draw();
    click('access-tab-accounts');
    click('manifest-node-stats');
    expect(words('manifest-detail')).toContain('kubectl create token x');
    press('YAML');
    press('Copy');
    expect(copied).toEqual(['kind: ServiceAccount\n', 'kubectl create token x']);
    click('manifest-kubelet-api-admin');
    expect(words('manifest-detail')).toContain('Bound to it here: User kube-apiserver (ClusterRoleBinding x).');
  });
});

describe('housekeeping', () => {
  it('shows each node with its sentence, numbers and steps; of one without steps only why', () => {
    const rows = [cadence('n1', 'usual'), cadence('n2', 'unseen', 0)];
    act(() => receiveExplorer({ type: 'explorer', page: { part: 'housekeeping', rows, more: 3 } }));
    draw();
    click('access-tab-housekeeping');
    expect(words('cadence-n1')).toContain('11 s to 24 s');
    expect(words('cadence-n1')).toContain('60 % / 70 %');
    expect(part('cadence-n1')?.querySelectorAll('.hs-ex-bar')).toHaveLength(1);
    expect(part('cadence-n2')?.querySelector('svg.hs-ex-steps')).toBeNull();
    expect(words('access-housekeeping')).toContain('and 3 more nodes');
  });
});

describe('asking', () => {
  it('begins with the screen and ends with it', () => {
    act(() => useChoices.setState({ screen: 'map' }));
    told.length = 0;
    act(() => useChoices.setState({ screen: 'access' }));
    draw();
    click('access-tab-housekeeping');
    act(() => useChoices.setState({ screen: 'map' }));
    expect(told.map((message) => (message.type === 'explorer' ? (message.shown?.part ?? 'closed') : message.type))).toEqual([
      'kubelets',
      'housekeeping',
      'closed',
    ]);
  });

  it('goes from part to part by arrow keys', () => {
    draw();
    const tab = part('access-tab-kubelets');
    act(() => void tab?.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowLeft', bubbles: true })));
    expect(useExplorer.getState().part).toBe('housekeeping');
  });
});
