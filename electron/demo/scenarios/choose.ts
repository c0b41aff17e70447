import { failed, ok, type Result } from '../../../shared/model/result';
import { applyFaults, unknownName } from '../faults/apply';
import { healthyWorld, type WorldSize } from '../world/healthyWorld';
import type { World } from '../world/world';
import type { ChosenScenario, Scenario, ScenarioTrouble } from './scenario';
import { SCENARIOS } from './table';

/** By a name of the table, or by a file that somebody wrote: what ends in .yaml or .yml. */
export async function chooseScenario(words: string): Promise<Result<ChosenScenario, ScenarioTrouble>> {
  // Imported late: it needs a library for schemas, which would be a fifth of what the demo's thread runs before it can begin.
  if (/\.ya?ml$/i.test(words)) return (await import('./scenarioFile')).readScenarioFile(words);
  const found = scenarioNamed(words);
  return found.ok ? ok({ scenario: found.value }) : failed({ says: `${found.error}.`, remedy: 'Start again with one of them.' });
}

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
