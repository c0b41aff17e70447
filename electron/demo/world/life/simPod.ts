import { type Phases, phasesOf } from '../load';
import type { LoadShare } from '../loadShare';
import { limitBytes } from '../quantities';
import type { RunningContainer, RunningPod } from '../running';
import { hex, uuid } from '../seeded';
import type { Run } from '../usage';
import type { WorldContainer, WorldWorkload } from '../world';

/** A condition of a pod or node that the simulation keeps: true or not, and since when. */
export interface Switch {
  readonly on: boolean;
  readonly sinceMs: number;
}

export interface Owner {
  readonly apiVersion: string;
  readonly kind: 'ReplicaSet' | 'DaemonSet' | 'StatefulSet' | 'Job';
  readonly name: string;
  readonly uid: string;
}

export interface PodBirth {
  readonly seed: number;
  readonly workload: SimWorkload;
  /** The template it was made from; the workload's own may have changed since. */
  readonly template: WorldWorkload;
  readonly owner: Owner;
  readonly name: string;
  /** "web-56c757448c-"; undefined for a StatefulSet's pods. */
  readonly generateName?: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly createdMs: number;
  /** Which of the workload's pods it is, counted from the first ever made. */
  readonly serial: number;
  readonly node?: string;
}

/** One pod as it is now. Small on purpose: ids are made when asked for, labels and template are shared. */
export class SimPod implements RunningPod {
  phase: RunningPod['phase'] = 'Pending';
  node?: string;
  ip?: string;
  startedMs?: number;
  sandboxMs?: number;
  initDoneMs?: number;
  deletionMs?: number;
  gone = false;
  /** "demo/web-56c757448c-fstt6" */
  readonly key: string;
  /** What the kubelet says of its containers. */
  containersReady: Switch;
  /** The same, and off while the node controller says that its node does not answer. */
  readyCondition: Switch;
  readonly containers: SimContainer[];
  readonly initContainers: SimContainer[];
  private madeUid?: string;
  private madeSandboxId?: string;

  constructor(readonly birth: PodBirth) {
    this.node = birth.node;
    this.key = [birth.template.namespace, birth.name].join('/');
    this.containersReady = { on: false, sinceMs: birth.createdMs };
    this.readyCondition = this.containersReady;
    this.containers = birth.template.containers.map((template) => new SimContainer(this, template));
    const init = birth.template.init;
    this.initContainers = init === undefined ? [] : [new SimContainer(this, initTemplate(init))];
  }

  get namespace(): string {
    return this.birth.template.namespace;
  }
  get name(): string {
    return this.birth.name;
  }
  get uid(): string {
    this.madeUid ??= uuid(this.birth.seed, 'pod', this.namespace, this.name, this.birth.createdMs);
    return this.madeUid;
  }
  get sandboxId(): string {
    this.madeSandboxId ??= hex(64, this.birth.seed, 'sandbox', this.key, this.birth.createdMs);
    return this.madeSandboxId;
  }
  get labels(): Readonly<Record<string, string>> {
    return this.birth.labels;
  }
  get annotations(): Readonly<Record<string, string>> {
    return this.birth.template.podAnnotations;
  }
  get workload(): { readonly kind: string; readonly name: string } {
    return this.birth.template;
  }
  get createdMs(): number {
    return this.birth.createdMs;
  }
  get hostNetwork(): boolean {
    return this.birth.template.hostNetwork;
  }
  get serviceAccount(): string {
    return this.birth.template.serviceAccount;
  }
  get ready(): boolean {
    return this.readyCondition.on;
  }
  get qos(): RunningPod['qos'] {
    return qosOf(this.birth.template.containers);
  }
}

/** One container of a pod as it is now; a restart keeps the object and gives a new id. */
export class SimContainer implements RunningContainer {
  startedMs?: number;
  finishedMs?: number;
  state: RunningContainer['state'] = 'waiting';
  reason?: string = 'ContainerCreating';
  message?: string;
  exitCode?: number;
  restarts = 0;
  /** Crashes since the back-off was last forgotten. */
  crashes = 0;
  ready = false;
  last?: RunningContainer['last'];
  private madeId?: { readonly restarts: number; readonly id: string };
  private madeRun?: Run;
  private madePhases?: { readonly wave: Phases; readonly noise: Phases };

  constructor(
    readonly pod: SimPod,
    readonly template: WorldContainer,
  ) {}

