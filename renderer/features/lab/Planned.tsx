import type { PlannedFault } from '../../../shared/contract/lab';
import { formatClock } from '../../../shared/model/format';
import { zoneOffsetMinutes } from '../../store/clock';
import { useEngine } from '../../store/engineStore';
import { texts } from '../../texts/catalogue';

const t = texts.lab;
const NONE: readonly PlannedFault[] = [];

/** What the scenario of the demo will begin and end by itself, by the demo's clock. */
export function Planned() {
  const planned = useEngine((facts) => facts.view?.demo?.planned ?? NONE);
  if (planned.length === 0) return null;
  return (
    <section data-testid="lab-planned">
      <h3 className="hs-label hs-lab-label">{t.planned}</h3>
      <ul className="hs-lab-planned hs-small">
        {planned.map(({ fault, on, atMs }) => (
          <li key={`${fault} ${atMs}`}>{(on ? t.begins : t.ends)(fault, formatClock(atMs, zoneOffsetMinutes()))}</li>
        ))}
      </ul>
    </section>
  );
}
