import { z } from 'zod';
import { HEALTHS } from '../model/health';
import { Evidence, Report } from '../report/schema';
import { BenchIntent, BenchMessage } from './bench';
import { BlindPictureMessage, BlindSpotsIntent, BlindSpotsMessage } from './blindSpots';
import { ChartAgain, ChartCancel, ChartFrame, ChartIntent } from './chart';
import { AskDoctor, DoctorMessage, StopDoctor } from './doctors';
import { EndpointTried, ExplorerIntent, ExplorerMessage, StopTrying, TryEndpoint } from './explorer';
import { FindIntent, Found } from './find';
import { FindingPlace } from './findings';
import { GapCompared } from './gapCompare';
import { GapOpened, GapsFrame, GapsIntent, GapsOff } from './gaps';
import { DemoState, LabMessage, ReadLab, SetLabSpeed, SwitchFaults } from './lab';
import { LogRead, ReadLog } from './podLog';
import { EndPreview, EndRecording, ForgetRecording, PreviewRecording, RecordingMessage, RecordingPreviewMessage } from './recording';
import { ReplayFindingsMessage, ReplayMessage, ReplayPlay, ReplaySeek, ReplaySpeedIntent } from './replay';
import { ReadReport, ReportFailed, ReportRead } from './report';
import { AskTrace, FindTraceSubjects, StopTrace, TraceMessage, TraceSubjects } from './trace';
import { AskWhy, StopWhy, WhyMessage } from './why';

/**
 * What engine and renderer say to each other over their MessagePort. Both sides parse what they
 * receive with these schemas. The renderer never gets a token, a kubeconfig or a raw header that
 * could hold one.
 */

/** One kept answer, without its body. */
export const AnswerHead = z.object({
  /** Of the bytes that are kept: another in each look. */
  id: z.string(),
  /** Which answer of which component it is: the same in each look. */
  place: z.string(),
  name: z.string(),
  request: z.string(),
  route: z.string(),
  state: z.enum(['ok', 'absent', 'denied', 'unreachable', 'malformed']),
  because: z.string().optional(),
  remedy: z.string().optional(),
  status: z.number().optional(),
  at: z.string(),
  durationMs: z.number(),
  bytes: z.number().optional(),
  /** For "copy as kubectl" and "copy as curl"; placeholders stand for credentials. */
  kubectl: z.string().optional(),
  curl: z.string().optional(),
  /** The Accept header that was sent: it is in `curl`, and cannot be in `kubectl`. */
  accept: z.string().optional(),
});

export const Member = z.object({
  id: z.string(),
  name: z.string(),
  namespace: z.string().optional(),
  node: z.string().optional(),
  health: z.enum(HEALTHS),
  because: z.string().optional(),
  version: z.string().optional(),
  ageSeconds: z.number().optional(),
});

export const Fact = z.object({ label: z.string(), value: z.string(), evidence: Evidence.optional() });

/** A metric family seen in an exposition of the selected component. */
export const FamilyRow = z.object({
  name: z.string(),
  type: z.string().optional(),
  unit: z.string().optional(),
  help: z.string().optional(),
  stability: z.string().optional(),
  series: z.number(),
});

/** One exposition that the last look read, with its families by name. */
export const ExpositionFamilies = z.object({
  answerId: z.string(),
  request: z.string(),
  /** "/metrics/cadvisor": what tells the expositions of one component apart. */
  path: z.string(),
  at: z.string(),
  families: z.array(FamilyRow),
  /** It could not be read: where and why. */
  error: z.string().optional(),
});

/** One series of a family as it stands in the answer. */
export const SeriesRow = z.object({
  /** Line of the answer's text, from 1. */
  line: z.number(),
  name: z.string(),
  labels: z.array(z.tuple([z.string(), z.string()])),
  /** What it is of though its labels do not say so: concluded from its cgroup. */
  inferred: z.array(z.tuple([z.string(), z.string()])).optional(),
  /** As written: "2.1e+08", "NaN", "+Inf". */
  value: z.string(),
  /** The sample's own time. */
  atMs: z.number().optional(),
  /** The whole line as it stands in the answer. */
  text: z.string(),
});

/** Who is asked about in the Access tab: you, and the service accounts that read this. */
export const AccessColumn = z.object({ id: z.string(), title: z.string(), account: z.string().optional() });

export const AccessCell = z.object({
  state: z.enum(['yes', 'no', 'unknown', 'not-needed']),
  /** Which review or Role says so; empty where it is not needed. */
  because: z.string(),
});

export const AccessRow = z.object({
  verb: z.string(),
  /** "nodes/proxy", "pods.metrics.k8s.io", "/metrics". */
  resource: z.string(),
  /** A namespace; absent: the whole cluster. */
  namespace: z.string().optional(),
  /** What it is needed for. */
  need: z.string(),
  /** One for each column, in their order. */
  cells: z.array(AccessCell),
});

