import type { Exposition } from '../../shared/exposition/parse';

/**
 * The demo cluster's network: addresses inside it ("10.244.1.7:8080") and who listens there. The
 * apiserver's proxies, the demo's Prometheus, metrics-server and adapter all dial through it, so a
 * fault of the network is seen by each of them as in a real cluster.
 */
export interface DemoRequest {
  readonly method: string;
  /** Path without query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Who asks, after authentication by the listener's rules. */
  readonly user?: DemoUser;
}

export interface DemoUser {
  readonly name: string;
  readonly groups: readonly string[];
}

export interface DemoAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

export interface Listener {
  readonly scheme: 'http' | 'https';
  /** Of an HTTPS listener: who signed its certificate. Absent: the cluster's CA, for the address it has. */
  readonly certificate?: 'cluster-ca' | 'self-signed';
  handle(request: DemoRequest): DemoAnswer | Promise<DemoAnswer>;
  /**
   * The samples that `handle` would print for the same request, without printing them: equal, in the same order, to
   * what parsing its body gives. Undefined: this request has to be answered as text (an error, another path). Asked
   * for in large demos, where a tick's text would cost more than the tick. A series has the same labels object each
   * time, as long as it lives: who asks again finds it by that. Samples of names that are not `wanted` are left out of
   * samples() and counted in sampleCount all the same.
   */
  samplesOf?(request: DemoRequest, wanted?: (name: string) => boolean): Exposition | undefined;
}

/** What dialling an address gives: Go's words stand in `error`, as real callers print them. */
export type Dialled =
  | {
      readonly kind: 'listener';
      readonly listener: Listener;
      readonly delayMs: number;
      /** Of pages that take longer, by path. */
      readonly longPagesMs?: Readonly<Record<string, number>>;
    }
  /** "connect: connection refused", "no route to host", a TLS alert: at once. */
  | { readonly kind: 'refused'; readonly error: string }
  /** The connection opens and nothing answers. */
  | { readonly kind: 'hangs' };

/** How Go's words begin when the other side ended TLS. */
export const TLS_ALERT = 'remote error: ';

/** "dial tcp 10.77.0.12:10250: connect: connection refused"; a TLS alert comes after dialling and stands alone. */
export function dialError(address: string, error: string): string {
  return error.startsWith(TLS_ALERT) ? error : `dial tcp ${address}: ${error}`;
}

export interface DemoNetwork {
  /** `from` names who dials ("apiserver", "prometheus", "metrics-server", "adapter"): a network fault may hit one and not the other. */
  dial(from: string, host: string, port: number): Dialled;
}
