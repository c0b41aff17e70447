import type { KeyboardEvent } from 'react';
import { DOCTORS, type DoctorId } from '../../../shared/contract/doctors';
import { chooseDoctor, useDoctors } from '../../store/doctorStore';
import { texts } from '../../texts/catalogue';

const t = texts.doctors;
const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** One tab stop; arrows go from doctor to doctor. */
export function DoctorList() {
  const doctor = useDoctors((doctors) => doctors.doctor);
  return (
    <nav className="hs-doctor-list" aria-label={t.list} data-testid="doctor-list">
      <h1>{t.name}</h1>
      {DOCTORS.map((id) => (
        <button
          key={id}
          type="button"
          className={id === doctor ? 'hs-doctor-item hs-doctor-on' : 'hs-doctor-item'}
          aria-current={id === doctor ? 'page' : undefined}
          tabIndex={id === doctor ? 0 : -1}
          onClick={() => chooseDoctor(id)}
          onKeyDown={(event) => onArrow(event, id)}
          data-testid={`choose-${id}`}
        >
          <b>{t.titles[id]}</b>
          <span className="hs-small hs-t2">{t.about[id]}</span>
        </button>
      ))}
      <p className="hs-small hs-t3">{t.nothingIsApplied}</p>
    </nav>
  );
}

function onArrow(event: KeyboardEvent<HTMLButtonElement>, from: DoctorId): void {
  const step = STEPS[event.key];
  const to = step === undefined ? undefined : DOCTORS[DOCTORS.indexOf(from) + step];
  if (to === undefined) return;
  chooseDoctor(to);
  const list = event.currentTarget.parentElement;
  list?.querySelector<HTMLElement>(`[data-testid="choose-${to}"]`)?.focus();
  event.preventDefault();
}
