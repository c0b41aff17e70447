import { z } from 'zod';
import { HEALTHS } from '../model/health';

/** The doctors: one part of a pipeline examined and told as a sheet (verdict, facts, tables, steps, texts to copy). */

export const DOCTORS = ['cadvisor', 'kube-state-metrics', 'metrics-server', 'adapter', 'hpa', 'catalog'] as const;

/** Answered by `doctor` messages of the same number, again and again until another is asked or `stop-doctor`. */
export const AskDoctor = z.object({
  type: z.literal('ask-doctor'),
  ask: z.number(),
  doctor: z.enum(DOCTORS),
  /** One of the sheet's choices: an HPA, a container. Absent: the one that needs it most. */
  subject: z.string().max(1024).optional(),
});
export const StopDoctor = z.object({ type: z.literal('stop-doctor') });

/** Where a row can be read as it was answered. */
const Proof = z.object({
  answerId: z.string(),
  line: z.number().optional(),
  owner: z.object({ card: z.string(), member: z.string() }).optional(),
});

const Cell = z.object({
  text: z.string(),
  /** What it is sorted by, where the text is a number with its unit. */
  sort: z.number().optional(),
  state: z.enum(HEALTHS).optional(),
  /** Concluded, not said by anybody: shown as such. */
  inferred: z.literal(true).optional(),
});

const Column = z.object({
  id: z.string(),
  title: z.string(),
  /** path: on one line, its end is what tells it from others. */
  look: z.enum(['text', 'number', 'code', 'path']),
  /** Share of the table's width. */
  share: z.number(),
});

export const SheetRow = z.object({ id: z.string(), cells: z.array(Cell), proof: Proof.optional() });

const titled = { id: z.string(), title: z.string(), says: z.string().optional() };

export const SheetPart = z.discriminatedUnion('kind', [
  z.object({
    ...titled,
    kind: z.literal('facts'),
    rows: z.array(z.object({ label: z.string(), value: z.string(), state: z.enum(HEALTHS).optional(), more: z.string().optional() })),
  }),
  z.object({
    ...titled,
    kind: z.literal('table'),
    columns: z.array(Column),
    rows: z.array(SheetRow),
    /** What stands there in place of rows, and what to do. */
    empty: z.string(),
  }),
  z.object({
    ...titled,
    kind: z.literal('steps'),
    steps: z.array(z.object({ name: z.string(), from: z.string(), to: z.string(), why: z.string() })),
    /** What comes out of them. */
    out: z.string(),
  }),
  z.object({ ...titled, kind: z.literal('text'), language: z.enum(['promql', 'yaml', 'shell']), text: z.string() }),
]);

export const DoctorSheet = z.object({
  verdict: z.object({ state: z.enum(HEALTHS), says: z.string(), more: z.string() }),
  subject: z.object({ name: z.string(), chosen: z.string(), choices: z.array(z.object({ id: z.string(), words: z.string() })) }).optional(),
  parts: z.array(SheetPart),
});

export const DoctorMessage = z.object({
  type: z.literal('doctor'),
  ask: z.number(),
  told: z.discriminatedUnion('state', [
    /** Not everything was looked at yet. */
    z.object({ state: z.literal('waiting') }),
    z.object({ state: z.literal('asking'), sent: z.number(), back: z.number() }),
    z.object({ state: z.literal('answered'), sheet: DoctorSheet, requests: z.number(), atMs: z.number() }),
    z.object({ state: z.literal('failed'), says: z.string() }),
  ]),
});

export type DoctorId = (typeof DOCTORS)[number];
export type AskDoctor = z.infer<typeof AskDoctor>;
export type StopDoctor = z.infer<typeof StopDoctor>;
export type DoctorSheet = z.infer<typeof DoctorSheet>;
export type SheetPart = z.infer<typeof SheetPart>;
export type SheetRow = z.infer<typeof SheetRow>;
export type SheetCell = z.infer<typeof Cell>;
export type SheetColumn = z.infer<typeof Column>;
export type SheetProof = z.infer<typeof Proof>;
export type DoctorMessage = z.infer<typeof DoctorMessage>;
export type DoctorProgress = DoctorMessage['told'];
