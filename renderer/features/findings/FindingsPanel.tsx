import { showScreen } from '../../store/choiceStore';
import { useEngine } from '../../store/engineStore';
import { useFindings } from '../../store/findingStore';
import type { Diagnosed } from '../../store/findings';
import { useDiagnosed } from '../../store/useDiagnosed';
import { texts } from '../../texts/catalogue';
import { Icon } from '../../ui/Icon';
import { SidePanel } from '../../ui/SidePanel';
import { CannotTell } from './CannotTell';
import { CauseItem } from './CauseItem';
import { LookedFor } from './LookedFor';
import './findings.css';

const t = texts.findings;

/** Beside the map: what is broken, roots first, each with what follows from it, its proof and what to do; then what could not be told. */
export function FindingsPanel() {
  const diagnosed = useDiagnosed();
  const { causes, infos, cannotTell } = diagnosed;
  const effects = new Set(causes.flatMap((cause) => cause.effects.map(({ finding }) => finding.id)));
  return (
    <SidePanel
      name={t.panel}
      says={
        <span className="hs-small hs-t2" data-testid="findings-count">
          {causes.length === 0 ? '' : `${t.causes(causes.length)}, ${t.effects(effects.size)}`}
        </span>
      }
      close={t.close}
      onClose={() => showScreen('map')}
      testId="findings"
    >
      <div className="hs-side-body">
        <Causes diagnosed={diagnosed} />
        {infos.length === 0 ? null : <Infos diagnosed={diagnosed} />}
        <LookedFor />
        <CannotTell cannotTell={cannotTell} />
      </div>
    </SidePanel>
  );
}

function Causes({ diagnosed }: { readonly diagnosed: Diagnosed }) {
  const open = useOpen(diagnosed);
  if (diagnosed.causes.length === 0) return <Well cannotTell={diagnosed.cannotTell.length} />;
  return (
    <ul className="hs-causes">
      {diagnosed.causes.map((cause) => (
        <CauseItem key={cause.key} cause={cause} diagnosed={diagnosed} open={cause.key === open} />
      ))}
    </ul>
  );
}

/** What the user opened, else the first; also when what was open is gone. */
function useOpen({ causes, infos }: Diagnosed): string | undefined {
  const open = useFindings((findings) => findings.open);
  if (open === null) return undefined;
  const isThere = [...causes, ...infos].some(({ key }) => key === open);
  return isThere ? open : causes[0]?.key;
}

function Infos({ diagnosed }: { readonly diagnosed: Diagnosed }) {
  const open = useOpen(diagnosed);
  return (
    <section>
      <h3 className="hs-label hs-findings-label">{t.infos}</h3>
      <ul className="hs-causes">
        {diagnosed.infos.map((cause) => (
          <CauseItem key={cause.key} cause={cause} diagnosed={diagnosed} open={cause.key === open} />
        ))}
      </ul>
    </section>
  );
}

/** Healthy is only what was looked at. */
function Well({ cannotTell }: { readonly cannotTell: number }) {
  const isSeen = useEngine((facts) => facts.view?.lookedAtMs !== undefined);
  return (
    <div className="hs-findings-well" data-testid="findings-well">
      <Icon name={isSeen ? 'info' : 'question'} size={16} />
      <p>
        <b>{isSeen ? t.well : t.notYet}</b>
        {isSeen && cannotTell > 0 ? <span className="hs-t2"> {t.cannotTellMore(cannotTell)}</span> : null}
      </p>
    </div>
  );
}
