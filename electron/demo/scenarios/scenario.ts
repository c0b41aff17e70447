import type { ExpectedFinding, ExpectedHealth } from '../faults/fault';
import type { World } from '../world/world';
import type { PlannedSwitch } from './plan';

/** A named state of the demo cluster, and everything that a right view of it says. */
export interface Scenario {
  readonly name: string;
  /** One line for `hopscope demo --list`. */
  readonly says: string;
  /** Names of faults that are on from its beginning, in order. */
  readonly faults: readonly string[];
  /** What begins and ends later. */
  readonly planned: readonly PlannedSwitch[];
  /** Exactly the findings it must yield when all of that has come, roots first. */
  readonly findings: (world: World) => readonly ExpectedFinding[];
  readonly health: (world: World) => ExpectedHealth;
  /** Simulated seconds from its start to that view. */
  readonly settlesSeconds: number;
}

/** A scenario, and what its file says of the cluster, where it has one. */
export interface ChosenScenario {
  readonly scenario: Scenario;
  readonly nodes?: number | undefined;
  readonly speed?: number | undefined;
  readonly seed?: number | undefined;
}

export interface ScenarioTrouble {
  readonly says: string;
  readonly remedy: string;
}
