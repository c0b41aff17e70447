import type { DoctorProgress } from '../../../shared/contract/doctors';
import { formatClock } from '../../../shared/model/format';
import type { Health } from '../../../shared/model/health';
import { assertNever } from '../../../shared/model/result';
import { tellDoctors } from '../../store/doctorLink';
import { chooseSubject } from '../../store/doctorStore';
import { useEngine } from '../../store/engineStore';
import { texts } from '../../texts/catalogue';
import { Glyph } from '../../ui/Glyph';
import { Picker } from '../../ui/Picker';
import { TermText } from '../../ui/TermText';

const t = texts.doctors;

interface Words {
  readonly state: Health;
  readonly says: string;
  readonly more: string;
  readonly aside?: string;
}

/** The verdict of the sheet, or how far it is; what is examined, when, and again. */
export function SheetHead({ progress }: { readonly progress: DoctorProgress | undefined }) {
  const { state, says, more, aside } = wordsOf(progress);
  const isPast = useEngine((facts) => facts.view?.at !== undefined);
  const subject = progress?.state === 'answered' ? progress.sheet.subject : undefined;
  return (
    <header className="hs-doctor-head">
      <div className="hs-doctor-verdict" data-testid="doctor-verdict" data-state={state}>
        <Glyph state={state} size={18} />
        <p aria-live="polite">
          <b>{says}</b> <span className="hs-t2">{more}</span>
          {isPast ? <span className="hs-small hs-t2 hs-doctor-past">{t.past}</span> : null}
        </p>
      </div>
      <div className="hs-doctor-tools">
        {subject === undefined ? null : (
          <div className="hs-small hs-doctor-subject">
            <TermText text={subject.name} />
            <Picker
              name={subject.name}
              testId="doctor-subject"
              value={subject.chosen}
              choices={subject.choices.map(({ id, words }) => ({ value: id, words }))}
              onChoose={chooseSubject}
            />
          </div>
        )}
        <span className="hs-small hs-t3 hs-nowrap">{aside}</span>
        <button type="button" className="hs-button" onClick={() => tellDoctors(true)} data-testid="doctor-again">
          {t.again}
        </button>
      </div>
    </header>
  );
}

function wordsOf(progress: DoctorProgress | undefined): Words {
  if (progress === undefined) return { state: 'unknown', says: t.waiting, more: t.waitingMore };
  switch (progress.state) {
    case 'waiting':
      return { state: 'unknown', says: t.waiting, more: t.waitingMore };
    case 'asking':
      return { state: 'unknown', says: t.asking, more: progress.sent === 0 ? '' : t.askingMore(progress.back, progress.sent) };
    case 'failed':
      return { state: 'unknown', says: t.failed, more: t.failedMore(progress.says) };
    case 'answered': {
      const at = formatClock(progress.atMs, new Date(progress.atMs).getTimezoneOffset());
      return { ...progress.sheet.verdict, aside: t.examined(at, progress.requests) };
    }
    default:
      return assertNever(progress);
  }
}
