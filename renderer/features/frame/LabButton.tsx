import { showLab } from '../../store/choiceStore';
import { useEngine } from '../../store/engineStore';
import { useLabShown } from '../../store/labLink';
import { texts } from '../../texts/catalogue';
import { Icon } from '../../ui/Icon';

/** In the demo cluster: opens the fault lab, and says how many faults are on. */
export function LabButton() {
  const on = useEngine((facts) => facts.view?.demo?.on.length);
  const shown = useLabShown();
  if (on === undefined) return null;
  const words = on === 0 ? texts.frame.breakSomething : texts.frame.faultsOn(on);
  return (
    <button
      type="button"
      className="hs-button hs-faults-button"
      aria-label={words}
      aria-expanded={shown}
      title={words}
      onClick={() => showLab(!shown)}
      data-testid="faults"
    >
      <Icon name="flask" size={14} />
      <span>{on === 0 ? texts.frame.breakShort : texts.frame.faultsShort(on)}</span>
    </button>
  );
}
