import { tellEngine } from '../bridge/enginePort';
import { useChoices } from './choiceStore';
import { beginExamination, useDoctors } from './doctorStore';

const OFF = 'off';
let told = OFF;

/** Tells the engine which doctor examines, while their screen is open; `always` after a new engine came up, or to examine at once. */
export function tellDoctors(always = false): void {
  const { doctor, subjects } = useDoctors.getState();
  const subject = subjects[doctor];
  const now = useChoices.getState().screen === 'doctors' ? JSON.stringify([doctor, subject]) : OFF;
  if (now === told && !(always && now !== OFF)) return;
  told = now;
  if (now === OFF) tellEngine({ type: 'stop-doctor' });
  else tellEngine({ type: 'ask-doctor', ask: beginExamination(), doctor, ...(subject === undefined ? {} : { subject }) });
}

/** Keeps the engine told. Returns what ends it. */
export function linkDoctors(): () => void {
  const stops = [useDoctors.subscribe(() => tellDoctors()), useChoices.subscribe(() => tellDoctors())];
  return () => {
    for (const stop of stops) stop();
  };
}
