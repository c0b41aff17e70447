import { createObjectStore } from '../kubeapi/objectStore';
import type { DemoAnswer, DemoNetwork, DemoRequest, Dialled, Listener } from '../network';
import type { ObjectStore } from '../objects';

/** A network of a few listeners for tests; what is not listed refuses. */
export function testNetwork(listeners: Record<string, Listener | Dialled>): DemoNetwork & { dialled: string[] } {
  const dialled: string[] = [];
  return {
    dialled,
    dial(_from, host, port) {
      dialled.push(`${host}:${port}`);
      const found = listeners[`${host}:${port}`];
      if (found === undefined) return { kind: 'refused', error: 'connect: connection refused' };
      return 'handle' in found ? { kind: 'listener', listener: found, delayMs: 1 } : found;
    },
  };
}

/** Answers with what the function gives, as the text format unless it says otherwise. */
export function exposing(body: (request: DemoRequest) => string | DemoAnswer, scheme: 'http' | 'https' = 'http'): Listener {
  return {
    scheme,
    handle(request) {
      const answer = body(request);
      if (typeof answer !== 'string') return answer;
      return { status: 200, headers: { 'content-type': 'text/plain; version=0.0.4' }, body: answer };
    },
  };
}

export function emptyStore(): ObjectStore {
  return createObjectStore();
}

export function put(
  store: ObjectStore,
  resource: string,
  kind: string,
  name: string,
  rest: { namespace?: string; [field: string]: unknown },
): void {
  const { namespace, labels, annotations, ...fields } = rest;
  const metadata = { name, namespace, uid: `uid-${name}`, creationTimestamp: '2026-11-21T09:00:00Z', ...pick({ labels, annotations }) };
  store.put(resource, { apiVersion: 'v1', kind, metadata, ...fields });
}

function pick(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
