import { useDoctors } from '../../store/doctorStore';
import { texts } from '../../texts/catalogue';
import { DoctorList } from './DoctorList';
import { Sheet } from './Sheet';
import { SheetHead } from './SheetHead';
import './doctors.css';

const t = texts.doctors;

/** At the left what can be examined, beside it the sheet of the one that is. */
export function DoctorsView() {
  const doctor = useDoctors((doctors) => doctors.doctor);
  const progress = useDoctors((doctors) => doctors.progress);
  const isBusy = progress?.state === 'waiting' || progress?.state === 'asking';
  return (
    <section className="hs-doctors" aria-label={t.name} data-testid="doctors">
      <DoctorList />
      <div className="hs-doctor" aria-busy={isBusy} data-testid={`doctor-${doctor}`} data-progress={progress?.state}>
        <SheetHead progress={progress} />
        {progress?.state === 'answered' ? <Sheet key={doctor} sheet={progress.sheet} /> : null}
      </div>
    </section>
  );
}
