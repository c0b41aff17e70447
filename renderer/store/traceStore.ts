import { create } from 'zustand';
import type { TraceMessage, TraceProgress, TraceQuestion, TraceSubjects } from '../../shared/contract/trace';

interface TraceFacts {
  readonly question: TraceQuestion | undefined;
  /** Words that the first subject is looked for with, where somebody asked for one; undefined: a subject was chosen. */
  readonly wanted: string | undefined;
  /** Number of what was asked last: answers to others are not news. */
  readonly ask: number;
  readonly progress: TraceProgress | undefined;
  /** What can be followed, for the words asked last. */
  readonly subjects: TraceSubjects | undefined;
  /** The hop whose parts are shown. */
  readonly hop: string | undefined;
}

const NOTHING = { question: undefined, wanted: '', progress: undefined, subjects: undefined, hop: undefined } as const;

export const useTrace = create<TraceFacts>(() => ({ ...NOTHING, ask: 0 }));

/** Another number: nothing is known of it yet. */
export function chooseTrace(question: TraceQuestion): void {
  useTrace.setState({ question, wanted: undefined, progress: undefined, hop: undefined });
}

/** The first subject that these words find is to be followed. */
export function wantSubject(words: string): void {
  useTrace.setState({ ...NOTHING, wanted: words });
}

export function openHop(hop: string | undefined): void {
  useTrace.setState({ hop });
}

/** The next number; what stands there stays until it is answered. */
export function beginTrace(): number {
  const ask = useTrace.getState().ask + 1;
  useTrace.setState(({ progress }) => ({ ask, progress: progress ?? { state: 'asking', sent: 0, back: 0 } }));
  return ask;
}

export function receiveTrace({ ask, told }: TraceMessage): void {
  if (ask === useTrace.getState().ask) useTrace.setState({ progress: told });
}

export function receiveTraceSubjects(subjects: TraceSubjects): void {
  const { wanted, question } = useTrace.getState();
  useTrace.setState({ subjects });
  const [first] = subjects.subjects;
  if (question === undefined && wanted === subjects.query && first !== undefined) chooseTrace({ subject: first.subject, metric: 'cpu' });
}

/** Another cluster: nothing that was said of the one before. */
export function forgetTrace(): void {
  useTrace.setState(({ ask }) => ({ ...NOTHING, ask: ask + 1 }));
}
