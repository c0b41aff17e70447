import type { Clock } from '../engine/clock';
import type { ClusterPort } from '../engine/cluster/port';
import { correctionsFor } from '../engine/givenEndpoints';
import { lookAtCluster } from '../engine/lookAtCluster';
import type { Session } from '../engine/session/session';
import { warningsOf } from '../engine/session/warnings';
import { atItsTime, type ClusterOptions, openNamed, untilSeen } from './clusterOptions';

/** A cluster that has been looked at whole, to ask one question of. */
export interface SeenCluster {
  readonly session: Session;
  readonly port: ClusterPort;
  readonly clock: Clock;
  /** What is made at its own time: a recording's stands still but for this. */
  atItsTime<T>(made: Promise<T>): Promise<T>;
  /** Ends looking, says what is to be known of the connection, and so where the cluster was lost. */
  end(): Promise<void>;
}

/** Looks at what the options name until all of it is seen. Undefined: it cannot be, and why has been said. */
export async function seenCluster(options: ClusterOptions): Promise<SeenCluster | undefined> {
  const opened = await openNamed(options);
  if (opened === undefined) return undefined;
  const { port, endpoints, demo, clock } = opened;
  const { session } = lookAtCluster(
    port,
    clock,
    () => correctionsFor(endpoints),
    () => undefined,
  );
  session.start();
  await untilSeen(opened, session, undefined);
  return {
    session,
    port,
    clock,
    atItsTime: (made) => atItsTime(opened, made),
    end: async () => {
      const { connection } = session;
      if (demo === undefined) for (const warning of warningsOf(session, port)) process.stderr.write(`${warning}\n`);
      session.close();
      await demo?.close();
      if (connection.state === 'lost' || connection.state === 'refused') process.stderr.write(`${connection.says}\n${connection.remedy}\n`);
    },
  };
}
