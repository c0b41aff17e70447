import type { ClusterPort } from './port';

/** Requests sent, and those that have come back. */
export interface Counts {
  sent: number;
  back: number;
}

/** The same port; each request counts when it goes out and when it is back. */
export function countedPort(port: Pick<ClusterPort, 'send'>, counts: Counts, onChange: () => void): Pick<ClusterPort, 'send'> {
  return {
    send: async (...request) => {
      counts.sent += 1;
      onChange();
      const result = await port.send(...request);
      counts.back += 1;
      onChange();
      return result;
    },
  };
}
