import { z } from 'zod';
import { READERS } from '../analysis/reachability/ways';
import { HEALTHS } from '../model/health';

/** The screen of access: kubelet endpoints, service accounts and manifests, housekeeping. Nothing of it is asked while it is closed. */

export const EXPLORER_PARTS = ['kubelets', 'accounts', 'housekeeping'] as const;

/** What the screen shows from now on; null: it is closed. Answered by `explorer` messages, again whenever what they say changed. */
export const ExplorerIntent = z.object({
  type: z.literal('explorer'),
  /** `node`: of the part `kubelets`; null: the first one. */
  shown: z.object({ part: z.enum(EXPLORER_PARTS), node: z.string().nullable() }).nullable(),
});

/** One look at one endpoint of a node's kubelet. Answered by `endpoint-tried` of the same number; one asked meanwhile is given up. */
export const TryEndpoint = z.object({ type: z.literal('try-endpoint'), ask: z.number(), node: z.string(), endpoint: z.string() });
export const StopTrying = z.object({ type: z.literal('stop-trying') });

const Cell = z.object({ state: z.enum(['yes', 'no', 'unknown']), because: z.string() });
/** `asking`: the page is there before what has to be asked for it. */
const EndpointCell = z.object({ state: z.enum(['yes', 'no', 'unknown', 'asking']), because: z.string() });
export type RightCell = z.infer<typeof EndpointCell>;

/** Who is asked about: you by the way in use, you past it, or a reader's service account. */
const RightColumn = z.object({ id: z.string(), title: z.string(), says: z.string(), account: z.string().optional() });

export const Reach = z.object({
  verdict: z.string(),
  says: z.string(),
  ways: z.array(z.object({ reader: z.enum(READERS), sight: z.enum(['sees', 'cut', 'denied', 'unknown']), says: z.string() })),
});

const EndpointRow = z.object({
  id: z.string(),
  path: z.string(),
  verb: z.enum(['get', 'create', 'update']),
  bucket: z.string(),
  carries: z.string(),
  risk: z.enum(['read', 'discloses', 'costs', 'acts']),
  note: z.string().optional(),
  since: z.string().optional(),
  /** "nodes/configz or nodes/proxy": get on any of these opens it on this kubelet; another verb stands before them. */
  opensBy: z.string(),
  /** Which ones without and with the gate, where that differs. */
  plain: z.string(),
  fine: z.string(),
  /** One for each column. */
  cells: z.array(EndpointCell),
  /** What the last look of the session got of it. */
  last: z
    .object({
      state: z.enum(['ok', 'absent', 'denied', 'unreachable', 'malformed']),
      atMs: z.number(),
      says: z.string(),
      answerId: z.string().optional(),
    })
    .optional(),
  kubectl: z.string().optional(),
  curl: z.string().optional(),
  /** To the kubelet itself, past the kube-apiserver. */
  directCurl: z.string().optional(),
});

const KubeletsPage = z.object({
  part: z.literal('kubelets'),
  nodes: z.array(z.object({ name: z.string(), health: z.enum(HEALTHS), version: z.string().optional() })),
  /** Absent: no node is known. */
  kubelet: z
    .object({
      node: z.string(),
      version: z.string().optional(),
      address: z.string().optional(),
      port: z.number(),
      fineGrained: z.object({ state: z.enum(['on', 'off', 'unknown']), because: z.string() }),
      /** How it decides who may read it; absent: /configz was not seen. */
      authorization: z.string().optional(),
      reach: Reach,
      columns: z.array(RightColumn),
      rows: z.array(EndpointRow),
    })
    .optional(),
  because: z.string().optional(),
});

const Right = z.object({
  verbs: z.array(z.string()),
  resource: z.string(),
  namespace: z.string().optional(),
  why: z.string(),
  state: Cell.shape.state,
  because: z.string(),
});
const DangerRow = z.object({
  what: z.string(),
  lets: z.string(),
  state: Cell.shape.state,
  because: z.string(),
  excuse: z.string().optional(),
});

