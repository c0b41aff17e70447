import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Served, serveRecorded, type WatchLine, watchEvents } from '../../../e2e/kubectl/apiClient';
import { type Fields, fieldsAt, textAt } from './fields';

let served: Served;
beforeAll(async () => {
  served = await serveRecorded({ logCapacity: 200, waits: { bookmarkMs: 50 } });
});
afterAll(() => served.api.close());

const open: AsyncGenerator<WatchLine, void>[] = [];
afterEach(async () => {
  for (const watch of open.splice(0)) await watch.return();
});

function watching(path: string, headers: Readonly<Record<string, string>> = {}): AsyncGenerator<WatchLine, void> {
  const watch = watchEvents(served.api, path, { headers });
  open.push(watch);
  return watch;
}

async function next(watch: AsyncGenerator<WatchLine, void>): Promise<WatchLine> {
  const { value } = await watch.next();
  if (!value) throw new Error('the watch ended');
  return value;
}

/** "ADDED web-1". */
function told(line: WatchLine): string {
  return `${line.type} ${textAt(line.object, 'metadata', 'name')}`;
}

function setPhase(name: string, phase: string): void {
  const pod = served.store.get('pods', 'demo', name);
  if (!pod) throw new Error(`the recorded pod ${name} is missing`);
  served.store.put('pods', { ...pod, status: { ...fieldsAt(pod, 'status'), phase } });
}

function now(): string {
  return served.store.resourceVersion;
}

describe('watches', () => {
  it('begins with everything there is when no resourceVersion is given', async () => {
    const watch = watching('/api/v1/nodes?watch=true');
    expect(await next(watch)).toMatchObject({ type: 'ADDED', object: { kind: 'Node', apiVersion: 'v1', metadata: { name: 'hop-1' } } });
  });

  it('tells every change since a resourceVersion, old ones and new ones', async () => {
    const from = now();
    setPhase('sleepy-59999cccbb-mhfx6', 'Pending');
    const watch = watching(`/api/v1/pods?watch=true&resourceVersion=${from}`);
    expect(told(await next(watch))).toBe('MODIFIED sleepy-59999cccbb-mhfx6');
    setPhase('sleepy-59999cccbb-mhfx6', 'Running');
    expect(await next(watch)).toMatchObject({
      type: 'MODIFIED',
      object: { status: { phase: 'Running' }, metadata: { resourceVersion: now() } },
    });
  });

  it('keeps to its namespace, its name and its resource', async () => {
    const watch = watching(`/api/v1/namespaces/demo/pods/unschedulable?watch=true&resourceVersion=${now()}`);
    const watchingMonitoring = watching(`/api/v1/namespaces/monitoring/pods?watch=true&resourceVersion=${now()}&timeoutSeconds=1`);
    setPhase('sleepy-59999cccbb-mhfx6', 'Pending');
    setPhase('sleepy-59999cccbb-mhfx6', 'Running');
    setPhase('unschedulable', 'Running');
    expect(told(await next(watch))).toBe('MODIFIED unschedulable');
    expect((await watchingMonitoring.next()).done).toBe(true);
    setPhase('unschedulable', 'Pending');
  });

  it('turns changes into what a selector sees of them', async () => {
    const watch = watching(
      `/api/v1/pods?watch=true&fieldSelector=status.phase%3DPending,metadata.namespace%3Ddemo&resourceVersion=${now()}`,
    );
    setPhase('sleepy-59999cccbb-mhfx6', 'Pending');
    setPhase('sleepy-59999cccbb-mhfx6', 'Running');
    served.store.remove('pods', 'demo', 'unschedulable');
    expect(told(await next(watch))).toBe('ADDED sleepy-59999cccbb-mhfx6');
    expect(await next(watch)).toMatchObject({ type: 'DELETED', object: { status: { phase: 'Pending' } } });
    expect(told(await next(watch))).toBe('DELETED unschedulable');
  });

  it('ends after timeoutSeconds', async () => {
    const watch = watching(`/api/v1/pods?watch=true&timeoutSeconds=1&resourceVersion=${now()}`);
    expect((await watch.next()).done).toBe(true);
  });

  it('says in an ERROR event that a resourceVersion is too old, and ends', async () => {
    const old = now();
    for (let turn = 0; turn < 400; turn++) setPhase('sleepy-59999cccbb-mhfx6', `turn ${turn}`);
    setPhase('sleepy-59999cccbb-mhfx6', 'Running');
    const watch = watching(`/api/v1/pods?watch=true&resourceVersion=${old}`);
    expect(await next(watch)).toMatchObject({
      type: 'ERROR',
      object: { kind: 'Status', code: 410, reason: 'Expired', message: expect.stringContaining(`too old resource version: ${old} (`) },
    });
    expect((await watch.next()).done).toBe(true);
  });

  it('sends bookmarks to who allows them', async () => {
    const watch = watching(`/api/v1/nodes?watch=true&allowWatchBookmarks=true&resourceVersion=${now()}`);
    expect(await next(watch)).toMatchObject({
      type: 'BOOKMARK',
      object: { kind: 'Node', apiVersion: 'v1', metadata: { resourceVersion: now() } },
    });
  });

  it('marks the end of the initial events for a streaming list', async () => {
    const query = 'watch=true&sendInitialEvents=true&allowWatchBookmarks=true&resourceVersionMatch=NotOlderThan';
    const watch = watching(`/api/v1/nodes?${query}`);
    expect(told(await next(watch))).toBe('ADDED hop-1');
    expect(await next(watch)).toMatchObject({
      type: 'BOOKMARK',
      object: { metadata: { annotations: { 'k8s.io/initial-events-end': 'true' } } },
    });
  });

  it('watches as tables, with the columns in the first event alone', async () => {
    const watch = watching(`/api/v1/namespaces/demo/pods?watch=true&resourceVersion=${now()}`, {
      accept: 'application/json;as=Table;v=v1;g=meta.k8s.io',
    });
    setPhase('sleepy-59999cccbb-mhfx6', 'Pending');
    setPhase('sleepy-59999cccbb-mhfx6', 'Running');
    const [first, second]: Fields[] = [fieldsAt(await next(watch)), fieldsAt(await next(watch))];
    expect(first).toMatchObject({
      type: 'MODIFIED',
      object: { kind: 'Table', columnDefinitions: expect.arrayContaining([expect.objectContaining({ name: 'Ready' })]) },
    });
    expect(second).toMatchObject({
      object: { kind: 'Table', columnDefinitions: null, rows: [{ cells: expect.arrayContaining(['1/1', 'Running']) }] },
    });
  });

  it('ends all at once when the server closes', async () => {
    const short = await serveRecorded();
    const watch = watchEvents(short.api, '/api/v1/pods?watch=true&resourceVersion=1000');
    const ended = watch.next().then(
      ({ done }) => done,
      () => true,
    );
    await new Promise((resolve) => short.api.close().then(resolve));
    expect(await ended).toBe(true);
  });
});
