// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { useSeldom } from './useSeldom';

function Said({ says }: { readonly says: string }) {
  return <p>{useSeldom(says, 5_000)}</p>;
}

beforeEach(() => {
  Reflect.set(globalThis, 'IS_REACT_ACT_ENVIRONMENT', true);
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('changes at once, then at most every five seconds, to what is then true', () => {
  const host = document.createElement('div');
  const root = createRoot(host);
  const say = (says: string) => act(() => root.render(<Said says={says} />));
  const later = (ms: number) => act(() => vi.advanceTimersByTime(ms));
  say('all well');
  say('broken');
  later(0);
  expect(host.textContent).toBe('broken');
  later(1_000);
  say('degraded');
  later(1_000);
  say('all well again');
  later(2_900);
  expect(host.textContent).toBe('broken');
  later(200);
  expect(host.textContent).toBe('all well again');
  act(() => root.unmount());
});
