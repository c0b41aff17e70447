import { describe, expect, it } from 'vitest';
import type { PortAnswer } from '../cluster/port';
import { AnswerStore } from './answers';

function answer(request: string, bytes: number): PortAnswer {
  return {
    kind: 'answer',
    request,
    route: { via: 'apiserver' },
    status: 200,
    headers: { 'content-type': 'text/plain', authorization: 'Bearer never' },
    body: new Uint8Array(bytes),
    wireBytes: bytes,
    atMs: 1,
    timings: { total: 1 },
  };
}

describe('AnswerStore', () => {
  it('keeps the last two answers to a request', () => {
    const store = new AnswerStore();
    const ids = [1, 2, 3].map(() => store.keep(answer('GET /a', 10)));
    expect(ids.map((id) => store.get(id) !== undefined)).toEqual([false, true, true]);
    expect(store.size).toEqual({ answers: 2, bytes: 20 });
  });

  it('drops the oldest when the bytes are over the limit, never the newest', () => {
    const store = new AnswerStore(100);
    const first = store.keep(answer('GET /a', 60));
    const second = store.keep(answer('GET /b', 60));
    expect(store.get(first)).toBeUndefined();
    const huge = store.keep(answer('GET /c', 500));
    expect(store.get(second)).toBeUndefined();
    expect(store.get(huge)?.body).toHaveLength(500);
  });

  it('keeps no headers but the content type', () => {
    const store = new AnswerStore();
    expect(JSON.stringify(store.get(store.keep(answer('GET /a', 1))))).not.toContain('never');
  });
});
