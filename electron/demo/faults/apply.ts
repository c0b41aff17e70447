import { failed, ok, type Result } from '../../../shared/model/result';
import type { World } from '../world/world';
import type { Fault } from './fault';
import { nearest } from './nearest';
import { FAULTS } from './table';

/** The faults of those names, each once; an unknown name is an error that says the nearest one. */
export function faultsNamed(names: readonly string[]): Result<readonly Fault[], string> {
  const found: Fault[] = [];
  for (const name of new Set(names)) {
    const fault = FAULTS.find((candidate) => candidate.name === name);
    if (fault === undefined) return failed(unknownName('fault', name, FAULTS));
    found.push(fault);
  }
  return ok(found);
}

/** The World with those faults, one after the other. `world.faults` says which. */
export function applyFaults(world: World, names: readonly string[]): Result<World, string> {
  const faults = faultsNamed(names.filter((name) => !world.faults.includes(name)));
  if (!faults.ok) return faults;
  return ok(faults.value.reduce((before, fault) => ({ ...fault.apply(before), faults: [...before.faults, fault.name] }), world));
}

/** "there is no fault metrics-server-dwn; did you mean metrics-server-down? hopscope demo --list names them all" */
export function unknownName(what: 'fault' | 'scenario', name: string, known: readonly { readonly name: string }[]): string {
  const near = nearest(
    name,
    known.map((k) => k.name),
  );
  return `there is no ${what} ${name}; did you mean ${near}? "hopscope demo --list" names them all`;
}
