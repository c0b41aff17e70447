import type { LabFault } from '../../../shared/contract/lab';
import { tellEngine } from '../../bridge/enginePort';
import { showLab } from '../../store/choiceStore';
import { useEngine } from '../../store/engineStore';
import { showFindings } from '../../store/findingStore';
import { useLab } from '../../store/labStore';
import { texts } from '../../texts/catalogue';
import { Glyph } from '../../ui/Glyph';
import { expectedOf } from './expected';

const t = texts.lab;
const NONE: readonly string[] = [];
const NO_FINDINGS: readonly never[] = [];

/** What is broken now, each with the findings that it must cause and whether the diagnosis has them. */
export function FaultsOn() {
  const names = useEngine((facts) => facts.view?.demo?.on ?? NONE);
  const faults = useLab((facts) => facts.lab?.faults);
  const on = faults?.filter(({ name }) => names.includes(name)) ?? [];
  if (on.length === 0) return null;
  return (
    <section data-testid="lab-on">
      <h3 className="hs-label hs-lab-label">
        {t.on(on.length)}
        <button
          type="button"
          className="hs-link hs-small hs-end"
          onClick={() => tellEngine({ type: 'faults', names: [...names], on: false })}
          data-testid="lab-all-off"
        >
          {t.allOff}
        </button>
      </h3>
      <ul className="hs-lab-on">
        {on.map((fault) => (
          <FaultOn key={fault.name} fault={fault} amongOthers={on.length > 1} />
        ))}
      </ul>
    </section>
  );
}

function FaultOn({ fault, amongOthers }: { readonly fault: LabFault; readonly amongOthers: boolean }) {
  const findings = useEngine((facts) => facts.view?.report.findings ?? NO_FINDINGS);
  const { all, found } = expectedOf(fault, findings);
  const missing = all.length - found;
  return (
    <li data-testid={`lab-on-${fault.name}`} data-found={found} data-of={all.length}>
      <b>{fault.name}</b> <span className="hs-small hs-t2">{all.length === 0 ? t.onlyGaps : t.found(found, all.length)}</span>
      <ul className="hs-small">
        {all.map(({ finding: { rule, subject }, found: isFound }) => (
          <li key={`${rule} ${subject}`} className="hs-lab-finding" data-found={isFound}>
            <Glyph state={isFound ? 'ok' : 'unknown'} />
            {isFound ? (
              <button type="button" className="hs-link" onClick={openFindings}>
                {t.foundOf(rule, subject)}
              </button>
            ) : (
              <span className="hs-t2">{t.notFoundOf(rule, subject)}</span>
            )}
          </li>
        ))}
      </ul>
      {fault.more === 0 ? null : <p className="hs-micro hs-t2">{t.more(fault.more)}</p>}
      {missing === 0 ? null : (
        <p className="hs-micro hs-t2">{amongOthers ? t.mayBeHidden(fault.settlesSeconds) : t.settles(fault.settlesSeconds)}</p>
      )}
    </li>
  );
}

function openFindings(): void {
  showLab(false);
  showFindings();
}
