import { z } from 'zod';
import { FILE_KINDS } from '../exports/formats';

const FileKind = z.enum(FILE_KINDS);

/** Part of the page in its own px, from its top left. */
const Area = z.object({
  x: z.number().int().min(0),
  y: z.number().int().min(0),
  width: z.number().int().min(1).max(20_000),
  height: z.number().int().min(1).max(20_000),
});

/** A report of 5,000 nodes as HTML has less. */
const MOST_LETTERS = 128 * 1024 * 1024;

/**
 * Window to main: asks by a dialog of the system where to write. The window names no path and is told none: `name` is what the
 * file is called to begin with, and the user may choose another.
 */
export const SaveFile = z.object({
  type: z.literal('save'),
  name: z.string().min(1).max(200),
  content: z.discriminatedUnion('is', [
    z.object({ is: z.literal('text'), kind: FileKind.exclude(['png']), text: z.string().max(MOST_LETTERS) }),
    /** A picture of what is on the screen there. */
    z.object({ is: z.literal('area'), kind: z.literal('png'), area: Area }),
  ]),
});

/** Main to window: how far it is. Names are without folders. */
export const Saving = z.object({
  type: z.literal('saving'),
  kind: FileKind,
  step: z.discriminatedUnion('state', [
    /** The picture is taken, if it is one, and the user is asked. */
    z.object({ state: z.literal('asking') }),
    z.object({ state: z.literal('cancelled') }),
    z.object({ state: z.literal('saved'), file: z.string() }),
    z.object({
      state: z.literal('failed'),
      file: z.string().optional(),
      why: z.enum(['not-allowed', 'disk-full', 'folder', 'gone', 'nothing-drawn', 'other']),
      /** The system's own word: "EIO". */
      code: z.string().optional(),
    }),
  ]),
});

export type Area = z.infer<typeof Area>;
export type SaveFile = z.infer<typeof SaveFile>;
export type Saving = z.infer<typeof Saving>;
