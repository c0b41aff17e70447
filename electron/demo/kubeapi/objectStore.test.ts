import { describe, expect, it } from 'vitest';
import type { NewKubeObject } from '../objects';
import { createObjectStore } from './objectStore';

function pod(name: string, phase: string, namespace = 'demo'): NewKubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace, uid: name, creationTimestamp: '2026-11-21T13:00:00Z' },
    status: { phase },
  };
}

describe('object store', () => {
  it('gives each change the next resourceVersion', () => {
    const store = createObjectStore({ firstRevision: 10 });
    expect(store.put('pods', pod('a', 'Pending')).metadata.resourceVersion).toBe('11');
    expect(store.put('pods', pod('b', 'Pending')).metadata.resourceVersion).toBe('12');
    store.remove('pods', 'demo', 'a');
    expect(store.resourceVersion).toBe('13');
  });

  it('takes an equal object as no change, whatever the order of its fields', () => {
    const store = createObjectStore();
    const stored = store.put('pods', pod('a', 'Running'));
    const events: string[] = [];
    store.onChange((_resource, event) => events.push(event.type));
    const { status, ...rest } = pod('a', 'Running');
    const again = store.put('pods', { status, note: undefined, ...rest });
    expect(again).toBe(stored);
    expect(events).toEqual([]);
  });

  it('takes an object that it gave out itself as no change', () => {
    const store = createObjectStore();
    const stored = store.put('pods', pod('a', 'Running'));
    expect(store.put('pods', stored)).toBe(stored);
  });

  it('tells listeners of added, modified and deleted, and stops when asked', () => {
    const store = createObjectStore();
    const events: string[] = [];
    const stop = store.onChange((resource, event) => events.push(`${resource} ${event.type} ${event.object.metadata.resourceVersion}`));
    store.put('pods', pod('a', 'Pending'));
    store.put('pods', pod('a', 'Running'));
    store.remove('pods', 'demo', 'a');
    store.remove('pods', 'demo', 'a');
    stop();
    store.put('pods', pod('b', 'Pending'));
    expect(events).toEqual(['pods ADDED 2', 'pods MODIFIED 3', 'pods DELETED 4']);
  });

  it('lists in the order of etcd, by namespace and name', () => {
    const store = createObjectStore();
    for (const [name, namespace] of [
      ['b', 'demo'],
      ['a', 'monitoring'],
      ['a', 'demo-2'],
      ['a', 'demo'],
    ] as const) {
      store.put('pods', pod(name, 'Running', namespace));
    }
    expect(store.list('pods').map(({ metadata }) => `${metadata.namespace}/${metadata.name}`)).toEqual([
      'demo-2/a',
      'demo/a',
      'demo/b',
      'monitoring/a',
    ]);
    expect(store.list('pods', 'demo').map(({ metadata }) => metadata.name)).toEqual(['a', 'b']);
  });

  it('shows a list as it was at an earlier resourceVersion', () => {
    const store = createObjectStore();
    store.put('pods', pod('gone', 'Running'));
    const before = Number(store.put('pods', pod('stays', 'Pending')).metadata.resourceVersion);
    store.put('pods', pod('stays', 'Running'));
    store.remove('pods', 'demo', 'gone');
    store.put('pods', pod('new', 'Running'));
    const past = store.listAt('pods', undefined, before);
    expect(past.kind === 'items' && past.items.map(({ metadata, status }) => [metadata.name, status])).toEqual([
      ['gone', { phase: 'Running' }],
      ['stays', { phase: 'Pending' }],
    ]);
  });

  it('forgets changes beyond its capacity and says from where on it knows', () => {
    const store = createObjectStore({ logCapacity: 4, firstRevision: 0 });
    for (let i = 1; i <= 20; i++) store.put('pods', pod('a', `phase ${i}`));
    const gone = store.changesSince(3);
    expect(gone.kind).toBe('gone');
    const known = store.changesSince(17);
    expect(known.kind === 'changes' && known.changes.map(({ revision }) => revision)).toEqual([18, 19, 20]);
    expect(store.changesSince(20)).toEqual({ kind: 'changes', changes: [] });
  });
});
