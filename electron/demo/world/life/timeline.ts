/** What is going to happen, in order of time; at equal times in the order it was entered. */
export interface Timeline {
  at(ms: number, happening: () => void | Promise<void>): void;
  /** Takes out the next happening that is due by `untilMs`. */
  takeDue(untilMs: number): Entry | undefined;
  readonly size: number;
}

export interface Entry {
  readonly atMs: number;
  readonly order: number;
  readonly happening: () => void | Promise<void>;
}

/** A binary heap: 150,000 pods that only run have nothing in it. */
export function createTimeline(): Timeline {
  const heap: Entry[] = [];
  let entered = 0;

  const before = (a: Entry, b: Entry) => a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order);

  function raise(from: number): void {
    let index = from;
    const entry = heap[index];
    while (entry !== undefined && index > 0) {
      const parent = (index - 1) >> 1;
      const above = heap[parent];
      if (above === undefined || before(above, entry)) break;
      heap[index] = above;
      heap[parent] = entry;
      index = parent;
    }
  }

  function sink(): void {
    let index = 0;
    for (;;) {
      const smallest = smallestOf(index);
      if (smallest === index) return;
      const [a, b] = [heap[index], heap[smallest]];
      if (a === undefined || b === undefined) return;
      heap[index] = b;
      heap[smallest] = a;
      index = smallest;
    }
  }

  function smallestOf(index: number): number {
    let smallest = index;
    for (const child of [2 * index + 1, 2 * index + 2]) {
      const [entry, best] = [heap[child], heap[smallest]];
      if (entry !== undefined && best !== undefined && before(entry, best)) smallest = child;
    }
    return smallest;
  }

  return {
    at(ms, happening) {
      heap.push({ atMs: ms, order: entered++, happening });
      raise(heap.length - 1);
    },
    takeDue(untilMs) {
      const first = heap[0];
      if (first === undefined || first.atMs > untilMs) return undefined;
      const last = heap.pop();
      if (last !== undefined && heap.length > 0) {
        heap[0] = last;
        sink();
      }
      return first;
    },
    get size() {
      return heap.length;
    },
  };
}
