import { z } from 'zod';

/** How much faster than it was recorded a recording is played. */
export const REPLAY_SPEEDS = [1, 10, 60] as const;
export const ReplaySpeed = z.literal(REPLAY_SPEEDS);

/** A recording that stands in for a cluster: what it is of, and which of its moments the window shows. Times are milliseconds since the epoch, by the recorder's clock. */
export const Replay = z.object({
  /** Grows when it was begun anew to get to an earlier moment: of what the window asked for the engine then knows nothing. */
  run: z.number(),
  /** The file's name, without its folder. */
  name: z.string(),
  context: z.string(),
  madeBy: z.string(),
  fromMs: z.number(),
  toMs: z.number(),
  nowMs: z.number(),
  state: z.enum(['playing', 'paused', 'seeking']),
  /** Where it goes to while it is seeking. */
  seekMs: z.number().optional(),
  speed: ReplaySpeed,
  /** Set where the file was cut off or is damaged: what it still tells. */
  damage: z.string().optional(),
});
/** A finding from when it was seen to begin until it was seen to end; without an end it stands at the end of the recording. */
export const ReplayFinding = z.object({
  id: z.string(),
  rule: z.string(),
  severity: z.enum(['error', 'warning', 'info']),
  subject: z.string(),
  title: z.string(),
  fromMs: z.number(),
  toMs: z.number().optional(),
});
/** What whoever recorded found, by its beginning; told once. `more`: so many of the least severe are left out. */
export const ReplayFindingsMessage = z.object({
  type: z.literal('replay-findings'),
  findings: z.array(ReplayFinding),
  more: z.number().int().nonnegative(),
});

export const ReplayMessage = z.object({ type: z.literal('replay'), replay: Replay });

export const ReplayPlay = z.object({ type: z.literal('replay-play'), playing: z.boolean() });
/** The window is to show this moment; out of the recording: its nearest end. */
export const ReplaySeek = z.object({ type: z.literal('replay-seek'), atMs: z.number() });
export const ReplaySpeedIntent = z.object({ type: z.literal('replay-speed'), speed: ReplaySpeed });

export type ReplayFinding = z.infer<typeof ReplayFinding>;
export type ReplayFindings = Pick<z.infer<typeof ReplayFindingsMessage>, 'findings' | 'more'>;
export type Replay = z.infer<typeof Replay>;
export type ReplaySpeed = z.infer<typeof ReplaySpeed>;
export type ReplayIntent = z.infer<typeof ReplayPlay> | z.infer<typeof ReplaySeek> | z.infer<typeof ReplaySpeedIntent>;
