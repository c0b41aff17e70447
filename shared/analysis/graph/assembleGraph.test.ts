import { describe, expect, test } from 'vitest';
import { CARDS, HOPS } from '../../model/architecture';
import type { Discovered } from '../../model/component';
import { type ApiServiceObject, EMPTY_INVENTORY, type HpaObject, type Inventory, type Listed } from '../../model/inventory';
import type { HopJudgement, Judgement } from '../../model/judgement';
import type { Observation } from '../../model/observation';
import { assembleGraph, type Graph } from './assembleGraph';
import type { GraphLook } from './graphInput';

const NOW = Date.UTC(2026, 10, 21, 13, 0, 0);

const RESOURCES = ['nodes', 'pods', 'services', 'apiservices.apiregistration.k8s.io', 'horizontalpodautoscalers.autoscaling'];
const LISTED: readonly Listed[] = RESOURCES.map((resource) => ({ resource, have: 4, state: 'watching', atMs: NOW - 1_000 }));
const SEEN: Inventory = { ...EMPTY_INVENTORY, listed: LISTED };

function listedAs(resource: string, more: Partial<Listed>): Inventory {
  return { ...SEEN, listed: LISTED.map((listed) => (listed.resource === resource ? { ...listed, ...more } : listed)) };
}

function member(card: string, name: string, more: Partial<Discovered> = {}): Discovered {
  const kind = CARDS.find((known) => known.id === card)?.kind ?? 'other';
  const base = { pods: [], args: [], endpoints: [], confidence: 'proven', because: [] } as const;
  return { id: `${kind}/${name}`, kind, card, name, ...base, ...more };
}

function look(found: Discovered, judgement: Partial<Judgement>, observations: readonly Observation<unknown>[] = []): [string, GraphLook] {
  const whole: Judgement = { health: 'ok', facts: [], samples: [], hops: [], evidence: [], ...judgement };
  const named = observations.map((observation, i) => ({ name: `look${i}`, observation }));
  return [found.id, { id: found.id, atMs: NOW, judgement: whole, observations: named }];
}

function hop(from: string, to: string, more: Partial<HopJudgement> = {}): HopJudgement {
  return { from, to, health: 'ok', evidence: [], ...more };
}

function denied(request: string): Observation<unknown> {
  return {
    state: 'denied',
    missing: { verb: 'get', resource: 'nodes', subresource: 'proxy' },
    because: 'Forbidden',
    remedy: 'grant nodes/metrics',
    request,
    route: 'node proxy',
    atMs: NOW,
    durationMs: 2,
    evidence: [],
  };
}

function graph(discovered: readonly Discovered[], looks: readonly [string, GraphLook][], inventory: Inventory = SEEN): Graph {
  return assembleGraph({ cards: CARDS, hops: HOPS, discovered, looks: new Map(looks), inventory, nowMs: NOW });
}

function component(made: Graph, id: string) {
  const found = made.components.find((each) => each.id === id);
  if (!found) throw new Error(`no component ${id}`);
  return found;
}

function edge(made: Graph, from: string, to: string) {
  return made.edges.find((each) => each.from === from && each.to === to);
}

const kubelets = ['n1', 'n2', 'n3'].map((node) => member('kubelet', node, { node, version: 'v1.34.4' }));
const [n1, n2, n3] = kubelets as [Discovered, Discovered, Discovered];
const prometheus = member('prometheus', 'k8s', { namespace: 'monitoring' });

