import { z } from 'zod';
import { parseGoDuration } from '../../../shared/model/quantity';

/** More nodes than this are not simulated in time. */
const MOST_NODES = 5_000;

/** Nobody waits for more, and a demo of days forgets what it scraped at their beginning. */
const LONGEST_SECONDS = 24 * 3_600;

const duration = z
  .string()
  .regex(/^(\d+(\.\d+)?(h|m|s))+$/, { error: 'must be a time such as 90s, 2m or 1h30m' })
  .refine((text) => (parseGoDuration(text) ?? 1) > 0, { error: 'must be more than nothing' })
  .refine((text) => (parseGoDuration(text) ?? 0) <= LONGEST_SECONDS, { error: 'must be a day at most' });

/** One entry of `faults`: a name, or a name with its times. */
export const TimedFault = z
  .strictObject({
    fault: z.string().describe('Its name.'),
    after: duration
      .optional()
      .describe("How long after the demo is shown it begins, by the demo's own time; from the beginning unless it is said."),
    for: duration.optional().describe('How long it lasts; to the end unless it is said.'),
  })
  .describe('A fault that begins later, or ends.');

/** What a scenario's file may say; docs/scenario.schema.json is made of it, for editors. */
export const ScenarioText = z
  .strictObject({
    name: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, { error: 'must be small letters, digits and hyphens, at most 63' })
      .describe('How the scenario is called in the window and in what is kept of it.'),
    says: z.string().min(1).max(300).describe('One sentence: what is wrong with this cluster.'),
    faults: z
      .array(z.union([z.string(), TimedFault]))
      .max(200)
      .describe(
        'Names of faults, in the order in which they break; with `after` and `for`, those that come later or go. "hopscope demo --list" names them all.',
      ),
    nodes: z.int().min(1).max(MOST_NODES).optional().describe('How many nodes the cluster has; 3 unless it is said.'),
    speed: z.number().min(0.1).max(100).optional().describe('Seconds of its time that a second brings; 1 unless it is said.'),
    seed: z
      .int()
      .min(1)
      .max(4_294_967_295)
      .optional()
      .describe('Another number makes another load, other names of pods, and the same again the same.'),
  })
  .describe('A scenario of the demo cluster (docs/guide/fault-lab.md).');

export type ScenarioText = z.infer<typeof ScenarioText>;
export type TimedFault = z.infer<typeof TimedFault>;
