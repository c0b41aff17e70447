/** A Kubernetes object as JSON. The demo's store keeps them whole, as the API serves them. */
export interface KubeObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly uid: string;
    readonly resourceVersion: string;
    readonly creationTimestamp: string;
    readonly deletionTimestamp?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly [field: string]: unknown;
  };
  readonly [field: string]: unknown;
}

/** The object without what the store gives it: resourceVersion. (Spelt out: Omit forgets the named fields of a type with an index signature.) */
export interface NewKubeObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly uid: string;
    readonly creationTimestamp: string;
    readonly deletionTimestamp?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly [field: string]: unknown;
  };
  readonly [field: string]: unknown;
}

export interface StoreEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly object: KubeObject;
}

/**
 * The objects of the demo cluster (electron/demo/kubeapi/objectStore.ts implements it). The simulation
 * writes, the API serves, the demo's KSM and Prometheus read. `resource` is "pods", "nodes",
 * "deployments.apps", "horizontalpodautoscalers.autoscaling": plural, with the group where there is one.
 */
export interface ObjectStore {
  list(resource: string, namespace?: string): readonly KubeObject[];
  get(resource: string, namespace: string | undefined, name: string): KubeObject | undefined;
  /** Adds or replaces; an object that is equal to the stored one changes nothing and makes no event. */
  put(resource: string, object: NewKubeObject): KubeObject;
  remove(resource: string, namespace: string | undefined, name: string): void;
  readonly resourceVersion: string;
  /** Calls back for each change from now on; returns how to stop. */
  onChange(listener: (resource: string, event: StoreEvent) => void): () => void;
}
