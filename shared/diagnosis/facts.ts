import type { Discovered } from '../model/component';
import type { ApiServiceObject, HpaObject, NodeObject, PodObject, ServiceObject, WorkloadObject } from '../model/inventory';
import type { OperatorSight } from './operatorSights';
import type {
  AccountSight,
  AdapterSight,
  BlindSight,
  CadvisorSight,
  KubeletSight,
  MetricApiSight,
  MetricsApiSight,
  MetricsServerSight,
  ScraperSight,
  StateMetricsSight,
} from './sights';

/** One kind of object. Only of a list that has come in whole can be said what is not there. */
export interface Listing<T> {
  readonly items: readonly T[];
  readonly whole: boolean;
  /** "pods are not listed yet", "you may not list pods": when it is not whole. */
  readonly because?: string;
}

/** Everything that rules look at, by topic: what the session saw, as of one moment. */
export interface Facts {
  readonly time: {
    readonly nowMs: number;
    readonly clockOffsetMs: number;
    /** What the kube-apiserver took for its own /livez: how fast anything can be from here. */
    readonly apiServerMs?: number;
  };
  readonly nodes: Listing<NodeObject>;
  readonly pods: Listing<PodObject>;
  readonly services: Listing<ServiceObject>;
  readonly workloads: Listing<WorkloadObject>;
  readonly apiServices: Listing<ApiServiceObject>;
  readonly hpas: Listing<HpaObject>;
  readonly components: readonly Discovered[];
  readonly kubelets: readonly KubeletSight[];
  readonly cadvisors: readonly CadvisorSight[];
  readonly metricsApi: MetricsApiSight | undefined;
  readonly metricsServers: readonly MetricsServerSight[];
  readonly stateMetrics: readonly StateMetricsSight[];
  readonly scrapers: readonly ScraperSight[];
  readonly adapters: readonly AdapterSight[];
  readonly metricApis: readonly MetricApiSight[];
  readonly accounts: readonly AccountSight[];
  /** Undefined: the API of the Prometheus operator is not served. */
  readonly operator: OperatorSight | undefined;
  readonly blindSpots: BlindSight;
}
export type Topic = keyof Facts;
