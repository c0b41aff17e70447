import type { Inventory } from '../../../shared/model/inventory';

/** Whether a resource's list has come in whole: only then does what is not in it not exist. True where nothing is said of it. */
export function isWhole({ listed }: Inventory, resource: string): boolean {
  const found = listed.find((each) => each.resource === resource);
  return found === undefined || found.state === 'watching' || found.state === 'polling';
}
