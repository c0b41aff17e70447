import type { SheetProof } from '../contract/doctors';
import type { KsmChange } from './ksmFreshness';
import type { KsmResource } from './ksmResources';

/** One kube-state-metrics to be examined, beside those that could be. */
export interface KsmScene {
  readonly choices: readonly { readonly id: string; readonly words: string }[];
  readonly chosen: string;
  readonly name: string;
  readonly version?: string;
  readonly serverVersion?: string;
  readonly flags: ReadonlyMap<string, string>;
  /** Why there is no exposition to examine. */
  readonly because?: string;
  /** When its exposition was answered, server time. */
  readonly atMs: number;
  /** Families of its exposition, with their series; 0: only their HELP is there. */
  readonly families: ReadonlyMap<string, number>;
  readonly resources: readonly KsmObjects[];
  /** Its self-telemetry; a string says why it cannot be read. */
  readonly telemetry: KsmTelemetry | string;
  /** Last changes of what it exposes, as the API tells them. */
  readonly changes: readonly KsmChange[];
  readonly size: KsmSize;
  readonly proof?: Omit<SheetProof, 'line'>;
}

export interface KsmObjects {
  readonly of: KsmResource;
  /** Names ("NS/NAME") where the objects are watched, else how many there are, else why that is not known. */
  readonly api:
    | { readonly kind: 'objects'; readonly objects: readonly ApiObject[] }
    | { readonly kind: 'count'; readonly count: number }
    | { readonly kind: 'unseen'; readonly because: string };
  /** Names that it exposes. */
  readonly exposed: ReadonlySet<string>;
  /** Whether its service account may list it; asked only where something is missing. */
  readonly mayList?: { readonly state: 'allowed' | 'denied' | 'unknown'; readonly because: string };
}

export interface ApiObject {
  readonly name: string;
  readonly uid: string;
  readonly createdMs: number;
}

export interface KsmTelemetry {
  readonly shard: number;
  readonly totalShards: number;
  /** "*v1.Node" -> lists since it started. */
  readonly lists: ReadonlyMap<string, { readonly success: number; readonly error: number }>;
  readonly watches: { readonly success: number; readonly error: number };
}

export interface KsmSize {
  readonly nodes: number;
  readonly pods: number;
  readonly series: number;
  readonly requests: Readonly<Record<string, string>>;
  readonly limits: Readonly<Record<string, string>>;
  readonly usage?: { readonly cpuCores: number; readonly memoryBytes: number };
}
