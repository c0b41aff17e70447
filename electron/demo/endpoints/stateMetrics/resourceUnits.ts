import { type Fields, textField } from '../objectFields';
import { parseQuantity } from '../quantity';

export interface ResourceAmount {
  readonly resource: string;
  readonly unit: string;
  readonly value: number;
}

/** {"cpu":"100m"} → cpu in cores, memory and storage in bytes, pods and extended resources as integers. */
export function amountsOf(resources: Fields): readonly ResourceAmount[] {
  return Object.keys(resources).flatMap((name) => {
    const text = resources[name];
    const value = typeof text === 'number' ? text : parseQuantity(textField(resources, name) ?? '');
    return value === undefined ? [] : [{ resource: name.replace(/[^a-zA-Z0-9_]/g, '_'), unit: unitOf(name), value }];
  });
}

function unitOf(name: string): string {
  if (name === 'cpu') return 'core';
  if (name === 'memory' || name === 'storage' || name === 'ephemeral-storage') return 'byte';
  return name.startsWith('hugepages-') || name.startsWith('attachable-volumes-') ? 'byte' : 'integer';
}