  get name(): string {
    return this.template.name;
  }
  get image(): string {
    return this.template.image;
  }
  get args(): readonly string[] {
    return this.template.args;
  }
  get ports(): RunningContainer['ports'] {
    return this.template.ports;
  }
  get requests(): Readonly<Record<string, string>> {
    return this.template.requests;
  }
  get limits(): Readonly<Record<string, string>> {
    return this.template.limits;
  }
  get behaviour(): RunningContainer['behaviour'] {
    return this.template.behaviour;
  }
  get more(): RunningContainer['more'] {
    return this.template.more;
  }
  get lastReason(): string | undefined {
    return this.last?.reason;
  }
  get id(): string {
    if (this.madeId?.restarts !== this.restarts) {
      const { seed, createdMs } = this.pod.birth;
      this.madeId = { restarts: this.restarts, id: hex(64, seed, 'container', this.pod.key, createdMs, this.name, this.restarts) };
    }
    return this.madeId.id;
  }

  /** Its present run for usage.ts; undefined before it has started. */
  run(): Run | undefined {
    if (this.startedMs === undefined) return undefined;
    if (this.madeRun?.startedMs !== this.startedMs || this.madeRun.finishedMs !== this.finishedMs)
      this.madeRun = this.newRun(this.startedMs);
    return this.madeRun;
  }

  private newRun(startedMs: number): Run {
    const share = this.pod.birth.workload.shares.get(this.name);
    const { wave, noise } = this.phases();
    return {
      behaviour: this.behaviour,
      startedMs,
      finishedMs: this.finishedMs,
      wave: share?.phases ?? wave,
      noise,
      share,
      memoryLimitBytes: limitBytes(this.limits['memory']),
    };
  }

  private phases() {
    const { seed } = this.pod.birth;
    this.madePhases ??= {
      wave: phasesOf(seed, `${this.pod.key}/${this.name}`),
      noise: phasesOf(seed, `${this.pod.key}/${this.name}/noise`),
    };
    return this.madePhases;
  }
}

function initTemplate(init: NonNullable<WorldWorkload['init']>): WorldContainer {
  const behaviour = {
    cpuBaseCores: 0.01,
    cpuAmplitudeCores: 0,
    memoryBaseBytes: 400_000,
    memoryAmplitudeBytes: 0,
    livesSeconds: init.livesSeconds,
  };
  return { name: init.name, image: init.image, args: init.args, ports: [], requests: {}, limits: {}, behaviour };
}

/** The rule of the Kubernetes documentation ("Pod Quality of Service Classes"), for cpu and memory. */
function qosOf(containers: readonly WorldContainer[]): RunningPod['qos'] {
  const set = (resources: Readonly<Record<string, string>>) => Object.keys(resources).length > 0;
  if (!containers.some((c) => set(c.requests) || set(c.limits))) return 'BestEffort';
  const full = containers.every((c) =>
    ['cpu', 'memory'].every((r) => c.limits[r] !== undefined && (c.requests[r] ?? c.limits[r]) === c.limits[r]),
  );
  return full ? 'Guaranteed' : 'Burstable';
}

/** One revision of a Deployment: a ReplicaSet and the template it makes pods from. */
export interface Revision {
  readonly hash: string;
  readonly template: WorldWorkload;
  readonly createdMs: number;
  readonly labels: Readonly<Record<string, string>>;
  /** The ReplicaSet, as its pods name it. */
  readonly owner: Owner;
  number: number;
  /** Pods it is told to have. */
  wanted: number;
}

/** One run of a CronJob. */
export interface SimJob {
  readonly name: string;
  readonly scheduledMs: number;
  readonly createdMs: number;
  completedMs?: number;
  readonly uid: string;
}

/** A workload as it is now. */
export interface SimWorkload {
  /** "Deployment/demo/web". */
  readonly key: string;
  spec: WorldWorkload;
  readonly createdMs: number;
  /** Of its Service; unused when that is headless or there is none. */
  readonly clusterIp: string;
  /** metadata.generation: grows when the spec does. */
  generation: number;
  /** Replicas it is told to have: the World's, or what an HPA made of it. */
  desired: number;
  /** metadata.annotations "kubectl.kubernetes.io/restartedAt" of the template; undefined: never. */
  restartedMs?: number;
  /** Pods made so far: no name comes twice. */
  made: number;
  readonly pods: Set<SimPod>;
  readonly revisions: Revision[];
  readonly jobs: SimJob[];
  /** By container name, for those whose load is the workload's. */
  readonly shares: Map<string, LoadShare>;
  availableSinceMs: number;
  available: boolean;
  progressedMs: number;
  complete: boolean;
  endpointsChangedMs: number;
  /** Names of its EndpointSlices in the store. */
  sliceNames: readonly string[];
}
