import { describe, expect, it } from 'vitest';
import { ALERTMANAGER_CHARTS, METRICS_API_CHARTS as CHARTS, KUBECTL_TOP_CHARTS } from '../../../../shared/model/charts';
import { alertmanagerProber } from '../alertmanager/prober';
import { linesOf, recorded } from '../charts.testSupport';
import { kubectlTopProber } from '../kubectl-top/prober';
import { component, endpoints, lookOnce, NOW } from '../oneLook.testSupport';
import { metricsApiProber } from './prober';

const API = component({ kind: 'metrics-api', id: 'api' });
const NODES = recorded('cluster/healthy/metrics-nodes.json');
const PODS = recorded('cluster/healthy/metrics-pods.json');
const SERVED_MS = Date.parse(/"timestamp":\s*"([^"]+)"/.exec(NODES)?.[1] ?? '');

function look() {
  const replies = { '/apis/metrics.k8s.io/v1beta1/nodes': { text: NODES, ms: 9 }, '/apis/metrics.k8s.io/v1beta1/pods': PODS };
  return lookOnce(metricsApiProber, { found: API, replies, clockOffsetMs: SERVED_MS + 11_000 - NOW });
}

describe('charts of what the Metrics API serves, against its raw answers', () => {
  it('age, time to answer, nodes and pods', async () => {
    const seen = await look();
    expect(linesOf(seen, CHARTS.freshness)).toEqual({ newest: 11, oldest: 11 });
    expect(linesOf(seen, CHARTS.latency)).toEqual({ '': 0.009 });
    expect(linesOf(seen, CHARTS.served)).toEqual({ nodes: 1, pods: PODS.match(/"window"/g)?.length });
  });

  it('kubectl top: CPU and memory of the nodes', async () => {
    const facts = { api: (await look()).facts };
    const seen = await lookOnce(kubectlTopProber, { found: { id: 'top' }, discovered: [API], facts });
    const [, cpu] = /"cpu":\s*"(\d+)n"/.exec(NODES) ?? [];
    const [, memory] = /"memory":\s*"(\d+)Ki"/.exec(NODES) ?? [];
    expect(linesOf(seen, KUBECTL_TOP_CHARTS.cpu)['']).toBeCloseTo(Number(cpu) / 1e9, 12);
    expect(linesOf(seen, KUBECTL_TOP_CHARTS.memory)['']).toBe(Number(memory) * 1024);
  });

  it('an Alertmanager: alerts that fire', async () => {
    const alerts = recorded('cluster/healthy/alertmanager-alerts.json');
    const replies = { '/api/v2/status': recorded('cluster/healthy/alertmanager-status.json'), '/api/v2/alerts': alerts };
    const seen = await lookOnce(alertmanagerProber, { found: { id: 'am', endpoints: endpoints(['api']) }, replies });
    expect(linesOf(seen, ALERTMANAGER_CHARTS.firing)).toEqual({ '': alerts.match(/"state":\s*"active"/g)?.length });
    expect(linesOf(seen, ALERTMANAGER_CHARTS.latency)).toEqual({ '': 0.005 });
  });
});
