import type { Route } from '../../../shared/model/component';

/**
 * The one seam between Hopscope and a cluster. Live, replay and every decorator (limited, recorder)
 * are this interface; everything behind it works on values. Read-only by construction: GET, and POST
 * to the three access review resources, which store nothing. Anything else throws.
 */
export interface ClusterPort {
  readonly cluster: ClusterIdentity;
  /** One request, one whole answer. Never rejects for anything that happened on the way: that is a PortFailure. */
  send(request: PortRequest, signal: AbortSignal): Promise<PortResult>;
  /** A request whose answer goes on (watch). Resolves when the head is there; chunks end with the stream or throw PortStreamError. */
  stream(request: PortRequest, signal: AbortSignal): Promise<PortStream | PortFailure>;
  load(): PortLoad;
  close(): void;
}

export interface ClusterIdentity {
  readonly context: string;
  /** "https://127.0.0.1:16443": never with credentials. */
  readonly server: string;
  readonly user?: string;
  /** Things the user should know: "certificate checks are off (insecure-skip-tls-verify)". */
  readonly warnings: readonly string[];
}

export interface PortRequest {
  readonly method?: 'GET' | 'POST';
  readonly route: Route;
  /** Path and query below the route: "/metrics/resource". For `apiserver` and `aggregated`: the absolute path. */
  readonly path: string;
  readonly accept?: string;
  /** JSON body; only for access reviews. */
  readonly body?: unknown;
  /** Bytes after decompression; more is a failure `too-large`. Default 64 MiB. */
  readonly maxBytes?: number;
  readonly timeouts?: Partial<PhaseTimeouts>;
  /** `screen`: what the user looks at goes first; `list`: pages of lists go before what else is in the background. */
  readonly priority?: 'screen' | 'list' | 'background';
}

/** Milliseconds for each phase on its own. */
export interface PhaseTimeouts {
  readonly connect: number;
  readonly tls: number;
  readonly firstByte: number;
  readonly body: number;
}

export const DEFAULT_TIMEOUTS: PhaseTimeouts = { connect: 5_000, tls: 5_000, firstByte: 15_000, body: 30_000 };

/** Milliseconds spent; a phase that did not happen (a connection used again) is undefined. */
export interface PhaseTimings {
  readonly queue?: number;
  readonly auth?: number;
  readonly connect?: number;
  readonly tls?: number;
  readonly firstByte?: number;
  readonly body?: number;
  readonly total: number;
}

export interface PeerCertificate {
  readonly subject: string;
  readonly issuer: string;
  readonly sans: readonly string[];
  readonly notBeforeMs: number;
  readonly notAfterMs: number;
  /** False when checks are off and the chain did not hold. */
  readonly trusted: boolean;
}

export interface PortAnswer {
  readonly kind: 'answer';
  /** "GET /api/v1/nodes/n1/proxy/metrics/resource" (direct: the whole URL without credentials). */
  readonly request: string;
  readonly route: Route;
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** Decompressed. */
  readonly body: Uint8Array;
  /** Body bytes on the wire. */
  readonly wireBytes: number;
  readonly atMs: number;
  readonly timings: PhaseTimings;
  readonly peer?: PeerCertificate;
  /** The server's Date header. */
  readonly serverDateMs?: number;
}

export type FailureCode =
  | 'configuration'
  | 'credentials'
  | 'exec-plugin'
  | 'resolve'
  | 'refused'
  | 'reset'
  | 'timeout'
  | 'unknown-ca'
  | 'wrong-host'
  | 'certificate-expired'
  | 'tls'
  | 'truncated'
  | 'too-large'
  | 'bad-encoding'
  | 'proxy'
  | 'aborted';

export interface PortFailure {
  readonly kind: 'failure';
  readonly request: string;
  readonly route: Route;
  readonly phase: 'configuration' | 'queue' | 'auth' | 'connect' | 'tls' | 'first-byte' | 'body';
  readonly code: FailureCode;
  /** What happened, one sentence, without secrets. */
  readonly message: string;
  /** What to do next, one sentence. */
  readonly remedy: string;
  readonly atMs: number;
  readonly timings: PhaseTimings;
}

export type PortResult = PortAnswer | PortFailure;

export interface PortStream {
  readonly kind: 'stream';
  readonly request: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** For "4 of 10 requests/s" on the screen. */
export interface PortLoad {
  readonly requestsPerSecond: number;
  readonly requestsPerSecondLimit?: number;
  readonly bytesPerSecond: number;
  /** Requests without an answer yet; open watches are not counted. */
  readonly inFlight: number;
  readonly waiting: number;
  readonly totalRequests: number;
  readonly totalBytes: number;
}

/** How a stream ends that did not end well: the connection broke, or it was aborted. */
export class PortStreamError extends Error {
  constructor(
    readonly code: FailureCode,
    message: string,
    readonly remedy: string,
  ) {
    super(message);
    this.name = 'PortStreamError';
  }
}