describe('cards from members', () => {
  const cases: readonly {
    readonly name: string;
    readonly looks: readonly [string, GraphLook][];
    readonly expected: object;
  }[] = [
    {
      name: 'all ok: counts, numbers added up, the oldest age, one version',
      looks: kubelets.map((found, i) =>
        look(found, { ageSeconds: 10 + i, number: { value: 1, unit: 'nodes', label: 'nodes that answered' }, version: 'v1.34.4' }),
      ),
      expected: {
        health: 'ok',
        because: undefined,
        ageSeconds: 12,
        version: 'v1.34.4',
        number: { value: 3, unit: 'nodes', label: 'nodes that answered' },
        members: { total: 3, ok: 3, degraded: 0, broken: 0, denied: 0, stale: 0, unknown: 0 },
      },
    },
    {
      name: 'all broken: the card is broken',
      looks: kubelets.map((found) => look(found, { health: 'broken', because: 'connection refused' })),
      expected: { health: 'broken', because: '3 of 3: connection refused' },
    },
    {
      name: 'one of three broken: the card is degraded, says who and how many',
      looks: [look(n1, {}), look(n2, { health: 'broken', because: 'connection refused' }), look(n3, {})],
      expected: {
        health: 'degraded',
        because: '1 of 3 broken; n2: connection refused',
        members: { total: 3, ok: 2, degraded: 0, broken: 1, denied: 0, stale: 0, unknown: 0 },
      },
    },
    {
      name: 'the same reason for several is said once',
      looks: kubelets.map((found) => look(found, { health: 'stale', because: 'no look for 2 min' })),
      expected: { health: 'stale', because: '3 of 3: no look for 2 min' },
    },
    {
      name: 'two not looked at: unknown, never ok',
      looks: [look(n1, {})],
      expected: { health: 'unknown', because: '2 of 3: not looked at yet', members: expect.objectContaining({ ok: 1, unknown: 2 }) },
    },
    { name: 'nobody looked', looks: [], expected: { health: 'unknown', because: '3 of 3: not looked at yet' } },
    {
      name: 'every look denied: denied with verb and resource, whatever the judgement said',
      looks: kubelets.map((found) => look(found, { health: 'unknown' }, [denied('GET /healthz'), denied('GET /metrics')])),
      expected: {
        health: 'denied',
        because: '3 of 3: denied: get nodes/proxy is missing',
        members: expect.objectContaining({ denied: 3 }),
      },
    },
    {
      name: 'a latency is not added up',
      looks: kubelets.map((found, i) => look(found, { number: { value: i, unit: 'ms', label: 'p99' } })),
      expected: { number: { value: 2, unit: 'ms', label: 'p99' } },
    },
  ];
  test.each(cases)('$name', ({ looks, expected }) => {
    const card = component(graph(kubelets, looks), 'kubelet');
    expect(card).toMatchObject(Object.fromEntries(Object.entries(expected).filter(([, value]) => value !== undefined)));
    if ('because' in expected && expected.because === undefined) expect(card.because).toBeUndefined();
  });

  test("a member's proof is the card's, the worst first, with its time in UTC", () => {
    const says = (text: string) => ({ evidence: [{ request: 'GET /healthz', atMs: NOW, says: text, line: 3 }] });
    const made = graph(kubelets, [look(n1, says('ok')), look(n2, { health: 'broken', because: 'b', ...says('refused') })]);
    expect(component(made, 'kubelet').evidence[0]).toEqual({
      request: 'GET /healthz',
      at: '2026-11-21T13:00:00.000Z',
      says: 'refused',
      line: 3,
    });
  });
});

