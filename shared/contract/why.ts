import { z } from 'zod';
import { STAGES } from '../analysis/why/stage';

/** "Why is this metric not there?": the question, how far asking is, and the walk (shared/analysis/why). */

const Labels = z.record(z.string(), z.string());

export const WhyQuestion = z.object({ metric: z.string().min(1).max(512), labels: Labels });

/** Answered by `why` messages of the same number; a question asked meanwhile is given up. */
export const AskWhy = z.object({ type: z.literal('ask-why'), ask: z.number(), question: WhyQuestion });
export const StopWhy = z.object({ type: z.literal('stop-why') });

const Proof = z.object({
  request: z.string().optional(),
  line: z.number().optional(),
  says: z.string(),
  /** The newest kept answer to that request. */
  answerId: z.string().optional(),
  /** Whose answer it is: its card of the map and its own id. */
  owner: z.object({ card: z.string(), member: z.string() }).optional(),
});

const head = { id: z.enum(STAGES.map(([id]) => id)), title: z.string() };
const says = z.string();
const Place = z.object({ job: z.string(), kind: z.enum(['target', 'metric']), rule: z.number() });
const Change = z.object({ rule: z.string(), before: Labels, after: Labels.optional(), at: Place.optional() });

export const WhyStep = z.discriminatedUnion('state', [
  z.object({ ...head, state: z.literal('passed'), says, proof: Proof.optional(), partly: z.string().optional() }),
  z.object({ ...head, state: z.literal('lost'), says, proof: Proof.optional(), remedy: z.string(), change: Change.optional() }),
  z.object({ ...head, state: z.literal('cannot-tell'), says }),
  z.object({ ...head, state: z.literal('not-needed'), says }),
  z.object({ ...head, state: z.literal('not-reached') }),
]);

export const WhyAnswer = z.object({
  question: WhyQuestion,
  verdict: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('there'), says, partly: z.array(z.string()) }),
    z.object({ kind: z.literal('lost'), stage: z.number(), says, remedy: z.string(), probably: z.boolean() }),
    z.object({ kind: z.literal('cannot-tell'), says }),
  ]),
  steps: z.array(WhyStep),
});

export const WhyMessage = z.object({
  type: z.literal('why'),
  ask: z.number(),
  why: z.discriminatedUnion('state', [
    /** Not everything was looked at yet: of what was not seen nothing is said. */
    z.object({ state: z.literal('waiting') }),
    /** Requests of its own that were sent, and that have come back. */
    z.object({ state: z.literal('asking'), sent: z.number(), back: z.number() }),
    z.object({ state: z.literal('answered'), answer: WhyAnswer, requests: z.number(), ms: z.number(), atMs: z.number() }),
    z.object({ state: z.literal('stopped') }),
    z.object({ state: z.literal('failed'), says: z.string() }),
  ]),
});

export type AskWhy = z.infer<typeof AskWhy>;
export type StopWhy = z.infer<typeof StopWhy>;
export type WhyStep = z.infer<typeof WhyStep>;
export type WhyAnswer = z.infer<typeof WhyAnswer>;
export type WhyProof = z.infer<typeof Proof>;
export type WhyMessage = z.infer<typeof WhyMessage>;
export type WhyProgress = WhyMessage['why'];
