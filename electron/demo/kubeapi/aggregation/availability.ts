import { type DemoAnswer, dialError, type Listener } from '../../network';
import { type ApiContext, kubeTime } from '../apiRequest';
import { AGGREGATOR } from '../authentication';
import type { Change } from '../changeLog';
import { type Fields, isFields, listAt, textAt } from '../fields';
import type { Address } from '../serviceEndpoints';
import { API_SERVICES, type Condition, type RemoteApi, remoteApis, resolveRemote } from './apiServices';

/** The discovery check gives up after 5 s (kube-aggregator remote_available_controller.go). */
const CHECK_TIMEOUT_MS = 5_000;

const PASSED: Condition = { status: 'True', reason: 'Passed', message: 'all checks passed' };

interface Checked {
  readonly condition: Condition;
  readonly resources?: readonly Fields[];
}

/**
 * Keeps the Available condition of every aggregated APIService up to date: at once when its Service or
 * endpoints change, and now and then by itself. Remembers what each API last said it serves.
 */
export class Availability {
  private readonly lastResources = new Map<string, readonly Fields[]>();
  private readonly stops: (() => void)[] = [];
  private scheduled = false;

  constructor(private readonly context: ApiContext) {}

  start(): void {
    this.stops.push(this.context.store.onRecorded((change) => this.concerns(change) && this.schedule()));
    const timer = setInterval(() => void this.checkNow(), this.context.waits.availabilityMs);
    this.stops.push(() => clearInterval(timer));
  }

  stop(): void {
    for (const stop of this.stops.splice(0)) stop();
  }

  /** Checks all aggregated APIs and writes what changed into the store. */
  async checkNow(): Promise<void> {
    for (const remote of remoteApis(this.context.store)) {
      const { condition, resources } = await this.check(remote);
      if (resources) this.lastResources.set(remote.object.metadata.name, resources);
      this.write(remote, condition);
    }
  }

  /** What the API last said it serves: items of an APIResourceList. */
  resourcesOf(remote: RemoteApi): readonly Fields[] {
    return this.lastResources.get(remote.object.metadata.name) ?? [];
  }

  private concerns(change: Change): boolean {
    const remotes = remoteApis(this.context.store);
    switch (change.resource) {
      case API_SERVICES:
        return change.type === 'ADDED';
      case 'services':
      case 'endpoints':
        return remotes.some(({ service }) => service.name === change.object.metadata.name);
      case 'endpointslices.discovery.k8s.io':
        return remotes.some(({ service }) => service.name === change.object.metadata.labels?.['kubernetes.io/service-name']);
      default:
        return false;
    }
  }

  /** Several changes of one moment make one check. */
  private schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    const soon = setImmediate(() => {
      this.scheduled = false;
      void this.checkNow();
    });
    this.stops.push(() => clearImmediate(soon));
  }

  private async check(remote: RemoteApi): Promise<Checked> {
    const resolved = resolveRemote(this.context.store, remote);
    return resolved.kind === 'unavailable' ? { condition: resolved.condition } : this.discover(remote, resolved.address);
  }

  private async discover(remote: RemoteApi, address: Address): Promise<Checked> {
    const path = `/apis/${remote.group}/${remote.version}`;
    const url = `https://${address.host}:${address.port}${path}`;
    const dialled = this.context.network.dial('apiserver', address.host, address.port);
    if (dialled.kind === 'refused') return missing(url, `Get "${url}": ${dialError(`${address.host}:${address.port}`, dialled.error)}`);
    if (dialled.kind === 'hangs' || dialled.delayMs >= CHECK_TIMEOUT_MS) {
      return missing(url, `Get "${url}": context deadline exceeded (Client.Timeout exceeded while awaiting headers)`);
    }
    const answer = await ask(dialled.listener, path);
    if (!answer) return missing(url, `Get "${url}": EOF`);
    if (answer.status < 200 || answer.status > 299) return missing(url, `bad status from ${url}: ${answer.status}`);
    return { condition: PASSED, resources: resourcesIn(answer) };
  }

  private write(remote: RemoteApi, condition: Condition): void {
    const { store, clock } = this.context;
    const object = store.get(API_SERVICES, undefined, remote.object.metadata.name);
    if (!object) return;
    const before = listAt(object, 'status', 'conditions').find((candidate) => textAt(candidate, 'type') === 'Available');
    // The time is that of the last change of status; another reason for the same status keeps it.
    const same = textAt(before, 'status') === condition.status;
    const lastTransitionTime = (same && textAt(before, 'lastTransitionTime')) || kubeTime(clock());
    const { status, reason, message } = condition;
    store.put(API_SERVICES, { ...object, status: { conditions: [{ type: 'Available', status, lastTransitionTime, reason, message }] } });
  }
}

/** Undefined: the listener failed, as a server that panics closes the connection. */
async function ask(listener: Listener, path: string): Promise<DemoAnswer | undefined> {
  const headers = { accept: 'application/json' };
  try {
    return await listener.handle({ method: 'GET', path, query: new URLSearchParams(), headers, user: AGGREGATOR });
  } catch {
    return undefined;
  }
}

function missing(url: string, error: string): Checked {
  return { condition: { status: 'False', reason: 'FailedDiscoveryCheck', message: `failing or missing response from ${url}: ${error}` } };
}

/** Empty for an answer that is no APIResourceList: the check looks at the status alone. */
function resourcesIn(answer: DemoAnswer): readonly Fields[] {
  try {
    const body: unknown = JSON.parse(typeof answer.body === 'string' ? answer.body : Buffer.from(answer.body).toString());
    return listAt(body, 'resources').filter(isFields);
  } catch {
    return [];
  }
}
