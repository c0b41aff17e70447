import type { Condition, HpaObject } from '../../../../shared/model/inventory';

export function conditionOf(hpa: HpaObject, type: string): Condition | undefined {
  return hpa.conditions.find((condition) => condition.type === type);
}
