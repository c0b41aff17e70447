/** How often a container's series came, went and lost their names, over the looks at one cAdvisor. */
export interface Presence {
  readonly has: boolean;
  readonly named: boolean;
  /** Times it was there again after it had been gone: a cgroup's path is never given twice. */
  readonly returns: number;
  /** Times it had its name again after it had lost it. */
  readonly renamed: number;
  /** Looks since it was last there. */
  readonly missed: number;
}

export type Presences = ReadonlyMap<string, Presence>;

/** A container that has been gone for so many looks has ended. */
const GONE_AFTER = 10;

/** @param containers cgroup path -> whether its series name the container */
export function nextPresences(before: Presences | undefined, containers: ReadonlyMap<string, boolean>): Presences {
  const next = new Map<string, Presence>();
  for (const [id, named] of containers) {
    const known = before?.get(id);
    next.set(id, {
      has: true,
      named,
      returns: (known?.returns ?? 0) + Number(known?.has === false),
      renamed: (known?.renamed ?? 0) + Number(known !== undefined && !known.named && named),
      missed: 0,
    });
  }
  for (const [id, known] of before ?? [])
    if (!containers.has(id) && known.missed + 1 < GONE_AFTER) next.set(id, { ...known, has: false, missed: known.missed + 1 });
  return next;
}
