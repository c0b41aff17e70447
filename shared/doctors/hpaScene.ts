import type { HpaScene } from '../analysis/hpa';
import type { HpaObject } from '../model/inventory';

/** One HPA to be examined, beside those that could be. */
export interface HpaDoctorScene {
  readonly nowMs: number;
  readonly choices: readonly { readonly id: string; readonly words: string }[];
  /** "demo/web". */
  readonly chosen: string;
  readonly hpa: HpaObject;
  /** With the averages of its status: what its controller saw at its last sync. Absent: it has not synced. */
  readonly atSync?: HpaScene;
  /** With the values of each pod as the Metrics API serves them now. Absent: `nowLacks` says why. */
  readonly now?: HpaScene;
  readonly nowLacks?: string;
}
