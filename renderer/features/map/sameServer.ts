/** Cards that are all one process: the kube-apiserver serves these APIs and the objects. */
const OF_APISERVER: readonly string[] = ['metrics-api', 'custom-metrics-api', 'api-objects'];

/** The other cards that light up with the selected one. */
export function litWith(card: string | undefined): readonly string[] {
  return card !== undefined && OF_APISERVER.includes(card) ? OF_APISERVER.filter((other) => other !== card) : [];
}

/** Two cards drawn as halves of one: they are moved together. */
const HALVES: Readonly<Record<string, string>> = { kubelet: 'cadvisor', cadvisor: 'kubelet' };

export function otherHalf(card: string): string | undefined {
  return HALVES[card];
}
