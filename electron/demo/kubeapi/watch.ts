import type { KubeObject } from '../objects';
import type { ApiAnswer, Sink } from './answer';
import type { ApiContext } from './apiRequest';
import type { Change } from './changeLog';
import { showObject, type View } from './represent';
import type { ResourceRequest } from './requestInfo';
import { groupVersion, storedAs } from './resources';
import { selectionOf } from './selection';
import type { ObjectFilter } from './selector';
import { badRequest, expired, type StatusBody } from './status';

type WatchEventType = 'ADDED' | 'MODIFIED' | 'DELETED';

/** Seconds that a watch lives when the client names none: 30 to 60 minutes, so that not all come back at once (--min-request-timeout). */
const SHORTEST_WATCH_SECONDS = 1_800;

/** One watch: the state or the changes since a resourceVersion first, then every change as it happens, until the time is up. */
class Watch {
  private readonly resource: string;
  private columnsSent = false;

  constructor(
    private readonly context: ApiContext,
    private readonly request: ResourceRequest,
    private readonly query: URLSearchParams,
    private readonly view: View,
    private readonly matches: ObjectFilter,
    private readonly sink: Sink,
  ) {
    this.resource = storedAs({ group: request.group, name: request.resource });
  }

  start(): () => void {
    const stops: (() => void)[] = [];
    const stop = () => {
      for (const one of stops.splice(0)) one();
    };
    const end = () => {
      stop();
      this.sink.end();
    };
    if (!this.catchUp()) {
      end();
      return stop;
    }
    stops.push(this.context.store.onRecorded((change) => this.send(change) || end()));
    stops.push(this.bookmarks());
    const timer = setTimeout(end, this.seconds() * 1000);
    stops.push(() => clearTimeout(timer));
    return stop;
  }

  /** False: the stream is to end, an ERROR event has said why. */
  private catchUp(): boolean {
    const { store } = this.context;
    const asked = this.query.get('resourceVersion') ?? '';
    const initial = this.query.get('sendInitialEvents') === 'true';
    if (initial || asked === '' || asked === '0') {
      for (const object of store.list(this.resource, this.request.namespace)) if (this.matches(object)) this.event('ADDED', object);
      if (initial) this.bookmark({ 'k8s.io/initial-events-end': 'true' });
      return true;
    }
    const since = store.changesSince(Number(asked));
    if (since.kind === 'gone') {
      this.error(expired(`too old resource version: ${asked} (${since.oldest})`));
      return false;
    }
    return since.changes.every((change) => this.send(change));
  }

  /** False when the client does not read any more. */
  private send(change: Change): boolean {
    if (change.resource !== this.resource || !this.inNamespace(change.object)) return true;
    const before = change.previous !== undefined && this.matches(change.previous);
    const after = change.type !== 'DELETED' && this.matches(change.object);
    if (after) return this.event(before ? 'MODIFIED' : 'ADDED', change.object);
    return before ? this.event('DELETED', this.lastSeen(change)) : true;
  }

  /** What left the selection is shown as it was, with the resourceVersion of the change. */
  private lastSeen(change: Change): KubeObject {
    if (change.type === 'DELETED' || !change.previous) return change.object;
    return { ...change.previous, metadata: { ...change.previous.metadata, resourceVersion: change.object.metadata.resourceVersion } };
  }

  private inNamespace(object: KubeObject): boolean {
    return (
      this.request.namespace === undefined ||
      this.view.resource.name === 'namespaces' ||
      object.metadata.namespace === this.request.namespace
    );
  }

  private event(type: WatchEventType, object: KubeObject): boolean {
    const view = { ...this.view, nowMs: this.context.clock() };
    const shown = showObject(view, object, !this.columnsSent);
    this.columnsSent = true;
    return this.line(type, shown);
  }

  private error(status: StatusBody): void {
    this.line('ERROR', status);
  }

  private line(type: string, object: unknown): boolean {
    return this.sink.write(`${JSON.stringify({ type, object })}\n`);
  }

  private bookmarks(): () => void {
    if (this.query.get('allowWatchBookmarks') !== 'true') return () => undefined;
    const timer = setInterval(() => this.bookmark(), this.context.waits.bookmarkMs);
    return () => clearInterval(timer);
  }

  /** An object with nothing but the resourceVersion up to which the client has seen everything. */
  private bookmark(annotations?: Readonly<Record<string, string>>): void {
    const { resource, representation } = this.view;
    const metadata = {
      resourceVersion: this.context.store.resourceVersion,
      creationTimestamp: null,
      ...(annotations ? { annotations } : {}),
    };
    const table = { kind: 'Table', apiVersion: 'meta.k8s.io/v1', metadata, columnDefinitions: null, rows: [] };
    const plain = { kind: resource.kind, apiVersion: groupVersion(resource.group, resource.version), metadata };
    this.line('BOOKMARK', representation.kind === 'table' ? table : plain);
  }

  private seconds(): number {
    const asked = Number(this.query.get('timeoutSeconds') ?? 0);
    return asked > 0 ? asked : SHORTEST_WATCH_SECONDS * (1 + Math.random());
  }
}

/** A watch, one JSON document a line: {"type":"ADDED","object":{...}}. Too old a resourceVersion is an ERROR event with a 410 Status inside a 200. */
export function watchAnswer(context: ApiContext, request: ResourceRequest, query: URLSearchParams, view: View): ApiAnswer {
  const selection = selectionOf(request, query);
  if (selection.kind === 'invalid') return selection.answer;
  if (Number.isNaN(Number(query.get('resourceVersion') ?? 0)))
    return badRequest(`Invalid value: "${query.get('resourceVersion')}": resourceVersion`);
  const matches: ObjectFilter = selection.kind === 'all' ? () => true : selection.matches;
  return {
    kind: 'streamed',
    status: 200,
    headers: { 'content-type': 'application/json' },
    start: (sink) => new Watch(context, request, query, view, matches, sink).start(),
  };
}
