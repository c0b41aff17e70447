import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createObjectStore, type ObjectStoreOptions, type WatchableStore } from '../../electron/demo/kubeapi/objectStore';
import type { DemoAnswer, DemoNetwork, DemoRequest, Dialled, Listener } from '../../electron/demo/network';
import type { NewKubeObject } from '../../electron/demo/objects';

/** When the objects of e2e/fixtures/kubeapi were recorded. */
export const RECORDED_MS = Date.parse('2026-11-21T13:17:31Z');

/** A file of e2e/fixtures/kubeapi as text. */
export function fixtureText(name: string): string {
  return readFileSync(fileURLToPath(new URL(`../fixtures/kubeapi/${name}`, import.meta.url)), 'utf8');
}

/** A store with the recorded objects of a real cluster: 1 node, 14 pods, 8 services, 3 HPAs, 4 aggregated APIs, 12 events. */
export function recordedStore(options: ObjectStoreOptions = {}): WatchableStore {
  const store = createObjectStore(options);
  const objects: Readonly<Record<string, readonly NewKubeObject[]>> = JSON.parse(fixtureText('objects.json'));
  for (const [resource, items] of Object.entries(objects)) for (const item of items) store.put(resource, item);
  return store;
}

/** A network that knows the addresses it is told of; every other refuses. Keeps what was asked. */
export class FakeNetwork implements DemoNetwork {
  readonly asked: DemoRequest[] = [];
  private readonly known = new Map<string, Dialled>();

  dial(_from: string, host: string, port: number): Dialled {
    return this.known.get(`${host}:${port}`) ?? { kind: 'refused', error: 'connect: connection refused' };
  }

  set(address: string, dialled: Dialled): void {
    this.known.set(address, dialled);
  }

  listen(address: string, scheme: Listener['scheme'], handle: (request: DemoRequest) => DemoAnswer): void {
    const listener: Listener = {
      scheme,
      handle: (request) => {
        this.asked.push(request);
        return handle(request);
      },
    };
    this.set(address, { kind: 'listener', listener, delayMs: 0 });
  }
}

export function textOf(status: number, body: string, contentType = 'text/plain; charset=utf-8'): DemoAnswer {
  return { status, headers: { 'content-type': contentType }, body };
}

export function jsonOf(status: number, body: string): DemoAnswer {
  return { status, headers: { 'content-type': 'application/json', 'cache-control': 'no-cache, private' }, body };
}

/** The recorded cluster's network: kubelet, metrics-server, Prometheus and the adapter answer the little that the tests ask. */
export function recordedNetwork(): FakeNetwork {
  const network = new FakeNetwork();
  network.listen('10.77.0.2:10250', 'https', ({ path }) => (path === '/healthz' ? textOf(200, 'ok') : textOf(404, '404 page not found\n')));
  return network;
}
