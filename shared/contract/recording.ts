import { z } from 'zod';

/** What is being recorded of the cluster that is open, or was. Times are milliseconds since the epoch. */
export const Recording = z.object({
  /** The file's name, without its folder. */
  name: z.string(),
  /** `ending`: its Report is made. `failed`: nothing more is written; what came before is in the file. */
  state: z.enum(['recording', 'ending', 'done', 'failed']),
  fromMs: z.number(),
  lengthMs: z.number(),
  entries: z.number(),
  /** Bytes of all answers, and of the file. */
  rawBytes: z.number(),
  fileBytes: z.number(),
  /** How many names are called otherwise in it. */
  hidden: z.number(),
  trouble: z.string().optional(),
});
/** Once a second while it is made; null: there is none. */
export const RecordingMessage = z.object({ type: z.literal('recording'), recording: Recording.nullable() });

/** Names that are to be called otherwise in a recording. */
export const HiddenNames = z.array(z.string().min(1).max(253)).max(100);

export const EndRecording = z.object({ type: z.literal('end-recording') });
/** It is over and has been read of. */
export const ForgetRecording = z.object({ type: z.literal('forget-recording') });

export type Recording = z.infer<typeof Recording>;
export type RecordingIntent = z.infer<typeof EndRecording> | z.infer<typeof ForgetRecording>;
