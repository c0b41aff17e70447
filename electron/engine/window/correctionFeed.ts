import type { FromEngine, FromRenderer } from '../../../shared/contract/engine';
import { assertNever, type Result } from '../../../shared/model/result';
import type { CorrectionsFile, NotSaved } from '../correctionsFile';
import { sayCorrection, subjectOf, toCorrection } from '../discovery/corrections';
import type { Session } from '../session/session';

type Intent = Extract<FromRenderer, { type: 'correct' | 'list-corrections' | 'forget-correction' }>;

interface CorrectionParts {
  readonly session: Pick<Session, 'rediscover'>;
  readonly corrections: Pick<CorrectionsFile, 'path' | 'list' | 'remember' | 'forget'>;
}

/** What the user says of findings ("this Service is my Prometheus"), kept, taken back and listed. */
export class CorrectionFeed {
  constructor(
    private readonly parts: CorrectionParts,
    private readonly send: (message: FromEngine) => void,
  ) {}

  receive(intent: Intent): void {
    switch (intent.type) {
      case 'correct':
        this.correct(intent);
        return;
      case 'forget-correction':
        this.corrected(this.parts.corrections.forget(intent.id));
        return;
      case 'list-corrections':
        this.list();
        return;
      default:
        assertNever(intent);
    }
  }

  private correct(intent: Extract<Intent, { type: 'correct' }>): void {
    const correction = toCorrection(intent);
    if (correction) this.corrected(this.parts.corrections.remember(correction));
    else this.send({ type: 'trouble', says: `"${intent.kind}" is no kind of component`, remedy: 'Choose one of the list.' });
  }

  private corrected(saved: Result<void, NotSaved>): void {
    if (!saved.ok) this.send({ type: 'trouble', ...saved.error });
    this.parts.session.rediscover();
    this.list();
  }

  private list(): void {
    const { corrections } = this.parts;
    const list = corrections.list().map((correction) => ({ id: subjectOf(correction), says: sayCorrection(correction) }));
    this.send({ type: 'corrections', file: corrections.path, corrections: list });
  }
}
