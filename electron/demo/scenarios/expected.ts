import type { Health } from '../../../shared/model/health';
import type { ExpectedFinding, ExpectedHealth, Fault } from '../faults/fault';
import type { World } from '../world/world';

const SETTLES_SECONDS = 60;

function either(a: readonly Health[] | undefined, b: readonly Health[]): readonly Health[] {
  return a === undefined ? b : [...new Set([...a, ...b])];
}

/** A card that two faults touch may show either's health: which wins is the map's business (the worse). */
export function together(parts: readonly ExpectedHealth[]): ExpectedHealth {
  const cards: Record<string, readonly Health[]> = {};
  const hops: Record<string, readonly Health[]> = {};
  for (const part of parts) {
    for (const [id, health] of Object.entries(part.cards)) cards[id] = either(cards[id], health);
    for (const [id, health] of Object.entries(part.hops)) hops[id] = either(hops[id], health);
  }
  return { cards, hops };
}

export function findingsOf(faults: readonly Fault[], world: World): readonly ExpectedFinding[] {
  const all = faults.flatMap((fault) => fault.findings(world));
  return all.filter((finding, i) => all.findIndex((other) => other.rule === finding.rule && other.subject === finding.subject) === i);
}

export function healthOf(faults: readonly Fault[], world: World): ExpectedHealth {
  return together(faults.map((fault) => fault.health(world)));
}

export function settlesAfter(faults: readonly Fault[]): number {
  return Math.max(SETTLES_SECONDS, ...faults.map((fault) => fault.settlesSeconds));
}
