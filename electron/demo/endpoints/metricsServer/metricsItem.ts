export const groupVersion = 'metrics.k8s.io/v1beta1';

/** An item as it stands in a list: without apiVersion and kind. */
export interface MetricsItem {
  readonly metadata: Readonly<Record<string, unknown>> & { readonly name: string };
  /** Of the sample; null for a pod none of whose containers could be computed. */
  readonly timestamp: string | null;
  readonly window: string;
  readonly usage?: Readonly<Record<string, string>>;
  readonly containers?: readonly { readonly name: string; readonly usage: Readonly<Record<string, string>> }[];
  /** For the Table; not part of the item. */
  readonly total: { readonly cpuNanocores: number; readonly memoryBytes: number };
}
