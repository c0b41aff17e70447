import { describe, expect, it } from 'vitest';
import { hpaWith } from '../../../../shared/model/hpas.testSupport';
import type { HpaObject, Inventory, OtherObject } from '../../../../shared/model/inventory';
import { adapterProber } from '../adapter/prober';
import { hpaProber } from '../hpa/prober';
import { component, endpoints, factsIn, lookOnce, pod, verdict } from '../oneLook.testSupport';

const META = { uid: 'u', resourceVersion: '1', createdMs: 0, labels: {}, annotations: {} };
const READY = {
  type: 'Ready',
  status: 'True',
  reason: 'ScaledObjectReady',
  message: 'ScaledObject is defined correctly and is ready for scaling',
};
const NOT_READY = { type: 'Ready', status: 'False', reason: 'TriggerError', message: 'no Kafka brokers' };
const on = (type: string) => ({ type, status: 'True' });

function scaledObject(conditions: unknown, more: object = {}): OtherObject {
  return {
    ...META,
    name: 'worker',
    namespace: 'ns',
    spec: { triggers: [{ type: 'kafka' }, { type: 'cpu' }] },
    status: { conditions, ...more },
  };
}

const others = (...objects: readonly OtherObject[]): Partial<Inventory> => ({ others: { 'keda.sh/scaledobjects': objects } });

describe('KEDA, by its ScaledObjects', () => {
  const look = (inventory: Partial<Inventory>) =>
    lookOnce(adapterProber, {
      found: { kind: 'external-adapter', flavour: 'keda', namespace: 'ns', pods: ['p-0'], endpoints: endpoints(['health', 'metrics']) },
      replies: { '/readyz?verbose': '[+]ping ok\n' },
      inventory: { pods: [pod('p-0')], ...inventory },
    });

  it.each<[string, OtherObject, string, string | undefined]>([
    ['is ready', scaledObject([READY]), 'ok', undefined],
    ['is not ready', scaledObject([NOT_READY]), 'degraded', 'ScaledObject ns/worker: not ready (TriggerError: no Kafka brokers)'],
    [
      'has a trigger that fails',
      scaledObject([READY], { health: { 's0-kafka': { numberOfFailures: 3, status: 'Failing' }, 's1-cpu': { status: 'Happy' } } }),
      'degraded',
      'ScaledObject ns/worker: its triggers fail: s0-kafka',
    ],
    ['serves its fallback', scaledObject([READY, on('Fallback')]), 'degraded', 'its triggers fail, the fallback is served'],
    ['is paused, which is meant so', scaledObject([NOT_READY, on('Paused')]), 'ok', undefined],
    ['was not looked at by the operator yet', scaledObject(null), 'ok', undefined],
    ['has a status of another shape', scaledObject('none', { health: 7 }), 'ok', undefined],
  ])('one that %s', async (_name, object, health, because) => {
    const seen = verdict(await look(others(object)));
    expect(seen.health).toBe(health);
    if (because === undefined) expect(seen.because).toBeUndefined();
    else expect(seen.because).toContain(because);
  });

  it('counts them and names those in trouble', async () => {
    const other = { ...scaledObject([READY]), name: 'web' };
    expect(factsIn(await look(others(other, scaledObject([NOT_READY]))))['ScaledObjects']).toBe(
      '2, 1 in trouble: ns/worker: not ready (TriggerError: no Kafka brokers)',
    );
  });

  it('that may not be listed are not said to be none', async () => {
    const listed = [{ resource: 'keda.sh/scaledobjects', have: 0, state: 'denied', because: 'scaledobjects is forbidden' }] as const;
    expect(factsIn(await look({ listed }))['ScaledObjects']).toBe('cannot be seen: scaledobjects is forbidden');
  });

  it('are no business of another adapter', async () => {
    const found = component({
      kind: 'external-adapter',
      flavour: 'datadog',
      namespace: 'ns',
      pods: ['p-0'],
      endpoints: endpoints(['health']),
    });
    const inventory = { pods: [pod('p-0')], ...others(scaledObject([NOT_READY])) };
    const seen = await lookOnce(adapterProber, { found, replies: { '/readyz?verbose': '[+]ping ok\n' }, inventory });
    expect(verdict(seen).health).toBe('ok');
    expect(factsIn(seen)).not.toHaveProperty('ScaledObjects');
  });
});

describe('an HPA that KEDA made', () => {
  const CONDITIONS = [
    { type: 'AbleToScale', status: 'True' },
    { type: 'ScalingActive', status: 'True' },
  ];
  const nobodys = {
    ...hpaWith({
      maxReplicas: 4,
      metrics: [{ type: 'External', name: 's0-kafka', targetType: 'AverageValue', target: '5', current: '3' }],
      conditions: CONDITIONS,
    }),
    name: 'keda-hpa-worker',
    namespace: 'ns',
  };
  const hpa: HpaObject = { ...nobodys, owner: { kind: 'ScaledObject', name: 'worker' } };
  const look = (made: OtherObject, given = hpa) =>
    lookOnce(hpaProber, { found: { name: given.name, namespace: 'ns' }, inventory: { hpas: [given], ...others(made) } });

  it('says of which ScaledObject, and its triggers', async () => {
    expect(factsIn(await look(scaledObject([READY])))['made by KEDA of']).toBe('ScaledObject ns/worker, by kafka, cpu: ready');
  });

  it('is known by its label where it has no owner', async () => {
    const labelled = { ...nobodys, labels: { 'scaledobject.keda.sh/name': 'worker' } };
    expect(factsIn(await look(scaledObject([NOT_READY]), labelled))['made by KEDA of']).toContain('not ready (TriggerError');
  });

  it('of another namespace is not meant', async () => {
    expect(factsIn(await look({ ...scaledObject([READY]), namespace: 'other' }))).not.toHaveProperty('made by KEDA of');
  });

  it('is not ok while its values are the fallback, though it has all of them', async () => {
    expect(verdict(await look(scaledObject([READY])))).toMatchObject({ health: 'ok' });
    expect(verdict(await look(scaledObject([READY, on('Fallback')])))).toMatchObject({
      health: 'degraded',
      because: 'its values are the fallback of ScaledObject ns/worker: KEDA cannot read its triggers',
    });
  });
});
