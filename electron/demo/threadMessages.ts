import type { DemoState, Lab } from '../../shared/contract/lab';

/** What the engine tells the demo's thread. */
export type ToDemo =
  | { readonly type: 'faults'; readonly names: readonly string[]; readonly on: boolean }
  | { readonly type: 'speed'; readonly speed: number }
  /** Answered by `lab`. */
  | { readonly type: 'lab' }
  | { readonly type: 'close' };

/** What the demo's thread says. */
export type FromDemo =
  | { readonly type: 'ready'; readonly context: string; readonly kubeconfig: string; readonly state: DemoState }
  | { readonly type: 'state'; readonly state: DemoState }
  | { readonly type: 'lab'; readonly lab: Lab }
  | { readonly type: 'failed'; readonly says: string; readonly remedy: string };
