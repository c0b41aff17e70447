import type { NewKubeObject, ObjectStore } from '../../objects';
import { microTime, timestamp } from '../objects/meta';
import { hex, uuid } from '../seeded';

/** What an event is about, as `involvedObject` prints it. */
export interface Involved {
  readonly apiVersion?: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
  readonly uid: string;
  readonly fieldPath?: string;
}

export interface Happened {
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly message: string;
  readonly involved: Involved;
  /** "kubelet", "replicaset-controller"; "default-scheduler" writes the new form, without a count. */
  readonly component: string;
  readonly host?: string;
}

export interface EventLog {
  record(atMs: number, happened: Happened): void;
  /** Removes what is older than an hour (kube-apiserver --event-ttl 1h0m0s). */
  expire(nowMs: number): void;
}

const TTL_MS = 3_600_000;

interface Kept {
  readonly firstMs: number;
  readonly name: string;
  readonly namespace: string;
  lastMs: number;
  count: number;
}

/** Events with the same object, reason and message are counted in one, as client-go's recorder does. */
export function createEventLog(seed: number, store: ObjectStore): EventLog {
  const kept = new Map<string, Kept>();

  return {
    record(atMs, happened) {
      const { involved, reason, message } = happened;
      const key = [involved.kind, involved.uid, involved.fieldPath ?? '', reason, message].join('|');
      const known = kept.get(key) ?? {
        firstMs: atMs,
        name: `${involved.name}.${hex(16, seed, 'event', key, atMs)}`,
        namespace: involved.namespace ?? 'default',
        lastMs: atMs,
        count: 0,
      };
      known.lastMs = atMs;
      known.count += 1;
      kept.delete(key);
      kept.set(key, known);
      store.put('events', eventObject(seed, happened, known));
    },
    expire(nowMs) {
      for (const [key, event] of kept) {
        if (event.lastMs > nowMs - TTL_MS) return;
        kept.delete(key);
        store.remove('events', event.namespace, event.name);
      }
    },
  };
}

function eventObject(seed: number, happened: Happened, kept: Kept): NewKubeObject {
  const { type, reason, message, involved } = happened;
  const { apiVersion, ...rest } = involved;
  return {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: {
      name: kept.name,
      namespace: kept.namespace,
      uid: uuid(seed, 'event', kept.name),
      creationTimestamp: timestamp(kept.firstMs),
    },
    involvedObject: { ...rest, ...(apiVersion === undefined ? {} : { apiVersion }) },
    reason,
    message,
    ...timesOf(happened, kept),
    type,
  };
}

function timesOf({ component, host }: Happened, { firstMs, lastMs, count }: Kept): Readonly<Record<string, unknown>> {
  if (component === 'default-scheduler') {
    return {
      source: {},
      firstTimestamp: null,
      lastTimestamp: null,
      eventTime: microTime(firstMs),
      action: 'Binding',
      reportingComponent: component,
      reportingInstance: `${component}-hop-1`,
    };
  }
  return {
    source: { component, ...(host === undefined ? {} : { host }) },
    firstTimestamp: timestamp(firstMs),
    lastTimestamp: timestamp(lastMs),
    count,
    eventTime: null,
    reportingComponent: component,
    reportingInstance: host ?? '',
  };
}
