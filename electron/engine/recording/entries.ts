import { z } from 'zod';
import type { PortFailure } from '../cluster/port';

/** What a port carried, one entry for each answer, failure, and piece of a stream. Their bytes stand beside them (`body`). */

const Route = z.discriminatedUnion('via', [
  z.object({ via: z.literal('apiserver') }),
  z.object({ via: z.literal('aggregated'), api: z.string() }),
  z.object({ via: z.literal('node-proxy'), node: z.string() }),
  z.object({
    via: z.literal('service-proxy'),
    namespace: z.string(),
    service: z.string(),
    scheme: z.enum(['http', 'https']),
    port: z.string(),
  }),
  z.object({ via: z.literal('pod-proxy'), namespace: z.string(), pod: z.string(), scheme: z.enum(['http', 'https']), port: z.string() }),
  z.object({ via: z.literal('direct'), endpoint: z.string() }),
]);

const Asked = z.object({
  method: z.enum(['GET', 'POST']),
  route: Route,
  path: z.string(),
  accept: z.string().optional(),
  body: z.unknown().optional(),
});
export type Asked = z.infer<typeof Asked>;

const Headers = z.record(z.string(), z.string());
const Timings = z.object({
  queue: z.number().optional(),
  auth: z.number().optional(),
  connect: z.number().optional(),
  tls: z.number().optional(),
  firstByte: z.number().optional(),
  body: z.number().optional(),
  total: z.number(),
});
const Peer = z.object({
  subject: z.string(),
  issuer: z.string(),
  sans: z.array(z.string()),
  notBeforeMs: z.number(),
  notAfterMs: z.number(),
  trusted: z.boolean(),
});
/** Where its bytes stand: the SHA-256 of a body that came before is said alone. `since`: they are a patch of the body of that SHA-256, which is none (linePatch.ts). */
const Body = z.object({ hash: z.string(), bytes: z.number().int().nonnegative(), since: z.string().optional() });

/** When it was asked, and how long it took: milliseconds, by the recorder's clock. */
const Times = { atMs: z.number(), tookMs: z.number().nonnegative() };

const PHASES = [
  'configuration',
  'queue',
  'auth',
  'connect',
  'tls',
  'first-byte',
  'body',
] as const satisfies readonly PortFailure['phase'][];
const CODES = [
  'configuration',
  'credentials',
  'exec-plugin',
  'resolve',
  'refused',
  'reset',
  'timeout',
  'unknown-ca',
  'wrong-host',
  'certificate-expired',
  'tls',
  'truncated',
  'too-large',
  'bad-encoding',
  'proxy',
  'aborted',
] as const satisfies readonly PortFailure['code'][];
const Code = z.enum(CODES);

const AnswerEntry = z.object({
  kind: z.literal('answer'),
  ...Times,
  asked: Asked,
  request: z.string(),
  status: z.number().int(),
  headers: Headers,
  wireBytes: z.number(),
  timings: Timings,
  peer: Peer.optional(),
  serverDateMs: z.number().optional(),
  body: Body,
});
const FailureEntry = z.object({
  kind: z.literal('failure'),
  ...Times,
  asked: Asked,
  request: z.string(),
  phase: z.enum(PHASES),
  code: Code,
  message: z.string(),
  remedy: z.string(),
  timings: Timings,
});
const StreamEntry = z.object({
  kind: z.literal('stream'),
  ...Times,
  asked: Asked,
  stream: z.number().int(),
  request: z.string(),
  status: z.number().int(),
  headers: Headers,
});
const ChunkEntry = z.object({ kind: z.literal('chunk'), atMs: z.number(), stream: z.number().int(), body: Body });
const EndEntry = z.object({
  kind: z.literal('end'),
  atMs: z.number(),
  stream: z.number().int(),
  trouble: z.object({ code: Code, message: z.string(), remedy: z.string() }).optional(),
});
/** The Report of the moment at which recording ended, with the gaps of the time before it: what a replay is held against. */
const ReportEntry = z.object({ kind: z.literal('report'), atMs: z.number(), lengthMs: z.number().nonnegative(), body: Body });

const FoundFinding = z.object({
  id: z.string(),
  rule: z.string(),
  severity: z.enum(['error', 'warning', 'info']),
  subject: z.string(),
  title: z.string(),
});
/** Findings that whoever recorded saw begin, and ids of those that were seen to end, since the entry of this kind before it. */
const FindingsEntry = z.object({
  kind: z.literal('findings'),
  atMs: z.number(),
  began: z.array(FoundFinding),
  ended: z.array(z.string()),
});

export const Entry = z.discriminatedUnion('kind', [
  AnswerEntry,
  FailureEntry,
  StreamEntry,
  ChunkEntry,
  EndEntry,
  ReportEntry,
  FindingsEntry,
]);
export type Entry = z.infer<typeof Entry>;
type Bare<T> = T extends { readonly body: unknown } ? Omit<T, 'body'> : T;
/** An entry whose bytes are given beside it. */
export type NewEntry = Bare<Entry>;
export type AnswerEntry = z.infer<typeof AnswerEntry>;
export type FailureEntry = z.infer<typeof FailureEntry>;
export type StreamEntry = z.infer<typeof StreamEntry>;
export type FindingsEntry = z.infer<typeof FindingsEntry>;
export type FoundFinding = z.infer<typeof FoundFinding>;

/** What opens a file and each of its segments: which cluster, and from when on. */
export const SegmentHead = z.object({
  context: z.string(),
  server: z.string(),
  warnings: z.array(z.string()),
  madeBy: z.string(),
  fromMs: z.number(),
});
export type SegmentHead = z.infer<typeof SegmentHead>;
