import { z } from 'zod';

/** A pod of something that was found, and the container of it that is meant; absent: its first. */
export const LogPod = z.object({ namespace: z.string(), pod: z.string(), container: z.string().optional() });

/** So many of the newest lines are asked for. */
export const LOG_LINES = 200;

/** The end of one pod's log: asked for when the user wants it, never by itself. Answered by `log-read`. */
export const ReadLog = z.object({ type: z.literal('read-log'), ask: z.number(), of: LogPod });

export const LogRead = z.object({
  type: z.literal('log-read'),
  /** Of the `read-log` that it answers. */
  ask: z.number(),
  of: LogPod,
  read: z.discriminatedUnion('state', [
    z.object({
      state: z.literal('answered'),
      atMs: z.number(),
      request: z.string(),
      /** The newest lines, oldest first, without what looks like a credential. */
      text: z.string(),
      lines: z.number(),
      answerId: z.string(),
    }),
    /** You may not: the verb that is missing, who can give it and the smallest Role for it. */
    z.object({ state: z.literal('denied'), says: z.string(), remedy: z.string(), yaml: z.string() }),
    z.object({ state: z.literal('failed'), says: z.string(), remedy: z.string() }),
  ]),
});

export type LogPod = z.infer<typeof LogPod>;
export type ReadLog = z.infer<typeof ReadLog>;
export type LogRead = z.infer<typeof LogRead>;
