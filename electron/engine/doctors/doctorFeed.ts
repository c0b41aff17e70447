import type { AskDoctor, DoctorMessage, StopDoctor } from '../../../shared/contract/doctors';
import type { Clock } from '../clock';
import { countedPort } from '../cluster/countedPort';
import { examine, PERIOD_MS } from './examine';
import type { DoctorParts } from './parts';

/** A list that is denied or a component that hangs must not hold up a sheet for good. */
const PATIENCE_MS = 30_000;
const LOOK_AGAIN_MS = 250;

interface Parts extends DoctorParts {
  readonly clock: Pick<Clock, 'now' | 'monotonic' | 'sleep'>;
}

/** Makes the sheet of one doctor for one window, and makes it anew while its screen is open; what it asks the cluster is counted. */
export class DoctorFeed {
  private stop: AbortController | undefined;

  constructor(
    private readonly parts: Parts,
    private readonly send: (message: DoctorMessage) => void,
  ) {}

  receive(intent: AskDoctor | StopDoctor): void {
    this.close();
    if (intent.type === 'ask-doctor') void this.attend(intent);
  }

  close(): void {
    this.stop?.abort();
    this.stop = undefined;
  }

  private async attend(intent: AskDoctor): Promise<void> {
    const end = new AbortController();
    this.stop = end;
    const tell = (told: DoctorMessage['told']): void => {
      if (!end.signal.aborted) this.send({ type: 'doctor', ask: intent.ask, told });
    };
    await this.untilLooked(tell, end.signal);
    for (let first = true; !end.signal.aborted; first = false) {
      // Paused, nothing is asked but what the user asks for.
      if (first || !this.parts.session.isPaused) await this.examineOnce(intent, tell, first, end.signal);
      await this.parts.clock.sleep(PERIOD_MS[intent.doctor], end.signal);
    }
  }

  private async examineOnce(
    { doctor, subject }: AskDoctor,
    tell: (told: DoctorMessage['told']) => void,
    first: boolean,
    signal: AbortSignal,
  ): Promise<void> {
    const counts = { sent: 0, back: 0 };
    // A sheet that stands there is not taken away while it is made anew.
    const onChange = () => (first ? tell({ state: 'asking', ...counts }) : undefined);
    onChange();
    try {
      const port = countedPort(this.parts.port, counts, onChange);
      const sheet = await examine({ ...this.parts, port }, doctor, subject, signal);
      tell({ state: 'answered', sheet, requests: counts.sent, atMs: this.parts.clock.now() });
    } catch (failure) {
      tell({ state: 'failed', says: failure instanceof Error ? failure.message : String(failure) });
    }
  }

  /** Of what was not looked at yet nothing can be said. */
  private async untilLooked(tell: (told: DoctorMessage['told']) => void, signal: AbortSignal): Promise<void> {
    const { session, clock } = this.parts;
    const isLooked = () => session.firstWholeLookMs !== undefined && session.listsWholeMs !== undefined;
    if (isLooked()) return;
    tell({ state: 'waiting' });
    const untilMs = clock.monotonic() + PATIENCE_MS;
    while (!isLooked() && !signal.aborted && clock.monotonic() < untilMs) await clock.sleep(LOOK_AGAIN_MS, signal);
  }
}
