import type { View } from './engine';

/** A live view of a cluster in which nothing was found, in the first revision; what is given stands instead. */
export function viewWith({ report, ...given }: Partial<Omit<View, 'report'>> & { readonly report?: Partial<View['report']> }): View {
  return {
    revision: 1,
    phase: 'live',
    warnings: [],
    steps: [],
    listed: [],
    report: {
      version: 1,
      cluster: { context: 'c' },
      from: '',
      to: '',
      components: [],
      edges: [],
      findings: [],
      gaps: [],
      blindSpots: [],
      cannotTell: [],
      access: [],
      ...report,
    },
    load: { requestsPerSecond: 0, bytesPerSecond: 0, inFlight: 0, totalRequests: 0 },
    clockOffsetMs: 0,
    paused: false,
    ...given,
  };
}
