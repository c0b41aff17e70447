import type { ContainerObject, ObjectMeta } from '../../../../shared/model/inventory';

/**
 * Pods of one workload have the same containers and labels: kept once they cost little. Memory for
 * 150,000 pods is what this saves; the table is emptied when it grows past `most` different values.
 */
export class SharedValues {
  readonly #containers = new Map<string, readonly ContainerObject[]>();
  readonly #maps = new Map<string, Readonly<Record<string, string>>>();

  readonly #texts = new Map<string, string>();
  readonly #owners = new Map<string, NonNullable<ObjectMeta['owner']>>();

  constructor(private readonly most = 20_000) {}

  containers(value: readonly ContainerObject[]): readonly ContainerObject[] {
    return this.#one(this.#containers, value);
  }

  textMap(value: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
    return this.#one(this.#maps, value);
  }

  text<T extends string | undefined>(value: T): T | string {
    if (value === undefined) return value;
    const same = this.#texts.get(value);
    if (same !== undefined) return same;
    if (this.#texts.size >= this.most) this.#texts.clear();
    this.#texts.set(value, value);
    return value;
  }

  owner(value: ObjectMeta['owner']): ObjectMeta['owner'] {
    return value === undefined ? undefined : this.#one(this.#owners, value);
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
