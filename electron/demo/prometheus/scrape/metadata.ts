import type { Exposition } from '../../../../shared/exposition/parse';

export interface FamilyMetadata {
  readonly type: string;
  readonly help: string;
  readonly unit: string;
}

export type Metadata = ReadonlyMap<string, FamilyMetadata>;

/** Types and helps of targets: those of a job say the same, so they share one copy, free of the text they were cut from. */
export class MetadataStore {
  private readonly shared = new Map<string, Metadata>();
  /** Listeners that do not print give the same families each time. */
  private readonly read = new WeakMap<Exposition['families'], Metadata>();

  /** `known` is given back where nothing changed; a change that keeps the number of families is seen on the next that does not. */
  of(exposition: Exposition, known: Metadata): Metadata {
    if (known.size === exposition.families.size) return known;
    const before = this.read.get(exposition.families);
    if (before !== undefined) return before;
    const found = this.find(exposition);
    this.read.set(exposition.families, found);
    return found;
  }

  private find(exposition: Exposition): Metadata {
    const text = JSON.stringify([...exposition.families]);
    const found = this.shared.get(text);
    if (found !== undefined) return found;
    const entries: [string, FamilyMetadata][] = [...exposition.families].map(([name, family]) => [
      name,
      { type: family.type ?? 'unknown', help: family.help ?? '', unit: family.unit ?? '' },
    ]);
    const own: Metadata = new Map<string, FamilyMetadata>(structuredClone(entries));
    this.shared.set(Buffer.from(text).toString(), own);
    return own;
  }
}
