import type { ContainerObject } from '../../../../shared/model/inventory';

/**
 * Pods of one workload have the same containers and labels: kept once they cost little. Memory for
 * 150,000 pods is what this saves; the table is emptied when it grows past `most` different values.
 */
export class SharedValues {
  readonly #containers = new Map<string, readonly ContainerObject[]>();
  readonly #maps = new Map<string, Readonly<Record<string, string>>>();

  constructor(private readonly most = 20_000) {}

  containers(value: readonly ContainerObject[]): readonly ContainerObject[] {
    return this.#one(this.#containers, value);
  }

  textMap(value: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
    return this.#one(this.#maps, value);
  }

  #one<T>(known: Map<string, T>, value: T): T {
    const key = JSON.stringify(value);
    const same = known.get(key);
    if (same !== undefined) return same;
    if (known.size >= this.most) known.clear();
    known.set(key, value);
    return value;
  }
}
