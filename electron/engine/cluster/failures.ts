import { capital } from '../../../shared/model/capital';
import { redactedTail } from '../../../shared/model/redact';
import type { FailureCode, PortFailure } from './port';

/** What went wrong with one request, before it is put together with the request itself. */
export interface Trouble {
  readonly phase: PortFailure['phase'];
  readonly code: FailureCode;
  readonly message: string;
  readonly remedy: string;
}

/** Whom we were talking to, for the sentences. */
export interface Whom {
  /** "the kube-apiserver at 10.0.0.1:6443", "the endpoint prom at https://prom.example". */
  readonly name: string;
  readonly host: string;
  readonly tls: boolean;
  /** "http://proxy:3128" without credentials, when a proxy is in between. */
  readonly proxy?: string;
  /** Where the CA and the TLS names are set: "the kubeconfig's cluster", "the endpoint's settings". */
  readonly settings: string;
}

type Wording = (whom: Whom, detail: string) => { readonly message: string; readonly remedy: string };

const WORDS: Readonly<Record<Exclude<FailureCode, 'timeout' | 'too-large' | 'configuration' | 'credentials' | 'exec-plugin'>, Wording>> = {
  resolve: (whom, detail) => ({
    message: `The name of ${whom.name} could not be resolved (${detail}).`,
    remedy: `Check the server's name in ${whom.settings}, and that VPN and DNS are up: "nslookup ${whom.host}".`,
  }),
  refused: (whom, detail) => ({
    message: `Nothing listens where ${whom.name} should be: connection refused (${detail}).`,
    remedy: 'Check that the cluster runs and that address and port are right; after a restart of the cluster the port may have changed.',
  }),
  reset: (whom, detail) => ({
    message: `The connection to ${whom.name} was closed before an answer came (${detail}).`,
    remedy: `It will be tried again. If it stays so: a load balancer or proxy in between cuts connections, or the port does not speak ${whom.tls ? 'HTTPS' : 'HTTP'}.`,
  }),
  'unknown-ca': (whom, detail) => ({
    message: `The certificate of ${whom.name} is signed by an authority that is not known here (${detail}).`,
    remedy: `Put the right CA into ${whom.settings} (certificate-authority-data); a proxy that opens TLS needs its CA there too.`,
  }),
  'wrong-host': (whom, detail) => ({
    message: `The certificate of ${whom.name} is for other names: ${detail}.`,
    remedy: `Use one of the names of the certificate, or set tls-server-name in ${whom.settings}.`,
  }),
  'certificate-expired': (whom, detail) => ({
    message: `The certificate of ${whom.name} is not valid now (${detail}).`,
    remedy: 'Renew it (kubeadm: "kubeadm certs check-expiration"), and check the clock of this machine.',
  }),
  tls: (whom, detail) => ({
    message: `The TLS handshake with ${whom.name} failed (${detail}).`,
    remedy: 'Check that the port speaks HTTPS, and that the client certificate is the one that this server accepts.',
  }),
  truncated: (whom, detail) => ({
    message: `The answer of ${whom.name} broke off in the middle (${detail}).`,
    remedy: 'It will be asked again. If it stays so, something between here and there cuts long answers.',
  }),
  'bad-encoding': (whom, detail) => ({
    message: `The answer of ${whom.name} could not be decompressed (${detail}).`,
    remedy: 'Something in between changed the answer or its Content-Encoding: try without the proxy.',
  }),
  proxy: (whom, detail) => ({
    message: `The proxy ${whom.proxy ?? 'in between'} did not let the request through to ${whom.name}: ${detail}.`,
    remedy:
      'Check proxy-url, HTTPS_PROXY and NO_PROXY (a cluster in your own network belongs into NO_PROXY), and whether the proxy wants a login.',
  }),
  aborted: (whom) => ({
    message: `The request to ${whom.name} was stopped by this program.`,
    remedy: 'Nothing: it was not needed any more.',
  }),
};

/** A failure of a known kind, in words. */
export function troubleOf(code: keyof typeof WORDS, phase: Trouble['phase'], whom: Whom, detail: string): Trouble {
  return { phase, code, ...WORDS[code](whom, detail) };
}

const PHASE_WORDS = {
  connect: 'no connection came about',
  tls: 'the TLS handshake did not finish',
  'first-byte': 'it took the request and did not begin to answer',
  body: 'the answer began and did not end',
} as const;

export function timeoutTrouble(phase: keyof typeof PHASE_WORDS, ms: number, whom: Whom): Trouble {
  const remedy =
    phase === 'connect' || phase === 'tls'
      ? 'Check VPN, firewall and proxy: packets are dropped on the way, or the port belongs to something that does not speak TLS.'
      : 'The server is overloaded or what it asks in turn hangs (a kubelet behind the node proxy); it will be asked again less often.';
  return { phase, code: 'timeout', message: `${capital(whom.name)}: ${PHASE_WORDS[phase]} within ${seconds(ms)}.`, remedy };
}

