import type { ComponentKind, Discovered } from '../../../shared/model/component';
import { indexed } from '../../../shared/model/indexed';

const kindsIn = indexed((discovered: readonly Discovered[]) => {
  const kinds = new Map<ComponentKind, Discovered[]>();
  for (const found of discovered) {
    const list = kinds.get(found.kind);
    if (list) list.push(found);
    else kinds.set(found.kind, [found]);
  }
  return kinds;
});

/** The components of one kind, without going through all that were found. */
export function ofKind(discovered: readonly Discovered[], kind: ComponentKind): readonly Discovered[] {
  return kindsIn(discovered).get(kind) ?? [];
}
