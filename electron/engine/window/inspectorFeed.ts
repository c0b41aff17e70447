import { inferLabels } from '../../../shared/cgroup/inferLabels';
import type { Details, FromEngine, FromRenderer } from '../../../shared/contract/engine';
import { type RequestForms, requestForms } from '../../../shared/exports/requestForms';
import { assertNever } from '../../../shared/model/result';
import type { Clock } from '../clock';
import type { Access } from '../cluster/access';
import type { ClusterPort } from '../cluster/port';
import { NodeReaches } from '../diagnosis/nodeReach';
import { cgroupPodsOf } from '../probers/cadvisor/cgroupPods';
import { AccessTables } from '../session/accessRows';
import { answerText } from '../session/answerText';
import { detailsOf, familiesOf, marksIn } from '../session/details';
import { Expositions } from '../session/expositions';
import { familyValues } from '../session/familyValues';
import { toTime } from '../session/reportEvidence';
import type { Session } from '../session/session';

export interface InspectorFeedParts {
  readonly session: Pick<Session, 'discovered' | 'looks' | 'answers' | 'readings' | 'history' | 'inventory' | 'clockOffsetMs'>;
  readonly port: ClusterPort;
  readonly access: Pick<Access, 'answer' | 'answerFor'>;
  readonly clock: Clock;
}

export type InspectorIntent = Extract<FromRenderer, { type: 'read-answer' | 'read-families' | 'read-family' | 'read-access' }>;

const GONE = 'This answer is no longer kept: newer ones have taken its place. The Raw tab lists those of the last look.';

/** What the inspector asks for by name: texts of answers, families and their series, access. */
export class InspectorFeed {
  private readonly expositions: Expositions;
  private readonly tables: AccessTables;
  private readonly reaches: NodeReaches;
  private readonly end = new AbortController();
  /** Whose families are shown, and which answers they were read from when they were sent last. */
  private shown: { readonly id: string; readonly answers: string } | undefined;

  constructor(
    private readonly parts: InspectorFeedParts,
    private readonly send: (message: FromEngine) => void,
  ) {
    this.expositions = new Expositions(parts.session.readings);
    this.tables = new AccessTables(parts.port, parts.access, parts.clock);
    this.reaches = new NodeReaches(parts.session, () => parts.clock.now());
  }

  receive(intent: InspectorIntent): void {
    switch (intent.type) {
      case 'read-answer':
        this.sendAnswer(intent.id);
        return;
      case 'read-families':
        this.shown = intent.id === null ? undefined : { id: intent.id, answers: '' };
        this.changed();
        return;
      case 'read-family':
        this.sendFamily(intent.answerId, intent.family, intent.search);
        return;
      case 'read-access':
        void this.sendAccess(intent.id);
        return;
      default:
        assertNever(intent);
    }
  }

  /** Details of what is selected. */
  details(id: string): Details {
    const { session, port } = this.parts;
    const details = detailsOf(id, {
      discovered: session.discovered,
      looks: session.looks,
      answers: session.answers,
      history: session.history,
      expositions: this.expositions,
      commandsOf: (request, accept) => commandsOf(request, port, accept),
    });
    return { ...details, facts: [...details.facts, ...this.whoReaches(id)] };
  }

  /** Of one kubelet: who sees it and who does not, by the looks at all of them. */
  private whoReaches(id: string): Details['facts'] {
    const kubelets = this.parts.session.discovered.filter((found) => found.kind === 'kubelet' && (found.id === id || found.card === id));
    const [only] = kubelets;
    const reach = kubelets.length === 1 && only?.node !== undefined ? this.reaches.of(only.node) : undefined;
    return reach === undefined ? [] : [{ label: 'who reaches it', value: reach.says }];
  }

  /** After a look: the families are sent again when their answers are new. */
  changed(): void {
    if (this.shown === undefined) return;
    const { session } = this.parts;
    const { id, answers } = this.shown;
    const { member, expositions } = familiesOf(id, {
      discovered: session.discovered,
      looks: session.looks,
      answers: session.answers,
      expositions: this.expositions,
    });
    const now = `of ${expositions.map((each) => each.answerId).join(' ')}`;
    if (now === answers) return;
    this.shown = { id, answers: now };
    this.send({ type: 'families', id, ...(member === undefined ? {} : { member }), expositions });
  }

  close(): void {
    this.shown = undefined;
    this.end.abort();
  }

  private sendAnswer(id: string): void {
    const { session, port } = this.parts;
    const kept = session.answers.get(id);
    if (kept === undefined) {
      this.send({ type: 'answer', id, marks: [], error: GONE });
      return;
    }
    const seen = this.observationOf(id);
    this.send({
      type: 'answer',
      id,
      ...answerText(kept),
      ...(kept.contentType === undefined ? {} : { contentType: kept.contentType }),
      marks: marksIn(id, session.looks.values(), session.answers),
      request: kept.request,
      status: kept.status,
      at: toTime(kept.atMs),
      bytes: kept.body.byteLength,
      ...(seen === undefined ? {} : { route: seen.route, durationMs: seen.durationMs }),
      ...commandsOf(kept.request, port, kept.accept),
    });
  }

  private observationOf(id: string) {
    for (const look of this.parts.session.looks.values())
      for (const { observation } of look.observations) if (observation.answerId === id) return observation;
    return undefined;
  }

  private sendFamily(answerId: string, family: string, search: string): void {
    const about = { type: 'family', answerId, family, search } as const;
    const none = { total: 0, found: 0, rows: [] };
    const kept = this.parts.session.answers.get(answerId);
    const read = kept && this.expositions.of(kept);
    if (read === undefined) this.send({ ...about, ...none, error: kept === undefined ? GONE : 'This answer is no exposition.' });
    else if (!read.ok) this.send({ ...about, ...none, error: read.error });
    else this.send({ ...about, ...familyValues(read.value, family, search, (labels) => inferLabels(labels, this.cgroupPods())) });
  }

  private cgroupPods() {
    return cgroupPodsOf(this.parts.session.inventory.pods);
  }

  private async sendAccess(id: string): Promise<void> {
    const table = await this.tables.make(id, this.parts.session, this.end.signal);
    if (!this.end.signal.aborted) this.send({ type: 'access', ...table });
  }
}

/** The request as commands to paste, with the Accept header that was sent. */
function commandsOf(
  request: string,
  { cluster }: ClusterPort,
  accept?: string,
): Pick<RequestForms, 'kubectl' | 'curl'> & { accept?: string } {
  const { kubectl, curl } = requestForms(request, cluster, accept);
  return {
    ...(kubectl === undefined ? {} : { kubectl }),
    ...(curl === undefined ? {} : { curl }),
    ...(accept === undefined ? {} : { accept }),
  };
}
