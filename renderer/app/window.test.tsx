// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { act, type ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { Banners } from '../features/trouble/Banners';
import { Connecting } from '../features/trouble/Connecting';
import { VerdictBar } from '../features/verdict/VerdictBar';
import { useClock } from '../store/clock';
import { useEngine } from '../store/engineStore';
import { ErrorBoundary } from './ErrorBoundary';
import { brokenView, FIXTURE_NOW_MS, fixtureView } from './fixtureView';

let root: Root;
let host: HTMLElement;
const text = (testId: string) => host.querySelector(`[data-testid="${testId}"]`)?.textContent ?? 'not there';
const draw = (node: ReactNode) => act(() => root.render(<MantineProvider>{node}</MantineProvider>));

beforeAll(() => {
  Reflect.set(globalThis, 'IS_REACT_ACT_ENVIRONMENT', true);
});
beforeEach(() => {
  host = document.body.appendChild(document.createElement('div'));
  root = createRoot(host);
  useClock.setState({ nowMs: FIXTURE_NOW_MS });
  useEngine.setState({ view: undefined, engine: { type: 'engine', state: 'starting' }, notices: [] });
});
afterEach(() => {
  act(() => root.unmount());
  host.remove();
});

describe('banners', () => {
  it('say that the engine is down and when it is tried again', () => {
    useEngine.setState({
      engine: {
        type: 'engine',
        state: 'down',
        says: 'The engine stopped (exit code 1).',
        endedAtMs: FIXTURE_NOW_MS,
        retryAtMs: FIXTURE_NOW_MS + 4_200,
      },
    });
    draw(<Banners />);
    expect(text('banner-engine')).toContain('The engine stopped (exit code 1).');
    expect(text('banner-engine')).toContain('it is started again in 5 s');
  });

  it('say what is lost after a restart, for a minute', () => {
    const engine = {
      type: 'engine' as const,
      state: 'running' as const,
      restarted: { endedAtMs: FIXTURE_NOW_MS - 2_000, backAfterMs: 1_400, says: 'The engine stopped (out of memory).' },
    };
    useEngine.setState({ engine });
    draw(<Banners />);
    expect(text('banner-engine')).toContain('back after 1 s');
    act(() => useClock.setState({ nowMs: FIXTURE_NOW_MS + 61_000 }));
    expect(text('banner-engine')).toBe('not there');
  });

  it('offer the Role that is missing, to copy', () => {
    const trouble = { says: 'You may not list nodes', remedy: 'Ask for this Role.', sinceMs: 0, yaml: 'kind: ClusterRole' };
    useEngine.setState({ view: fixtureView({ phase: 'denied', trouble }) });
    draw(<Banners />);
    expect(text('banner')).toContain('You may not list nodes.');
    expect(text('banner')).toContain('kind: ClusterRole');
    expect(text('banner')).toContain('Copy the Role to ask for');
  });

  it('count down to the next try', () => {
    const trouble = { says: 'no answer', remedy: 'Look.', sinceMs: 0, retryAtMs: FIXTURE_NOW_MS + 8_000 };
    useEngine.setState({ view: fixtureView({ phase: 'unreachable', trouble }) });
    draw(<Banners />);
    expect(text('banner')).toContain('Next try in 8 s.');
    act(() => useClock.setState({ nowMs: FIXTURE_NOW_MS + 5_000 }));
    expect(text('banner')).toContain('Next try in 3 s.');
  });

  it('show warnings of the connection', () => {
    useEngine.setState({ view: fixtureView({ warnings: ['certificate checks are off'] }) });
    draw(<Banners />);
    expect(text('banner-warning')).toBe('certificate checks are off ');
  });
});

describe('connecting', () => {
  it('lists its steps with their times until the first look', () => {
    const steps = [
      { name: 'TLS', state: 'done' as const, ms: 41, says: 'valid 61 days' },
      { name: 'version', state: 'running' as const },
    ];
    useEngine.setState({ view: fixtureView({ phase: 'connecting', steps }) });
    draw(<Connecting />);
    expect(text('connecting')).toBe('Connecting to demoTLS, valid 61 days41 msversion');
    act(() => useEngine.setState({ view: fixtureView() }));
    expect(text('connecting')).toBe('not there');
  });
});

describe('the verdict', () => {
  it('offers the way to the break', () => {
    useEngine.setState({ view: brokenView(), engine: { type: 'engine', state: 'running' } });
    draw(<VerdictBar />);
    expect(host.querySelector('[data-testid="verdict"]')?.getAttribute('data-state')).toBe('broken');
    expect(text('show-break')).toBe('Show the break');
  });

  it('says how long ago it was looked; at a moment that is gone, when', () => {
    useEngine.setState({ view: fixtureView(), engine: { type: 'engine', state: 'running' } });
    draw(<VerdictBar />);
    expect(text('looked')).toBe('looked 3 s ago');
    const heldMs = Date.UTC(2026, 10, 21, 14, 21, 40);
    act(() => {
      useClock.setState({ nowMs: heldMs });
      useEngine.setState({ view: fixtureView({ at: heldMs, lookedAtMs: heldMs - 1_000 }) });
    });
    expect(text('looked')).toBe('looked at 14:21:39');
  });
});

function Part({ mood }: { readonly mood: { readonly falls: boolean } }) {
  if (mood.falls) throw new Error('boom');
  return <p data-testid="part">drawn</p>;
}

describe('a part that falls', () => {
  it('says so and leaves the others; it can be drawn again', () => {
    const quiet = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const mood = { falls: true };
    draw(
      <>
        <ErrorBoundary name="The map">
          <Part mood={mood} />
        </ErrorBoundary>
        <p data-testid="other">still here</p>
      </>,
    );
    expect(text('banner-fallen')).toContain('The map could not be drawn: boom');
    expect(text('other')).toBe('still here');
    mood.falls = false;
    act(() => host.querySelector<HTMLButtonElement>('[data-testid="banner-fallen"] button')?.click());
    expect(text('part')).toBe('drawn');
    quiet.mockRestore();
  });
});