const AccountPage = z.object({
  id: z.string(),
  /** "metrics-server": the components that run as it. */
  components: z.array(z.string()),
  /** "kube-system/metrics-server"; absent: its pods were not seen. */
  account: z.string().optional(),
  needs: z.array(Right),
  dangers: z.array(DangerRow),
  /** The smallest Role for what it lacks. */
  yaml: z.string().optional(),
});

const Manifest = z.object({
  id: z.string(),
  title: z.string(),
  says: z.string(),
  yaml: z.string(),
  commands: z.array(z.object({ says: z.string(), command: z.string() })),
});

const AccountsPage = z.object({
  part: z.literal('accounts'),
  accounts: z.array(AccountPage),
  manifests: z.array(Manifest),
  /** Who of this cluster is bound to system:kubelet-api-admin; absent: bindings may not be read. */
  kubeletAdmins: z.array(z.string()).optional(),
  because: z.string().optional(),
});

const HousekeepingRow = z.object({
  node: z.string(),
  verdict: z.enum(['usual', 'slower', 'faster', 'too-few', 'unseen']),
  says: z.string(),
  steps: z.number(),
  median: z.number().optional(),
  p10: z.number().optional(),
  p90: z.number().optional(),
  shortest: z.number().optional(),
  longest: z.number().optional(),
  fits: z.array(z.object({ seconds: z.number(), share: z.number() })),
  counts: z.array(z.object({ from: z.number(), count: z.number() })),
  /** Where its command line says --housekeeping-interval, or why that is not known. */
  flag: z.object({ state: z.enum(['set', 'not-set', 'unknown']), says: z.string() }),
});

const HousekeepingPage = z.object({
  part: z.literal('housekeeping'),
  rows: z.array(HousekeepingRow),
  /** Nodes beyond those in `rows`. */
  more: z.number(),
  because: z.string().optional(),
});

export const ExplorerMessage = z.object({
  type: z.literal('explorer'),
  page: z.discriminatedUnion('part', [KubeletsPage, AccountsPage, HousekeepingPage]),
});

export const EndpointTried = z.object({
  type: z.literal('endpoint-tried'),
  ask: z.number(),
  node: z.string(),
  endpoint: z.string(),
  tried: z.discriminatedUnion('state', [
    z.object({ state: z.literal('asking') }),
    z.object({
      state: z.literal('answered'),
      status: z.number(),
      ms: z.number(),
      bytes: z.number(),
      atMs: z.number(),
      request: z.string(),
      /** The first lines. */
      head: z.string(),
      /** There is more than the head. */
      isCut: z.boolean(),
      answerId: z.string(),
      /** What a status that is no success means here. */
      says: z.string().optional(),
    }),
    z.object({ state: z.literal('denied'), says: z.string(), remedy: z.string() }),
    z.object({ state: z.literal('unreachable'), says: z.string(), remedy: z.string() }),
    /** Not an endpoint that is ever called. */
    z.object({ state: z.literal('refused'), says: z.string() }),
    z.object({ state: z.literal('stopped') }),
  ]),
});

export type ExplorerPart = (typeof EXPLORER_PARTS)[number];
export type ExplorerIntent = z.infer<typeof ExplorerIntent>;
export type TryEndpoint = z.infer<typeof TryEndpoint>;
export type StopTrying = z.infer<typeof StopTrying>;
export type ExplorerMessage = z.infer<typeof ExplorerMessage>;
export type ExplorerPage = ExplorerMessage['page'];
export type KubeletsPage = z.infer<typeof KubeletsPage>;
export type EndpointRow = z.infer<typeof EndpointRow>;
export type AccountsPage = z.infer<typeof AccountsPage>;
export type AccountPage = z.infer<typeof AccountPage>;
export type Right = z.infer<typeof Right>;
export type DangerRow = z.infer<typeof DangerRow>;
export type Manifest = z.infer<typeof Manifest>;
export type HousekeepingPage = z.infer<typeof HousekeepingPage>;
export type HousekeepingRow = z.infer<typeof HousekeepingRow>;
export type EndpointTried = z.infer<typeof EndpointTried>;
export type Tried = EndpointTried['tried'];
