import { failed, ok, type Result } from '../../../shared/model/result';
import { applyFaults, unknownName } from '../faults/apply';
import { healthyWorld, type WorldSize } from '../world/healthyWorld';
import type { World } from '../world/world';
import type { Scenario } from './scenario';
import { SCENARIOS } from './table';

/** The scenario of that name, or a sentence with the nearest name. */
export function scenarioNamed(name: string): Result<Scenario, string> {
  const found = SCENARIOS.find((candidate) => candidate.name === name);
  return found === undefined ? failed(unknownName('scenario', name, SCENARIOS)) : ok(found);
}

/** The World of a scenario from its first second. To see the fault happen, start healthy and `become` it. */
export function worldOf(name: string, size: WorldSize): Result<World, string> {
  const found = scenarioNamed(name);
  return found.ok ? applyFaults(healthyWorld(size), found.value.faults) : found;
}
