import { create } from 'zustand';
import { DOCTORS, type DoctorId, type DoctorMessage, type DoctorProgress } from '../../shared/contract/doctors';

interface Doctors {
  readonly doctor: DoctorId;
  /** What of its choices the user chose, by doctor; absent: the engine's. */
  readonly subjects: Readonly<Partial<Record<DoctorId, string>>>;
  /** Number of what was asked last: answers to others are not news. */
  readonly ask: number;
  readonly progress: DoctorProgress | undefined;
}

export const useDoctors = create<Doctors>(() => ({ doctor: DOCTORS[0], subjects: {}, ask: 0, progress: undefined }));

export function chooseDoctor(doctor: DoctorId): void {
  useDoctors.setState({ doctor });
}

export function chooseSubject(subject: string): void {
  useDoctors.setState(({ doctor, subjects }) => ({ subjects: { ...subjects, [doctor]: subject } }));
}

/** The next number; nothing is known of it yet. */
export function beginExamination(): number {
  const ask = useDoctors.getState().ask + 1;
  useDoctors.setState({ ask, progress: { state: 'asking', sent: 0, back: 0 } });
  return ask;
}

export function receiveDoctor({ ask, told }: DoctorMessage): void {
  if (ask === useDoctors.getState().ask) useDoctors.setState({ progress: told });
}

/** Another cluster: nothing that was said of the one before. */
export function forgetDoctors(): void {
  useDoctors.setState(({ ask }) => ({ subjects: {}, ask: ask + 1, progress: undefined }));
}