export function tooLargeTrouble(whom: Whom, maxBytes: number, announced?: number): Trouble {
  const size =
    announced === undefined
      ? `more than ${mebibytes(maxBytes)}`
      : `${mebibytes(announced)}, more than the ${mebibytes(maxBytes)} that are read`;
  return {
    phase: 'body',
    code: 'too-large',
    message: `The answer of ${whom.name} is too large: ${size} after decompression.`,
    remedy: 'Ask for less (one namespace, one metric family, a page of a list), or raise the limit for this request.',
  };
}

/** What an error of node:http, node:tls, a proxy agent or the stream means. `phase` is where the request stood. */
export function troubleFromError(error: unknown, phase: 'connect' | 'tls' | 'first-byte' | 'body', whom: Whom): Trouble {
  const code = codeOf(error);
  const detail = code === 'ERR_TLS_CERT_ALTNAME_INVALID' ? certificateNames(error) : redactedTail(messageOf(error));
  const known = KNOWN_CODES[code];
  if (whom.proxy !== undefined && phase === 'connect') return troubleOf('proxy', phase, whom, detail);
  if (known !== undefined && !(known === 'reset' && phase === 'body')) return troubleOf(known, tlsPhase(known, phase), whom, detail);
  if (phase === 'body') return troubleOf('truncated', phase, whom, detail);
  if (phase === 'tls' || /^ERR_(SSL|TLS)|^EPROTO$/.test(code)) return troubleOf('tls', 'tls', whom, detail);
  if (code.startsWith('HPE_')) return troubleOf('reset', phase, whom, `what came is not HTTP: ${detail}`);
  if (CONFIGURATION_CODES.has(code)) return configurationTrouble(whom, detail);
  return troubleOf('reset', phase, whom, detail);
}

export function configurationTrouble(whom: Whom, detail: string): Trouble {
  return {
    phase: 'configuration',
    code: 'configuration',
    message: `The request to ${whom.name} cannot be made (${detail}).`,
    remedy: `Correct ${whom.settings}: certificates must be PEM, tokens one line of printable characters.`,
  };
}

type NetworkCode = 'resolve' | 'refused' | 'reset' | 'unknown-ca' | 'wrong-host' | 'certificate-expired';

const KNOWN_CODES: Readonly<Record<string, NetworkCode>> = {
  ENOTFOUND: 'resolve',
  EAI_AGAIN: 'resolve',
  EAI_FAIL: 'resolve',
  EAI_NODATA: 'resolve',
  ECONNREFUSED: 'refused',
  ENETUNREACH: 'refused',
  EHOSTUNREACH: 'refused',
  EADDRNOTAVAIL: 'refused',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  ECONNABORTED: 'reset',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'unknown-ca',
  SELF_SIGNED_CERT_IN_CHAIN: 'unknown-ca',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'unknown-ca',
  UNABLE_TO_GET_ISSUER_CERT: 'unknown-ca',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'unknown-ca',
  CERT_SIGNATURE_FAILURE: 'unknown-ca',
  CERT_UNTRUSTED: 'unknown-ca',
  INVALID_CA: 'unknown-ca',
  ERR_TLS_CERT_ALTNAME_INVALID: 'wrong-host',
  CERT_HAS_EXPIRED: 'certificate-expired',
  CERT_NOT_YET_VALID: 'certificate-expired',
};

const CONFIGURATION_CODES: ReadonlySet<string> = new Set([
  'ERR_INVALID_CHAR',
  'ERR_INVALID_URL',
  'ERR_UNESCAPED_CHARACTERS',
  'ERR_INVALID_ARG_TYPE',
]);

/** Certificates are refused in the handshake, whatever the events said last. */
function tlsPhase(code: NetworkCode, phase: Trouble['phase']): Trouble['phase'] {
  return code === 'unknown-ca' || code === 'wrong-host' || code === 'certificate-expired' ? 'tls' : phase;
}

export function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

export function messageOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return error.errors.map(messageOf).join('; ');
  return error instanceof Error ? error.message || codeOf(error) : String(error);
}

/** The names that a certificate is for, from the error of a name that it is not for. */
function certificateNames(error: unknown): string {
  const names = isRecord(error) && isRecord(error['cert']) ? error['cert']['subjectaltname'] : undefined;
  return typeof names === 'string' && names !== '' ? names : messageOf(error);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function seconds(ms: number): string {
  return ms >= 1000 ? `${Math.round(ms / 100) / 10} s` : `${ms} ms`;
}

function mebibytes(bytes: number): string {
  return bytes >= 1 << 20 ? `${Math.round(bytes / (1 << 20))} MiB` : `${bytes} bytes`;
}
