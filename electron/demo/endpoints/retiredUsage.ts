/**
 * A pod's cgroup keeps the CPU time of containers that are gone, and /kubepods that of pods that are gone;
 * Running tells only of those that live. This remembers what was last seen of each child, so that a parent's
 * counter never falls. One for each kubelet.
 */
export class RetiredUsage {
  private readonly parents = new Map<string, { retired: number; children: ReadonlyMap<string, number> }>();

  /** Core-seconds of the parent: its living children now and, as last seen, those that have gone. The map is kept. */
  settle(parent: string, children: ReadonlyMap<string, number>): number {
    const known = this.parents.get(parent) ?? { retired: 0, children: new Map<string, number>() };
    for (const [key, last] of known.children) if (!children.has(key)) known.retired += last;
    known.children = children;
    this.parents.set(parent, known);
    let sum = known.retired;
    for (const value of children.values()) sum += value;
    return sum;
  }

  /** Forgets parents that are gone themselves, once they are as many as those that are. */
  keep(count: number, parents: () => ReadonlySet<string>): void {
    if (this.parents.size <= 2 * count + 16) return;
    const kept = parents();
    for (const key of this.parents.keys()) if (!kept.has(key)) this.parents.delete(key);
  }
}