describe('what was not found', () => {
  const registered: ApiServiceObject = {
    ...{ name: 'v1beta1.metrics.k8s.io', uid: '', resourceVersion: '', createdMs: 0, labels: {}, annotations: {}, conditions: [] },
    group: 'metrics.k8s.io',
    version: 'v1beta1',
    service: { namespace: 'kube-system', name: 'metrics-server', port: 443 },
    insecureSkipTlsVerify: true,
  };
  const cases: readonly {
    readonly name: string;
    readonly id: string;
    readonly inventory: Inventory;
    readonly health: string;
    readonly because: string;
  }[] = [
    { name: 'no registration', id: 'metrics-api', inventory: SEEN, health: 'absent', because: 'no APIService v1beta1.metrics.k8s.io' },
    {
      name: 'a registration that leads nowhere',
      id: 'metrics-server',
      inventory: { ...SEEN, apiServices: [registered] },
      health: 'absent',
      because: 'APIService v1beta1.metrics.k8s.io points to kube-system/metrics-server, and metrics-server is not behind it',
    },
    { name: 'no HPA', id: 'hpa', inventory: SEEN, health: 'absent', because: 'no HorizontalPodAutoscaler in any namespace' },
    {
      name: 'pods not listed yet prove nothing',
      id: 'prometheus',
      inventory: { ...SEEN, listed: [] },
      health: 'unknown',
      because: 'not looked at yet: pods are not listed',
    },
    {
      name: 'half a list proves nothing',
      id: 'prometheus',
      inventory: listedAs('pods', { state: 'listing', have: 500, of: 1_200 }),
      health: 'unknown',
      because: 'not looked at yet: 500 of 1200 pods are listed',
    },
    {
      name: 'nodes may not be listed',
      id: 'kubelet',
      inventory: listedAs('nodes', { state: 'denied', because: 'User "viewer" cannot list nodes' }),
      health: 'denied',
      because: 'list nodes is missing: User "viewer" cannot list nodes',
    },
    {
      name: 'APIServices may not be listed',
      id: 'metrics-api',
      inventory: listedAs(RESOURCES[3] ?? '', { state: 'denied' }),
      health: 'denied',
      because: 'list apiservices is missing',
    },
  ];
  test.each(cases)('$name', ({ id, inventory, health, because }) => {
    expect(component(graph([], [], inventory), id)).toMatchObject({ health, because });
  });

  test('only what is always part of the picture is shown, and nothing that was never built', () => {
    const ids = graph([], []).components.map((each) => each.id);
    expect(ids).toEqual(CARDS.filter((card) => card.shown === 'always').map((card) => card.id));
    expect(ids).not.toContain('infrastore');
  });

  test('hops to and from what is absent are absent and say why', () => {
    const made = graph(
      kubelets,
      kubelets.map((found) => look(found, {})),
    );
    expect(edge(made, 'kubelet', 'metrics-server')).toMatchObject({
      health: 'absent',
      because: expect.stringContaining('metrics-server absent'),
    });
    expect(edge(made, 'prometheus', 'alertmanager')?.health).toBe('absent');
  });

  test('what somebody misses stays a broken hop though its other end is absent', () => {
    const hpa = member('hpa', 'demo/worker');
    const wanted = look(hpa, {
      health: 'broken',
      because: 'no metric',
      hops: [hop('custom-metrics-api', 'hpa', { health: 'broken', because: '404' })],
    });
    expect(edge(graph([hpa], [wanted]), 'custom-metrics-api', 'hpa')).toMatchObject({ health: 'broken', because: '404' });
  });
});

