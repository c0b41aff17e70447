import type { Clock } from '../clock';
import type { ClusterPort, PortResult } from '../cluster/port';
import { errorText } from './statusText';

/** How often the API server is asked whether it is there. */
const HEARTBEAT_MS = 5_000;
const LOST_HEARTBEAT_MS = 2_000;
/** One lost packet is no lost cluster: only this many failures in a row are. */
const FAILURES_TO_LOSE = 2;

export type Connection =
  | { readonly state: 'connecting' }
  | { readonly state: 'up'; readonly serverVersion?: string; readonly sinceMs: number }
  | { readonly state: 'lost'; readonly says: string; readonly remedy: string; readonly sinceMs: number; readonly retryAtMs: number }
  /** Credentials are refused (401), or the server allows this user nothing. */
  | { readonly state: 'refused'; readonly says: string; readonly remedy: string; readonly sinceMs: number; readonly retryAtMs: number };

/**
 * Watches over the connection by asking /version (readable by everyone who is authenticated). Calls
 * back on each change of state, so that the session can mark what it shows as stale and look again
 * when the cluster is back.
 */
export class Heartbeat {
  private now: Connection = { state: 'connecting' };
  private failures = 0;
  private wake: (() => void) | undefined;

  constructor(
    private readonly port: ClusterPort,
    private readonly clock: Clock,
    private readonly onChange: (connection: Connection) => void,
  ) {}

  get connection(): Connection {
    return this.now;
  }

  /** Asks at once instead of at the next beat. */
  retry(): void {
    this.wake?.();
  }

  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const result = await this.port.send(
        { route: { via: 'apiserver' }, path: '/version', priority: 'screen', maxBytes: 64 * 1024 },
        signal,
      );
      if (signal.aborted) return;
      this.take(result);
      await this.pause(this.now.state === 'up' ? HEARTBEAT_MS : LOST_HEARTBEAT_MS, signal);
    }
  }

  private async pause(ms: number, signal: AbortSignal): Promise<void> {
    const woken = new AbortController();
    const end = (): void => woken.abort();
    this.wake = end;
    signal.addEventListener('abort', end, { once: true });
    await this.clock.sleep(ms, woken.signal);
    signal.removeEventListener('abort', end);
  }

  private take(result: PortResult): void {
    const atMs = this.clock.now();
    const seen = read(result);
    if (seen.state === 'up') {
      this.failures = 0;
      if (this.now.state !== 'up') this.change({ state: 'up', serverVersion: seen.serverVersion, sinceMs: atMs });
      return;
    }
    this.failures += 1;
    if (this.now.state === 'up' && this.failures < FAILURES_TO_LOSE) return;
    const sinceMs = this.now.state === seen.state ? this.now.sinceMs : atMs;
    this.change({ ...seen, sinceMs, retryAtMs: atMs + LOST_HEARTBEAT_MS });
  }

  private change(to: Connection): void {
    this.now = to;
    this.onChange(to);
  }
}

type Seen =
  | { readonly state: 'up'; readonly serverVersion?: string }
  | { readonly state: 'lost' | 'refused'; readonly says: string; readonly remedy: string };

function read(result: PortResult): Seen {
  if (result.kind === 'failure') {
    const refused = result.code === 'credentials' || result.code === 'exec-plugin';
    return { state: refused ? 'refused' : 'lost', says: result.message, remedy: result.remedy };
  }
  if (result.status === 401) {
    return {
      state: 'refused',
      says: `the API server refuses these credentials (401: ${errorText(result)})`,
      remedy: 'Log in again, or choose another context or user in the kubeconfig.',
    };
  }
  // 403 still proves that the server is there and knows who asks.
  if (result.status === 403) return { state: 'up' };
  const version = result.status === 200 ? versionOf(result.body) : undefined;
  if (version !== undefined) return { state: 'up', serverVersion: version };
  return {
    state: 'lost',
    says: `GET /version answered ${result.status}: ${result.status === 200 ? 'this is no Kubernetes API server: ' : ''}${errorText(result)}`,
    remedy: remedyOfVersion(result.status),
  };
}

/** An API server that is there and cannot answer is another matter than something else at its address. */
function remedyOfVersion(status: number): string {
  if (status === 429 || status >= 500) {
    return 'It is asked again. If it stays so, the API server or the load balancer before it is overloaded or coming up: look at its pods, and at its log.';
  }
  return 'Check the server address of the context, and whether a proxy stands before it.';
}

function versionOf(body: Uint8Array): string | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(body));
    const version: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'gitVersion') : undefined;
    return typeof version === 'string' ? version : undefined;
  } catch {
    return undefined;
  }
}
