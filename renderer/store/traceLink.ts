import { tellEngine } from '../bridge/enginePort';
import { showScreen, useChoices } from './choiceStore';
import { useEngine } from './engineStore';
import { beginTrace, useTrace, wantSubject } from './traceStore';

const OFF = 'off';
let told = OFF;

/** Tells the engine which number is followed, while the screen is open; `always` after a new engine came up. */
export function tellTrace(always = false): void {
  const { question, wanted } = useTrace.getState();
  const isOpen = useChoices.getState().screen === 'trace';
  // Which pods there are is known once something is shown of the cluster.
  const isLive = useEngine.getState().view?.phase === 'live';
  const now = isOpen && isLive ? JSON.stringify(question ?? { wanted }) : OFF;
  if (now === told && !(always && now !== OFF)) return;
  told = now;
  if (now === OFF) tellEngine({ type: 'stop-trace' });
  else if (question !== undefined) tellEngine({ type: 'ask-trace', ask: beginTrace(), question });
  else lookForSubject();
}

/** Pods come in with their list: who opened the screen before that is told when they are there. */
function lookForSubject(): void {
  const { question, wanted, subjects } = useTrace.getState();
  if (question !== undefined || wanted === undefined) return;
  if (subjects?.query === wanted && subjects.subjects.length > 0) return;
  tellEngine({ type: 'find-trace-subjects', query: wanted });
}

/** Keeps the engine told. Returns what ends it. */
export function linkTrace(): () => void {
  const stops = [
    useTrace.subscribe(() => tellTrace()),
    useChoices.subscribe(() => tellTrace()),
    useEngine.subscribe(({ view }, before) => {
      tellTrace();
      const { screen } = useChoices.getState();
      if (screen === 'trace' && view?.phase === 'live' && view.revision !== before.view?.revision) lookForSubject();
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** From elsewhere in the window: the screen, with the first subject that these words find. */
export function showTraceOf(words: string): void {
  wantSubject(words);
  showScreen('trace');
}