/** Where a series is drawn (shared/model/chart.ts): series of one chart key share a chart; charts stand in their order. */
const ChartPlace = {
  chart: z.object({ key: z.string(), title: z.string(), unit: z.string(), order: z.number() }).optional(),
  line: z.string().optional(),
  limit: z.object({ value: z.number(), says: z.string() }).optional(),
};

/** One change of state of a card, a member or a hop, with what proved it then. */
export const StateChange = z.object({
  atMs: z.number(),
  /** Absent: the first state seen. */
  from: z.enum(HEALTHS).optional(),
  to: z.enum(HEALTHS),
  because: z.string().optional(),
  /** `kept`: the answer that it names can still be read. `lineText` is the line as it stood then. */
  proofs: z.array(z.object({ ...Evidence.shape, kept: z.boolean(), lineText: z.string().optional() })),
});

/** Everything of one selected card or member. */
export const Details = z.object({
  /** A card id or a member id. */
  id: z.string(),
  why: z.array(z.string()),
  confidence: z.enum(['proven', 'likely', 'corrected']).optional(),
  facts: z.array(Fact),
  /** Of one member: what its program was started with, by name, without secrets. Absent where no pod says it. */
  flags: z.array(z.object({ name: z.string(), value: z.string() })).optional(),
  answers: z.array(AnswerHead),
  /** The first MOST_MEMBERS, worst first; the others are found with `read-members`. */
  members: z.array(Member),
  /** How many there are; absent: these. */
  memberCount: z.number().optional(),
  series: z.array(z.object({ key: z.string(), label: z.string(), unit: z.string(), ...ChartPlace })),
  /** How many families the expositions of it (of a card with many: of its first member that answered) hold; they are asked for with `read-families`. */
  familyCount: z.number().optional(),
  /** What the user may not read of it, and the smallest Role that would help. */
  denied: z.object({ says: z.string(), yaml: z.string() }).optional(),
  /** Its changes of state, newest first. */
  history: z.array(StateChange).optional(),
  /** Set when these are the details of a kept moment: facts are those of then, without proofs, and empty where none were kept; answers are kept of the newest look only and are empty, families are not counted. */
  at: z.number().optional(),
});

/** Points of one chart line; `null` marks a gap. */
export const SeriesData = z.object({
  key: z.string(),
  label: z.string(),
  unit: z.string(),
  ...ChartPlace,
  source: z.string(),
  points: z.array(z.object({ atMs: z.number(), value: z.number().nullable() })),
  /** Points that were +Inf or -Inf: they have no place on an axis and are gaps here. */
  infinite: z.number().optional(),
});

export const Step = z.object({
  name: z.string(),
  state: z.enum(['waiting', 'running', 'done', 'failed', 'skipped']),
  ms: z.number().optional(),
  says: z.string().optional(),
});

export const CardExtra = z.object({
  id: z.string(),
  rows: z.array(
    z.object({
      label: z.string(),
      value: z.string(),
      /** Whose row it is on a card that both pipelines reach (HPA). */
      pipeline: z.enum(['core', 'monitoring']).optional(),
      health: z.enum(HEALTHS).optional(),
    }),
  ),
  /** Namespaces of its members, at most 50; "" for those in none. */
  namespaces: z.array(z.string()).optional(),
  spark: z.object({ label: z.string(), unit: z.string(), values: z.array(z.number().nullable()) }).optional(),
});

export const View = z.object({
  revision: z.number(),
  phase: z.enum(['connecting', 'live', 'unreachable', 'denied', 'empty', 'ended']),
  /** For `unreachable` and `denied`: what failed and what to do. */
  trouble: z
    .object({ says: z.string(), remedy: z.string(), sinceMs: z.number(), retryAtMs: z.number().optional(), yaml: z.string().optional() })
    .optional(),
  warnings: z.array(z.string()),
  /** What a card shows beside its report: rows of a tall card (at most 7) and a line of its number over the last 15 minutes, evenly spaced, null a gap. */
  cards: z.array(CardExtra).optional(),
  steps: z.array(Step),
  listed: z.array(
    z.object({ resource: z.string(), have: z.number(), of: z.number().optional(), state: z.string(), because: z.string().optional() }),
  ),
  report: Report,
  /** Where the report's findings stand on the map. */
  places: z.array(FindingPlace).optional(),
  load: z.object({
    requestsPerSecond: z.number(),
    limit: z.number().optional(),
    bytesPerSecond: z.number(),
    inFlight: z.number(),
    totalRequests: z.number(),
  }),
  /** Of the last complete look at everything. */
  lookedAtMs: z.number().optional(),
  clockOffsetMs: z.number(),
  paused: z.boolean(),
  /** Set when this is a kept moment, not now: its time. Load, pause and demo switches are of now all the same. */
  at: z.number().optional(),
  demo: DemoState.optional(),
});

