import type { Health } from '../../../../shared/model/health';
import type { HpaObject, Inventory } from '../../../../shared/model/inventory';
import type { Evidence } from '../../../../shared/model/observation';
import type { Judgement } from '../prober';
import { SCALED_OBJECTS, type ScaledObject, scaledObjectName, scaledObjectOf, scaledObjectsIn } from './scaledObjects';

interface Verdict {
  readonly health: Health;
  readonly because?: string;
}

/** More names than this say nothing more. */
const NAMED = 3;

/** Of KEDA itself: its ScaledObjects, and which of them it cannot serve. */
export function kedaFacts(inventory: Inventory, atMs: number): Judgement['facts'] {
  const denied = inventory.listed.find(({ resource, state }) => resource === SCALED_OBJECTS && state === 'denied');
  if (denied) return [{ label: 'ScaledObjects', value: `cannot be seen: ${denied.because ?? 'denied'}` }];
  const all = scaledObjectsIn(inventory);
  const bad = all.filter(isInTrouble);
  const value =
    bad.length === 0 ? String(all.length) : `${all.length}, ${bad.length} in trouble: ${bad.slice(0, NAMED).map(trouble).join('; ')}`;
  const first = bad[0];
  return [{ label: 'ScaledObjects', value, ...(first ? { evidence: proof(first, atMs) } : {}) }];
}

/** One whose triggers fail has no value, or its fallback: KEDA runs and is of no use to it. */
export function kedaVerdict(inventory: Inventory): Verdict | undefined {
  const bad = scaledObjectsIn(inventory).filter(isInTrouble);
  const [first] = bad;
  if (first === undefined) return undefined;
  const more = bad.length > 1 ? ` (and ${bad.length - 1} more)` : '';
  return { health: 'degraded', because: `ScaledObject ${trouble(first)}${more}` };
}

/** Of an HPA that KEDA made: what stands behind it. */
export function madeByFacts(hpa: HpaObject, inventory: Inventory, atMs: number): Judgement['facts'] {
  const made = scaledObjectOf(hpa, inventory);
  if (made === undefined) return [];
  const triggers = made.triggers.length > 0 ? `, by ${made.triggers.join(', ')}` : '';
  return [
    { label: 'made by KEDA of', value: `ScaledObject ${scaledObjectName(made)}${triggers}: ${stateOf(made)}`, evidence: proof(made, atMs) },
  ];
}

/** An HPA has a value all the same while KEDA gives it the fallback: it does not scale on what it says. */
export function fallbackVerdict(hpa: HpaObject, inventory: Inventory): Verdict | undefined {
  const made = scaledObjectOf(hpa, inventory);
  if (made?.fallback !== true) return undefined;
  return {
    health: 'degraded',
    because: `its values are the fallback of ScaledObject ${scaledObjectName(made)}: KEDA cannot read its triggers`,
  };
}

/** Paused is meant so. */
function isInTrouble({ ready, fallback, failing, paused }: ScaledObject): boolean {
  return !paused && (ready === false || fallback || failing.length > 0);
}

function trouble(object: ScaledObject): string {
  return `${scaledObjectName(object)}: ${stateOf(object)}`;
}

function stateOf({ ready, says, fallback, paused, failing }: ScaledObject): string {
  if (paused) return 'paused';
  if (ready === false) return `not ready${says === '' ? '' : ` (${says})`}`;
  if (failing.length > 0 || fallback) {
    const which = failing.length > 0 ? `: ${failing.join(', ')}` : '';
    return `its triggers fail${which}${fallback ? ', the fallback is served' : ''}`;
  }
  return ready === undefined ? 'KEDA has not said yet whether it is ready' : 'ready';
}

function proof(object: ScaledObject, atMs: number): Evidence {
  return { atMs, says: `ScaledObject ${scaledObjectName(object)}: ${stateOf(object)}` };
}
