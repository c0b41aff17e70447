import type { Condition } from '../../model/inventory';
import type { Evidence } from '../../model/observation';

export function conditionOf(conditions: readonly Condition[], type: string): Condition | undefined {
  return conditions.find((each) => each.type === type);
}

/** "Ready=False KubeletNotReady: container runtime is down", as proof. */
export function conditionProof(of: string, { type, status, reason, message }: Condition, atMs: number): Evidence {
  const tail = [reason, message].filter((part) => part !== undefined && part !== '').join(': ');
  return { atMs, says: `${of}: ${type}=${status}${tail === '' ? '' : ` ${tail}`}` };
}

/** "reason: message" of a condition, for a sentence. */
export function sayCondition({ type, status, reason, message }: Condition): string {
  return [reason ?? `${type}=${status}`, message].filter((part) => part !== undefined && part !== '').join(': ');
}
