import type { DemoNetwork, DemoUser } from '../network';
import type { WatchableStore } from './objectStore';

/** A request after authentication. */
export interface ApiRequest {
  readonly method: string;
  /** Decoded, without query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  readonly user: DemoUser;
  /** Aborts when the client is gone. */
  readonly signal: AbortSignal;
}

/** What every handler works on. */
export interface ApiContext {
  readonly store: WatchableStore;
  readonly network: DemoNetwork;
  /** Simulated time, milliseconds since the epoch: ages, conditions and the Date header follow it. */
  readonly clock: () => number;
  readonly waits: Waits;
  /** Counts up: requests to a Service go round its endpoints. */
  readonly nextTurn: () => number;
}

/** Real milliseconds. */
export interface Waits {
  /** Between bookmarks of a quiet watch; the apiserver sends one about each minute. */
  readonly bookmarkMs: number;
  /** How long a proxied request may hang before the apiserver answers by itself. */
  readonly hangMs: number;
  /** Between checks of the aggregated APIs when nothing changed. */
  readonly availabilityMs: number;
}

export const DEFAULT_WAITS: Waits = { bookmarkMs: 60_000, hangMs: 30_000, availabilityMs: 5_000 };

/** "2026-11-21T13:04:28Z": times of Kubernetes objects have whole seconds. */
export function kubeTime(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}
