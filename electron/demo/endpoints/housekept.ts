import type { Usage } from '../world/running';

/**
 * What each cgroup had used at its last housekeeping. cAdvisor keeps what it read until it reads again: two scrapes in
 * between give the same value with the same timestamp, also when a container has ended meanwhile. One for each kubelet.
 */
export class Housekept {
  private readonly last = new Map<string, { readonly atMs: number; readonly usage: Usage }>();

  /** Read once for each housekeeping. */
  usage(cgroup: string, atMs: number, read: () => Usage): Usage {
    const known = this.last.get(cgroup);
    if (known?.atMs === atMs) return known.usage;
    const usage = read();
    this.last.set(cgroup, { atMs, usage });
    return usage;
  }

  /** Forgets cgroups that are gone, once they are as many as those that are. */
  keep(count: number, cgroups: () => ReadonlySet<string>): void {
    if (this.last.size <= 2 * count + 16) return;
    const kept = cgroups();
    for (const id of this.last.keys()) if (!kept.has(id)) this.last.delete(id);
  }
}
