import { z } from 'zod';

/** More nodes than this are not simulated in time. */
const MOST_NODES = 5_000;

/** What a scenario's file may say; docs/scenario.schema.json is made of it, for editors. */
export const ScenarioText = z
  .strictObject({
    name: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, { error: 'must be small letters, digits and hyphens, at most 63' })
      .describe('How the scenario is called in the window and in what is kept of it.'),
    says: z.string().min(1).max(300).describe('One sentence: what is wrong with this cluster.'),
    faults: z
      .array(z.string())
      .max(200)
      .describe('Names of faults, in the order in which they break. "hopscope demo --list" names them all.'),
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
