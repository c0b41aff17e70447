import { describe, expect, it } from 'vitest';
import { EMPTY_INVENTORY, type Inventory, type OtherObject } from '../../../shared/model/inventory';
import { operatorSight } from './monitorSights';

const META = { uid: 'u', resourceVersion: '1', createdMs: 0, annotations: {}, status: {} };
const object = (namespace: string, name: string, spec: OtherObject['spec'], labels: Record<string, string> = {}): OtherObject => ({
  ...META,
  namespace,
  name,
  labels,
  spec,
});
const service = (
  namespace: string,
  name: string,
  labels: Record<string, string>,
  ...ports: readonly string[]
): Inventory['services'][number] => ({
  ...META,
  namespace,
  name,
  labels,
  type: 'ClusterIP',
  selector: {},
  ports: ports.map((port) => ({ name: port, port: 80, targetPort: '80', protocol: 'TCP' })),
});

const RELEASE = { matchLabels: { release: 'stack' } };
const SERVICES = [service('demo', 'api', { app: 'api' }, 'http'), service('other', 'api', { app: 'api' }, 'web')];

function look(prometheus: OtherObject['spec'], monitor: OtherObject['spec'], labels: Record<string, string> = { release: 'stack' }) {
  const others = {
    'monitoring.coreos.com/prometheuses': [object('monitoring', 'k8s', prometheus)],
    'monitoring.coreos.com/servicemonitors': [object('demo', 'api', { selector: { matchLabels: { app: 'api' } }, ...monitor }, labels)],
  };
  const inventory: Inventory = { ...EMPTY_INVENTORY, apiGroups: ['monitoring.coreos.com'], others, services: SERVICES };
  return operatorSight(inventory, () => ({ items: [], whole: true }))?.monitors[0];
}

const ALL = { serviceMonitorSelector: RELEASE, serviceMonitorNamespaceSelector: {} };

describe('what the operator makes of a ServiceMonitor', () => {
  it.each([
    ['labels match, all namespaces', ALL, { release: 'stack' }, 'selected'],
    ['labels do not match', ALL, {}, 'refused'],
    ['an empty selector selects all', { ...ALL, serviceMonitorSelector: {} }, {}, 'selected'],
    ['no selector selects nothing', { serviceMonitorNamespaceSelector: {} }, { release: 'stack' }, 'refused'],
    ['without a namespace selector: its own namespace', { serviceMonitorSelector: {} }, {}, 'refused'],
    [
      'by the name of the namespace',
      { ...ALL, serviceMonitorNamespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'demo' } } },
      { release: 'stack' },
      'selected',
    ],
    [
      'by another name',
      { ...ALL, serviceMonitorNamespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'prod' } } },
      { release: 'stack' },
      'refused',
    ],
    [
      'by a label that is not known',
      { ...ALL, serviceMonitorNamespaceSelector: { matchLabels: { team: 'a' } } },
      { release: 'stack' },
      'unknown',
    ],
  ])('%s', (_name, prometheus, labels, is) => {
    expect(look(prometheus, {}, labels)?.selections.map((each) => each.is)).toEqual([is]);
  });

  it.each([
    ['its own namespace', {}, 1],
    ['any', { namespaceSelector: { any: true } }, 2],
    ['those it names', { namespaceSelector: { matchNames: ['other'] } }, 1],
    ['what nobody has', { selector: { matchLabels: { app: 'no' } } }, 0],
  ])('selects Services of %s', (_name, monitor, count) => {
    expect(look(ALL, monitor)?.backing).toBe(count);
  });

  it.each([
    ['by its name', { endpoints: [{ port: 'http' }] }, []],
    ['by a number in place of a name', { endpoints: [{ port: '80' }] }, [{ asked: '80', offered: ['http'] }]],
    ['by targetPort, which needs no name', { endpoints: [{ targetPort: 80 }] }, []],
  ])('names a port %s', (_name, monitor, missing) => {
    expect(look(ALL, monitor)?.missingPorts).toEqual(missing);
  });

  it('is nothing where the API is not served', () => {
    expect(operatorSight(EMPTY_INVENTORY, () => ({ items: [], whole: true }))).toBeUndefined();
  });
});
