import { describe, expect, test } from 'vitest';
import type { Discovered } from '../../../shared/model/component';
import { type Correction, remember, toCorrection } from './corrections';
import { discover } from './discover';
import { NO_ANSWERS } from './identification';
import { inventoryOf, line } from './objects.testSupport';

const RECORDED = inventoryOf('recorded-1.34.json');

function found(corrections: readonly Correction[]): readonly Discovered[] {
  return discover(RECORDED, NO_ANSWERS, corrections);
}

const WEB: Correction = { says: 'is', namespace: 'demo', service: 'web', port: 'http', scheme: 'http', kind: 'prometheus' };
const MINE: Correction = {
  says: 'is',
  namespace: 'monitoring',
  service: 'prometheus',
  port: 'web',
  scheme: 'https',
  kind: 'prometheus',
  basePath: '/p',
};

describe('corrections', () => {
  test('"this Service is my Prometheus": it takes the card of the map, the one that was found goes beside it', () => {
    const prometheus = found([WEB]).filter((item) => item.kind === 'prometheus');
    expect(prometheus.map((item) => [item.card, item.id, item.confidence])).toEqual([
      ['prometheus', 'prometheus/demo/web', 'corrected'],
      ['prometheus:monitoring/prometheus', 'prometheus/monitoring/prometheus', 'likely'],
    ]);
    expect(prometheus[0]?.because).toEqual(['You said that Service demo/web is prometheus.']);
    expect(prometheus[0]?.pods).toEqual(['web-56c757448c-fstt6', 'web-56c757448c-wfkx6']);
  });

  test('what runs there is nothing else any more', () => {
    expect(found([WEB]).some((item) => item.id === 'app/demo/web')).toBe(false);
  });

  test('one that was found already keeps its id and other ways in', () => {
    const mine = found([MINE]).find((item) => item.kind === 'prometheus');
    expect(mine).toMatchObject({ id: 'prometheus/monitoring/prometheus', confidence: 'corrected', version: '3.10.0' });
    expect(mine ? line(mine) : '').toContain('service-proxy monitoring prometheus https web /p');
    expect(mine?.endpoints.some((endpoint) => endpoint.route.via === 'pod-proxy')).toBe(true);
  });

  test('"this is not one": nothing behind that Service is taken for a component', () => {
    expect(found([{ says: 'is-not', namespace: 'monitoring', service: 'prometheus' }]).some((item) => item.kind === 'prometheus')).toBe(
      false,
    );
  });

  test('a Service that is not there (any more) is kept as the user said, without pods', () => {
    const gone = found([{ ...WEB, service: 'gone' }]).find((item) => item.id === 'prometheus/demo/gone');
    expect(gone).toMatchObject({ confidence: 'corrected', pods: [] });
  });

  test("a direct endpoint of a node's kubelet goes before the node proxy", () => {
    const kubelet = found([{ says: 'at', endpoint: 'k1', kind: 'kubelet', name: 'hop-1', node: 'hop-1' }]).find(
      (item) => item.kind === 'kubelet',
    );
    expect(kubelet?.endpoints.map((endpoint) => endpoint.route.via)).toEqual([
      'direct',
      'direct',
      'direct',
      'node-proxy',
      'node-proxy',
      'node-proxy',
    ]);
    expect(kubelet?.id).toBe('kubelet/hop-1');
  });

  test('a direct endpoint of a Prometheus outside the cluster is one of its own', () => {
    const outside = found([
      { says: 'at', endpoint: 'mimir', kind: 'prometheus', flavour: 'mimir', name: 'our Mimir', basePath: '/prometheus' },
    ]);
    const mimir = outside.find((item) => item.flavour === 'mimir');
    expect(mimir ? line(mimir) : '').toBe('prometheus = prometheus/direct/mimir [mimir] direct mimir /prometheus');
  });

  test('the last word about a Service counts', () => {
    const not: Correction = { says: 'is-not', namespace: 'demo', service: 'web' };
    expect(remember(remember([MINE], WEB), not)).toEqual([MINE, not]);
  });

  test.each([
    ['a kind', 'prometheus', { says: 'is', kind: 'prometheus' }],
    ['null', null, { says: 'is-not', service: 's' }],
    ['an unknown kind', 'heapster', undefined],
  ])("the window's intent with %s", (_name, kind, expected) => {
    const correction = toCorrection({ namespace: 'n', service: 's', port: '9090', scheme: 'http', kind });
    if (expected === undefined) expect(correction).toBeUndefined();
    else expect(correction).toMatchObject(expected);
  });
});