describe('hops', () => {
  const all = [
    ...kubelets,
    prometheus,
    member('metrics-server', 'metrics-server', { serves: ['metrics.k8s.io'] }),
    member('metrics-api', 'metrics.k8s.io'),
  ];

  test('judgements of several looks: the worst, sums of expected and missed, the oldest age', () => {
    const made = graph(all, [
      look(n1, { hops: [hop('kubelet', 'metrics-server', { expected: 40, missed: 0, ageSeconds: 8, periodSeconds: 15 })] }),
      look(n2, {
        hops: [hop('kubelet', 'metrics-server', { health: 'degraded', because: '3 of 40 lost', expected: 40, missed: 3, ageSeconds: 31 })],
      }),
    ]);
    expect(edge(made, 'kubelet', 'metrics-server')).toEqual({
      from: 'kubelet',
      to: 'metrics-server',
      pipeline: 'core',
      carries: '/metrics/resource',
      health: 'degraded',
      because: '1 of 2: 3 of 40 lost',
      periodSeconds: 15,
      ageSeconds: 31,
      expected: 80,
      missed: 3,
      evidence: [],
    });
  });

  test('nobody looked at it: unknown, with the usual period', () => {
    expect(edge(graph(all, []), 'kubelet', 'metrics-server')).toMatchObject({
      health: 'unknown',
      because: 'not looked at yet',
      periodSeconds: 15,
    });
  });

  test('all was looked at and none told of it: unknown', () => {
    const made = graph(
      all,
      all.map((found) => look(found, {})),
    );
    expect(edge(made, 'kubelet', 'prometheus')).toMatchObject({ health: 'unknown', because: 'no look told of this hop' });
  });

  test('who would tell of it may not be asked: denied', () => {
    const made = graph(all, [
      ...kubelets.map((found) => look(found, {})),
      look(prometheus, { health: 'denied', because: 'get services/proxy is missing' }),
    ]);
    expect(edge(made, 'kubelet', 'prometheus')).toMatchObject({ health: 'denied', because: 'Prometheus: get services/proxy is missing' });
  });

  test('concluded by everybody: inferred; seen by one: not', () => {
    const told = (found: Discovered, inferred: boolean) => look(found, { hops: [hop('prometheus', 'dashboard', { inferred })] });
    const grafana = member('dashboard', 'grafana');
    expect(edge(graph([prometheus, grafana], [told(prometheus, true)]), 'prometheus', 'dashboard')).toMatchObject({
      health: 'ok',
      inferred: true,
    });
    expect(
      edge(graph([prometheus, grafana], [told(prometheus, true), told(grafana, false)]), 'prometheus', 'dashboard')?.inferred,
    ).toBeUndefined();
  });

  test('every edge has both its ends among the components, once', () => {
    const made = graph(all, []);
    const ids = new Set(made.components.map((each) => each.id));
    for (const each of made.edges) expect([each.from, each.to].filter((id) => !ids.has(id))).toEqual([]);
    expect(new Set(made.edges.map((each) => `${each.from}>${each.to}`)).size).toBe(made.edges.length);
  });

  test('the same input in another order gives the same graph', () => {
    const looks = all.map((found, i) => look(found, { health: i % 2 === 0 ? 'ok' : 'degraded', because: 'slow' }));
    expect(graph([...all].reverse(), [...looks].reverse())).toEqual(graph(all, looks));
  });
});

describe('sources have the health of who reads them', () => {
  const exporter = member('node-exporter', 'n1');
  const runtime = member('container-runtime', 'n1');
  const cadvisor = member('cadvisor', 'n1');
  const cases: readonly {
    readonly name: string;
    readonly discovered: readonly Discovered[];
    readonly looks: readonly [string, GraphLook][];
    readonly id: string;
    readonly expected: object;
  }[] = [
    {
      name: 'node-exporter answers: /proc could be read',
      discovered: [exporter],
      looks: [look(exporter, {})],
      id: 'node-kernel',
      expected: { health: 'ok' },
    },
    {
      name: 'node-exporter is absent: nobody looked',
      discovered: [],
      looks: [],
      id: 'node-kernel',
      expected: { health: 'unknown', because: 'nothing that was found reads it' },
    },
    {
      name: 'node-exporter does not answer: not known, not healthy',
      discovered: [exporter],
      looks: [look(exporter, { health: 'broken', because: 'connection refused' })],
      id: 'node-kernel',
      expected: { health: 'unknown', because: 'seen only through node-exporter, which is broken: connection refused' },
    },
    {
      name: 'the container runtime, through cAdvisor',
      discovered: [runtime, cadvisor],
      looks: [look(cadvisor, {})],
      id: 'container-runtime',
      expected: { health: 'ok', members: expect.objectContaining({ total: 1, ok: 1, unknown: 0 }) },
    },
    {
      name: 'cgroups, as the kubelet was told of them',
      discovered: kubelets,
      looks: kubelets.map((found) =>
        look(found, { hops: [hop('containers', 'kubelet', { health: 'degraded', because: 'scrape_error 1' })] }),
      ),
      id: 'containers',
      expected: { health: 'degraded', because: '3 of 3: scrape_error 1' },
    },
  ];
  test.each(cases)('$name', ({ discovered, looks, id, expected }) => {
    expect(component(graph(discovered, looks), id)).toMatchObject(expected);
  });
});

