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

/** What a recording would hold: of one look each request once. */
export const RecordingPreview = z.object({
  answers: z.number(),
  /** Of all answers, before they are packed. */
  bytes: z.number(),
  /** Places at which something is hidden. */
  hidden: z.number(),
  rows: z.array(
    z.object({
      request: z.string(),
      bytes: z.number(),
      hidden: z.number(),
      /** A piece of what is written, and at which character of it that begins. */
      text: z.string(),
      from: z.number(),
    }),
  ),
  /** So many requests more. */
  more: z.number(),
});
export const RecordingPreviewMessage = z.object({
  type: z.literal('recording-preview'),
  preview: z.discriminatedUnion('state', [
    z.object({ state: z.literal('asked') }),
    z.object({ state: z.literal('made'), made: RecordingPreview }),
    z.object({ state: z.literal('failed'), says: z.string() }),
  ]),
});

export const PreviewRecording = z.object({ type: z.literal('preview-recording'), hide: HiddenNames });
/** Nobody looks at it any more. */
export const EndPreview = z.object({ type: z.literal('end-preview') });
export const EndRecording = z.object({ type: z.literal('end-recording') });
/** It is over and has been read of. */
export const ForgetRecording = z.object({ type: z.literal('forget-recording') });

export type Recording = z.infer<typeof Recording>;
export type RecordingPreview = z.infer<typeof RecordingPreview>;
export type PreviewState = z.infer<typeof RecordingPreviewMessage>['preview'];
export type RecordingIntent = z.infer<typeof EndRecording | typeof ForgetRecording | typeof PreviewRecording | typeof EndPreview>;
