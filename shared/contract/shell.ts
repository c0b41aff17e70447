import { z } from 'zod';

/** State of the engine process, as main sees it. */
export const EngineState = z.discriminatedUnion('state', [
  z.object({ type: z.literal('engine'), state: z.literal('starting') }),
  z.object({
    type: z.literal('engine'),
    state: z.literal('running'),
    /** Its last unexpected end, when there was one. */
    restarted: z.object({ endedAtMs: z.number(), backAfterMs: z.number(), says: z.string() }).optional(),
  }),
  z.object({ type: z.literal('engine'), state: z.literal('down'), says: z.string(), endedAtMs: z.number(), retryAtMs: z.number() }),
  /** It said itself that trying again is of no use. */
  z.object({ type: z.literal('engine'), state: z.literal('failed'), says: z.string(), remedy: z.string() }),
]);

/** What main tells the window, over the one bridge of electron/preload.ts. Both sides parse. */
export const FromShell = z.discriminatedUnion('type', [
  EngineState,
  /** Something the user should know that is no state of the cluster: settings not saved, started twice. */
  z.object({ type: z.literal('notice'), id: z.string(), says: z.string(), remedy: z.string().optional() }),
  z.object({ type: z.literal('command'), command: z.enum(['fit', 'zoom-in', 'zoom-out', 'pause', 'look-now', 'keys']) }),
  /** As the user left it; absent: by the size of the window. */
  z.object({ type: z.literal('layout'), inspectorWidth: z.number().optional() }),
]);

/** What the window asks of main. */
export const ToShell = z.discriminatedUnion('type', [
  /** The renderer's listeners stand: main answers with the engine's state and a port. */
  z.object({ type: z.literal('ready') }),
  /** What is painted, once for each phase: --once and the benchmark wait for it. */
  z.object({ type: z.literal('painted'), phase: z.string() }),
  z.object({ type: z.literal('copy'), text: z.string() }),
  z.object({ type: z.literal('open-link'), url: z.string() }),
  z.object({ type: z.literal('keep-layout'), inspectorWidth: z.number() }),
]);

export type FromShell = z.infer<typeof FromShell>;
export type ToShell = z.infer<typeof ToShell>;
export type EngineState = z.infer<typeof EngineState>;