describe('who serves an API', () => {
  const custom = member('custom-metrics-api', 'custom.metrics.k8s.io');
  const external = member('external-metrics-api', 'external.metrics.k8s.io');
  const keda = member('external-adapter', 'keda', { flavour: 'keda', serves: ['external.metrics.k8s.io'] });
  const adapter = member('prometheus-adapter', 'adapter', { serves: ['custom.metrics.k8s.io'] });

  test('two adapters share the APIs: each has its own hop and no other', () => {
    const made = graph([custom, external, keda, adapter], []);
    const served = made.edges
      .filter((each) => each.carries === 'APIService' && each.health !== 'absent')
      .map((each) => `${each.from}>${each.to}`);
    expect(served).toEqual(['prometheus-adapter>custom-metrics-api', 'external-adapter>external-metrics-api']);
  });

  test('another adapter serves what prometheus-adapter usually does', () => {
    const other = { ...keda, serves: ['custom.metrics.k8s.io'] };
    const idle = { ...adapter, serves: [] };
    const made = graph([custom, other, idle], []);
    expect(edge(made, 'prometheus-adapter', 'custom-metrics-api')).toMatchObject({
      health: 'absent',
      because: 'Custom metrics is served by External adapter keda',
    });
  });

  test('prometheus-adapter serves metrics.k8s.io: the hop that is, is drawn', () => {
    const both = { ...adapter, serves: ['metrics.k8s.io', 'custom.metrics.k8s.io'] };
    const made = graph([member('metrics-api', 'metrics.k8s.io'), custom, both], []);
    expect(edge(made, 'prometheus-adapter', 'metrics-api')).toMatchObject({ carries: 'APIService', pipeline: 'core' });
    expect(edge(made, 'metrics-server', 'metrics-api')?.health).toBe('absent');
  });

  test.each([
    ['may not be listed', { state: 'denied' }, 'denied'],
    ['are not listed yet', { state: 'listing' }, 'unknown'],
  ] as const)('while registrations %s nobody knows, and nobody is said', (_name, more, health) => {
    const made = graph([adapter], [], listedAs(RESOURCES[3] ?? '', more));
    expect(edge(made, 'metrics-server', 'metrics-api')?.health).toBe(health);
    expect(edge(made, 'prometheus-adapter', 'custom-metrics-api')?.because).not.toContain('served by nobody');
  });

  test('an API that no HPA reads has no hop to them', () => {
    const hpa: HpaObject = {
      ...{ name: 'web', uid: '', resourceVersion: '', createdMs: 0, labels: {}, annotations: {}, conditions: [] },
      scaleTarget: { kind: 'Deployment', name: 'web' },
      minReplicas: 1,
      maxReplicas: 2,
      currentReplicas: 1,
      desiredReplicas: 1,
      metrics: [{ type: 'Resource', name: 'cpu' }],
    };
    const made = graph([custom, adapter, member('hpa', 'demo/web')], [], { ...SEEN, hpas: [hpa] });
    expect(edge(made, 'custom-metrics-api', 'hpa')).toMatchObject({ health: 'absent', because: 'none of 1 HPAs scales on custom metrics' });
  });
});

describe('a second Prometheus', () => {
  const second = { ...prometheus, id: 'prometheus/team/own', name: 'own', namespace: 'team', card: 'prometheus:team/own' };
  const all = [...kubelets, prometheus, second];

  test('is a component of its own, behind the first', () => {
    const ids = graph(all, []).components.map((each) => each.id);
    expect(ids[ids.indexOf('prometheus') + 1]).toBe('prometheus:team/own');
    expect(component(graph(all, []), 'prometheus:team/own')).toMatchObject({ kind: 'prometheus', name: 'own', namespace: 'team' });
  });

  test('has the hops that its look told of, and one to the first that scrapes it', () => {
    const hops = [hop('kubelet', 'prometheus:team/own'), hop('prometheus:team/own', 'prometheus')];
    const made = graph(all, [look(second, { hops })]);
    const around = made.edges.filter((each) => [each.from, each.to].includes(second.card)).map((each) => `${each.from}>${each.to}`);
    expect(around).toContain('kubelet>prometheus:team/own');
    expect(around).toContain('prometheus:team/own>prometheus');
    expect(around).not.toContain('cadvisor>prometheus:team/own');
  });
});
