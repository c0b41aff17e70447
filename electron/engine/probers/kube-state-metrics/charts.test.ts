import { describe, expect, it } from 'vitest';
import { KUBE_STATE_METRICS_CHARTS as CHARTS } from '../../../../shared/model/charts';
import { grep, grown, linesOf, lookTwice, recorded, total } from '../charts.testSupport';
import { component, endpoints } from '../oneLook.testSupport';
import { kubeStateMetricsProber } from './prober';

const FOUND = {
  ...component({ kind: 'kube-state-metrics', id: 'ksm' }),
  endpoints: [...endpoints(['metrics']), ...endpoints(['telemetry']).map((each) => ({ ...each, basePath: '/telemetry' }))],
};
const METRICS = recorded('cluster/healthy/ksm-metrics.txt.gz');
const TELEMETRY = recorded('cluster/healthy/service-proxy-ksm-telemetry-metrics.txt');

function look(later: string) {
  const replies = (telemetry: string) => ({ '/metrics': METRICS, '/telemetry/metrics': telemetry });
  return lookTwice(kubeStateMetricsProber, { found: FOUND }, [replies(TELEMETRY), replies(later)], 30);
}

describe('charts of a kube-state-metrics, against its raw answers', () => {
  it('lists and watches by result, per second', async () => {
    const more = {
      'kube_state_metrics_list_total{resource="*v1.Pod",result="success"}': 3,
      'kube_state_metrics_watch_total{resource="*v1.Node",result="success"}': 6,
    };
    // A result that was not there before stood at zero.
    const failed = 'kube_state_metrics_list_total{resource="*v1.Node",result="error"} 15\n';
    const [first, second] = await look(grown(TELEMETRY, more) + failed);
    expect(linesOf(first, CHARTS.lists)).toEqual({});
    expect(linesOf(second, CHARTS.lists)).toEqual({ success: 3 / 30, error: 15 / 30 });
    expect(linesOf(second, CHARTS.watches)).toEqual({ success: 6 / 30, error: 0 });
  });

  it('series by resource: seven and the others are all that there are', async () => {
    const [first] = await look(TELEMETRY);
    const lines = linesOf(first, CHARTS.series);
    expect(Object.keys(lines)).toHaveLength(8);
    expect(lines['pod']).toBe(grep(METRICS, /^kube_pod_/).length);
    expect(lines['deployment']).toBe(grep(METRICS, /^kube_deployment_/).length);
    expect(total(Object.values(lines))).toBe(grep(METRICS, /./).length);
  });
});
