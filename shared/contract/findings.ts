import { z } from 'zod';
import { LogPod } from './podLog';

/** Where a finding of the Report stands on the map: the card of its subject, the member that it is, the hop that it is about. */
export const FindingPlace = z.object({
  /** The finding's id. */
  id: z.string(),
  card: z.string().optional(),
  member: z.string().optional(),
  hop: z.object({ from: z.string(), to: z.string() }).optional(),
  /** Pods whose log may tell more; absent: nothing of it runs in a pod that is known. */
  logs: z.array(LogPod).optional(),
});

export type FindingPlace = z.infer<typeof FindingPlace>;
