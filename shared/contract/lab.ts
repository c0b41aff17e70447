import { z } from 'zod';

/** What the demo cluster can be made to suffer, and what a right diagnosis says then. Only the demo has a fault lab: no message of it reaches a real cluster. */

/** A finding by what it is of: the two fields that a Report's finding has as well. */
export const LabFinding = z.object({ rule: z.string(), subject: z.string() });

export const LabFault = z.object({
  name: z.string(),
  /** One line: what breaks. */
  says: z.string(),
  on: z.boolean(),
  /** Cards of the map that it must show as not well, the one where it begins first; none: all that is wrong is in what they say. */
  cards: z.array(z.string()),
  /** What it must be diagnosed as, roots first, of many some tens. None: only gaps tell of it. */
  findings: z.array(LabFinding),
  /** How many more there must be. */
  more: z.number().int().nonnegative(),
  /** Seconds of the cluster's time until all of that is to be seen. */
  settlesSeconds: z.number(),
});

export const Lab = z.object({
  faults: z.array(LabFault),
});

/** Seconds of the demo's time that a second brings. */
export const LAB_SPEEDS = [1, 5, 20] as const;
export const LabSpeed = z.union([z.literal(1), z.literal(5), z.literal(20)]);

/** A fault that the scenario itself switches, at a moment of the demo's own clock. */
export const PlannedFault = z.object({ atMs: z.number(), fault: z.string(), on: z.boolean() });

/** What every view says of the demo: which faults are on, what its scenario will switch, and how fast its time goes. */
export const DemoState = z.object({ scenario: z.string(), on: z.array(z.string()), planned: z.array(PlannedFault), speed: z.number() });

/** Engine to renderer: answer to `read-lab`, and again after each switch. */
export const LabMessage = z.object({ type: z.literal('lab'), lab: Lab });

/** Renderer to engine. */
export const ReadLab = z.object({ type: z.literal('read-lab') });
/** These faults on or off, at one moment. */
export const SwitchFaults = z.object({ type: z.literal('faults'), names: z.array(z.string().max(100)).min(1).max(200), on: z.boolean() });
export const SetLabSpeed = z.object({ type: z.literal('lab-speed'), speed: LabSpeed });

export type LabFinding = z.infer<typeof LabFinding>;
export type LabFault = z.infer<typeof LabFault>;
export type Lab = z.infer<typeof Lab>;
export type LabSpeed = z.infer<typeof LabSpeed>;
export type PlannedFault = z.infer<typeof PlannedFault>;
export type DemoState = z.infer<typeof DemoState>;
export type LabMessage = z.infer<typeof LabMessage>;
export type LabIntent = z.infer<typeof ReadLab> | z.infer<typeof SwitchFaults> | z.infer<typeof SetLabSpeed>;
