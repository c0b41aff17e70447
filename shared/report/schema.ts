import { z } from 'zod';
import { COMPONENT_KINDS } from '../model/component';
import { HEALTHS } from '../model/health';

/**
 * The Report: what Hopscope says of a cluster over one stretch of time. `hopscope report --json`
 * prints it; the window draws it. Times are RFC 3339 in UTC, durations seconds. Compatible changes
 * add optional fields; anything else raises `version` and adds an upgrade step.
 */
export const REPORT_VERSION = 1;

const time = z.string();
const health = z.enum(HEALTHS);

export const Evidence = z.object({
  request: z.string().optional(),
  at: time,
  says: z.string(),
  line: z.number().int().positive().optional(),
  answerId: z.string().optional(),
});

export const Component = z.object({
  id: z.string(),
  kind: z.enum(COMPONENT_KINDS),
  name: z.string(),
  namespace: z.string().optional(),
  version: z.string().optional(),
  flavour: z.string().optional(),
  health,
  because: z.string().optional(),
  members: z
    .object({
      total: z.number().int(),
      ok: z.number().int(),
      degraded: z.number().int(),
      broken: z.number().int(),
      denied: z.number().int(),
      stale: z.number().int(),
      unknown: z.number().int(),
    })
    .optional(),
  ageSeconds: z.number().optional(),
  number: z.object({ value: z.number(), unit: z.string(), label: z.string() }).optional(),
  evidence: z.array(Evidence),
});

export const Edge = z.object({
  from: z.string(),
  to: z.string(),
  pipeline: z.enum(['core', 'monitoring']),
  carries: z.string(),
  health,
  because: z.string().optional(),
  inferred: z.boolean().optional(),
  periodSeconds: z.number().optional(),
  ageSeconds: z.number().optional(),
  lagSeconds: z.number().optional(),
  expected: z.number().optional(),
  missed: z.number().optional(),
  evidence: z.array(Evidence),
});

export const Finding = z.object({
  id: z.string(),
  rule: z.string(),
  severity: z.enum(['error', 'warning', 'info']),
  subject: z.string(),
  since: time.optional(),
  causedBy: z.array(z.string()),
  title: z.string(),
  because: z.string(),
  remedy: z.string(),
  /** The page of the guide that tells of its rule. */
  docs: z.string().optional(),
  evidence: z.array(Evidence),
});

const Gap = z.object({
  target: z.string().optional(),
  series: z.string().optional(),
  from: time,
  to: time.optional(),
  missed: z.number(),
  intervalSeconds: z.number(),
  cause: z.string(),
  because: z.string(),
  cost: z.object({ windows: z.array(z.string()), rules: z.array(z.string()), hpas: z.array(z.string()) }),
  evidence: z.array(Evidence),
});

const BlindSpot = z.object({
  subject: z.string(),
  state: z.string(),
  reason: z.string().optional(),
  from: time,
  to: time.optional(),
  intervalSeconds: z.number(),
  verdict: z.enum(['could-not-be-seen', 'was-missed']),
  chance: z.number().optional(),
  seeInstead: z.string(),
  evidence: z.array(Evidence),
});

export const Access = z.object({
  subject: z.string().optional(),
  verb: z.string(),
  group: z.string().optional(),
  resource: z.string().optional(),
  subresource: z.string().optional(),
  namespace: z.string().optional(),
  path: z.string().optional(),
  /** Absent: it could not be found out. */
  allowed: z.boolean().optional(),
});

export const Report = z.object({
  version: z.literal(REPORT_VERSION),
  cluster: z.object({ context: z.string(), server: z.string().optional(), serverVersion: z.string().optional() }),
  from: time,
  to: time,
  components: z.array(Component),
  edges: z.array(Edge),
  findings: z.array(Finding),
  gaps: z.array(Gap),
  blindSpots: z.array(BlindSpot),
  cannotTell: z.array(z.object({ rule: z.string(), needs: z.array(z.string()) })),
  access: z.array(Access),
});

export type Report = z.infer<typeof Report>;
export type ReportComponent = z.infer<typeof Component>;
export type ReportEdge = z.infer<typeof Edge>;
export type ReportEvidence = z.infer<typeof Evidence>;
export type ReportAccess = z.infer<typeof Access>;