/** A stretch in which a pipeline was in one state. `unseen`: nothing of it was seen (not asked yet, denied, stale); `absent`: nothing of it is there. */
export const TrackSegment = z.object({
  fromMs: z.number(),
  toMs: z.number(),
  state: z.enum(['ok', 'degraded', 'broken', 'unseen', 'absent']),
  /** The card or hop that says so, of those the first along the flow. */
  subject: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('card'), card: z.string() }),
      z.object({ kind: z.literal('hop'), from: z.string(), to: z.string() }),
    ])
    .optional(),
  because: z.string().optional(),
});

/** The last hour, or one that is kept of before: a stretch that is in no segment is a gap of the app itself (asleep, paused). Oldest first. */
export const Strip = z.object({
  /** Its right end: now, or the end of the hour kept of before. */
  nowMs: z.number(),
  /** When this session began. Where history is not kept there is nothing of before. */
  beganMs: z.number(),
  core: z.array(TrackSegment),
  monitoring: z.array(TrackSegment),
  /** Times of the kept moments, oldest first: where `go-to` can go. */
  moments: z.array(z.number()),
  /** When the sessions of this hour began, oldest first. Absent: history is not kept. */
  sessions: z.array(z.number()).optional(),
  /** Something is kept of before this hour. */
  earlier: z.boolean().optional(),
  /** It is an hour that is gone. */
  past: z.literal(true).optional(),
});

/** Which list asks for members, so that one does not take the other's answer; absent: the one beside the card on the map. */
export const MemberListName = z.enum(['inspector', 'metrics']);

/** Members of a card that hold `search` in name, namespace or reason; not-ok first by state, then oldest first. */
export const MembersFound = z.object({
  card: z.string(),
  search: z.string(),
  list: MemberListName.optional(),
  total: z.number(),
  notOk: z.number(),
  matched: z.number(),
  /** The first of those that matched, at most MOST_MEMBERS. */
  rows: z.array(Member),
});
export const MOST_MEMBERS = 500;

/** Engine to renderer. */
export const FromEngine = z.discriminatedUnion('type', [
  z.object({ type: z.literal('view'), view: View }),
  z.object({ type: z.literal('details'), details: Details }),
  z.object({
    type: z.literal('answer'),
    id: z.string(),
    contentType: z.string().optional(),
    text: z.string().optional(),
    truncatedAt: z.number().optional(),
    marks: z.array(z.object({ line: z.number(), says: z.string() })),
    error: z.string().optional(),
    /** What is known of the request whatever look it belonged to. */
    request: z.string().optional(),
    route: z.string().optional(),
    status: z.number().optional(),
    at: z.string().optional(),
    durationMs: z.number().optional(),
    bytes: z.number().optional(),
    kubectl: z.string().optional(),
    curl: z.string().optional(),
    accept: z.string().optional(),
    /** Absent: UTF-8. `broken-utf-8`: what is no character of it is replaced. `binary`: `text` is a dump of its first bytes. */
    encoding: z.enum(['broken-utf-8', 'binary', 'protobuf']).optional(),
  }),
  /** The expositions of a card's or member's last look; of a card with many members those of `member`. */
  z.object({
    type: z.literal('families'),
    id: z.string(),
    member: z.string().optional(),
    expositions: z.array(ExpositionFamilies),
  }),
  /** Series of one family: at most some hundreds of those found. */
  z.object({
    type: z.literal('family'),
    answerId: z.string(),
    family: z.string(),
    search: z.string(),
    total: z.number(),
    found: z.number(),
    rows: z.array(SeriesRow),
    error: z.string().optional(),
  }),
  z.object({
    type: z.literal('access'),
    id: z.string(),
    columns: z.array(AccessColumn),
    rows: z.array(AccessRow),
    /** The smallest Role for what you lack. */
    yaml: z.string().optional(),
    /** The same for each service account that lacks something; `id` is its column's. */
    roles: z.array(z.object({ id: z.string(), title: z.string(), account: z.string(), yaml: z.string() })).optional(),
  }),
  /** Lines of the selection; `frame`: the axis of time that they share and how far asking is. */
  z.object({ type: z.literal('series'), series: z.array(SeriesData), frame: ChartFrame.optional() }),
  z.object({ type: z.literal('members'), found: MembersFound }),
  z.object({ type: z.literal('strip'), strip: Strip }),
  z.object({ type: z.literal('trouble'), says: z.string(), remedy: z.string() }),
  Found,
  GapsFrame,
  GapOpened,
  GapCompared,
  BlindSpotsMessage,
  BlindPictureMessage,
  ReportRead,
  ReportFailed,
  WhyMessage,
  DoctorMessage,
  BenchMessage,
  ExplorerMessage,
  EndpointTried,
  LogRead,
  TraceMessage,
  TraceSubjects,
  LabMessage,
  ReplayMessage,
  ReplayFindingsMessage,
  RecordingMessage,
  RecordingPreviewMessage,
  /** What the user corrected in this cluster; sent on `list-corrections` and after each change. */
  z.object({ type: z.literal('corrections'), file: z.string(), corrections: z.array(z.object({ id: z.string(), says: z.string() })) }),
]);

