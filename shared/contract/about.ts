import { z } from 'zod';

/** A package of others that is part of Hopscope. */
export const Licence = z.object({ name: z.string(), version: z.string(), licence: z.string(), text: z.string() });

/** Main to window: what this Hopscope is. Answer to `ask-about`. */
export const About = z.object({
  type: z.literal('about'),
  version: z.string(),
  /** How it came here: from its source, as a release, or as a package that was made to be tried out. */
  made: z.enum(['source', 'release', 'trial']),
  electron: z.string(),
  chromium: z.string(),
  node: z.string(),
  /** "Linux 6.1.0 x64" */
  system: z.string(),
  logFile: z.string(),
  /** For a report of a mistake: versions, settings and the last lines of the log, without secrets. */
  diagnostics: z.string(),
  licences: z.array(Licence),
});

export type Licence = z.infer<typeof Licence>;
export type About = z.infer<typeof About>;