/** Renderer to engine. */
export const FromRenderer = z.discriminatedUnion('type', [
  /** Which details and series to send from now on; null: none. */
  z.object({ type: z.literal('select'), id: z.string().nullable() }),
  z.object({ type: z.literal('read-answer'), id: z.string() }),
  /** Answered by `members`. */
  z.object({ type: z.literal('read-members'), card: z.string(), search: z.string().max(253), list: MemberListName.optional() }),
  /** The families of a card or member, now and after each new look; null: no more. */
  z.object({ type: z.literal('read-families'), id: z.string().nullable() }),
  /** The series of one family of one kept answer; `search`: words that the line must hold. */
  z.object({ type: z.literal('read-family'), answerId: z.string(), family: z.string(), search: z.string() }),
  /** Who may read what of a card, a member or a hop ("from>to"). */
  z.object({ type: z.literal('read-access'), id: z.string() }),
  FindIntent,
  z.object({ type: z.literal('pause'), paused: z.boolean() }),
  z.object({ type: z.literal('look-now') }),
  /** The user's hand begins or ends to move the map: meanwhile the engine does only what is asked for, for some seconds at most. */
  z.object({ type: z.literal('hand'), moves: z.boolean() }),
  z.object({ type: z.literal('retry') }),
  /** "This Service is my Prometheus", or "this is not one" (kind null). */
  z.object({
    type: z.literal('correct'),
    namespace: z.string(),
    service: z.string(),
    port: z.string(),
    scheme: z.enum(['http', 'https']),
    kind: z.string().nullable(),
  }),
  z.object({ type: z.literal('list-corrections') }),
  /** The correction of that id is taken back. */
  z.object({ type: z.literal('forget-correction'), id: z.string() }),
  ChartIntent,
  ChartCancel,
  ChartAgain,
  GapsIntent,
  GapsOff,
  BlindSpotsIntent,
  ReadReport,
  AskWhy,
  StopWhy,
  AskDoctor,
  StopDoctor,
  BenchIntent,
  ExplorerIntent,
  TryEndpoint,
  StopTrying,
  ReadLog,
  AskTrace,
  StopTrace,
  FindTraceSubjects,
  ReadLab,
  SwitchFaults,
  SetLabSpeed,
  ReplayPlay,
  ReplaySeek,
  ReplaySpeedIntent,
  EndRecording,
  ForgetRecording,
  PreviewRecording,
  EndPreview,
  /** Shows the newest moment kept that is not newer than this, else the oldest; looking goes on behind. */
  z.object({ type: z.literal('go-to'), atMs: z.number() }),
  z.object({ type: z.literal('go-live') }),
  /** The time strip shows an hour before or after; the moment shown stays. */
  z.object({ type: z.literal('turn-strip'), to: z.enum(['earlier', 'later']) }),
]);

export type View = z.infer<typeof View>;
export type StateChange = z.infer<typeof StateChange>;
export type TrackSegment = z.infer<typeof TrackSegment>;
export type Strip = z.infer<typeof Strip>;
export type MembersFound = z.infer<typeof MembersFound>;
export type MemberListName = z.infer<typeof MemberListName>;
export type CardExtra = z.infer<typeof CardExtra>;
export type Details = z.infer<typeof Details>;
export type SeriesData = z.infer<typeof SeriesData>;
export type AnswerHead = z.infer<typeof AnswerHead>;
export type Member = z.infer<typeof Member>;
export type FamilyRow = z.infer<typeof FamilyRow>;
export type ExpositionFamilies = z.infer<typeof ExpositionFamilies>;
export type SeriesRow = z.infer<typeof SeriesRow>;
export type AccessColumn = z.infer<typeof AccessColumn>;
export type AccessCell = z.infer<typeof AccessCell>;
export type AccessRow = z.infer<typeof AccessRow>;
export type FromEngine = z.infer<typeof FromEngine>;
export type FromRenderer = z.infer<typeof FromRenderer>;
