import { useEffect } from 'react';
import { LAB_SPEEDS, type LabSpeed } from '../../../shared/contract/lab';
import { keepTelling, tellEngine } from '../../bridge/enginePort';
import { showLab, useChoices } from '../../store/choiceStore';
import { useEngine } from '../../store/engineStore';
import { predictFirst, searchLab, useLab } from '../../store/labStore';
import { texts } from '../../texts/catalogue';
import { Choices } from '../../ui/Choices';
import { Icon } from '../../ui/Icon';
import { FaultGroups } from './FaultGroups';
import { FaultsOn } from './FaultsOn';
import { Predict } from './Predict';
import { Predicted } from './Predicted';
import './lab.css';

const t = texts.lab;

/** Beside any screen, of the demo alone: what can be broken, what came of what is, and whether the diagnosis sees it. */
export function LabPanel() {
  const width = useChoices((choices) => choices.inspectorWidth);
  useEffect(() => keepTelling({ type: 'read-lab' }), []);
  return (
    <aside className="hs-lab" style={{ width }} aria-label={t.panel} data-testid="lab">
      <header className="hs-lab-head">
        <h2>{t.panel}</h2>
        <button
          type="button"
          className="hs-button hs-button-bare hs-end"
          aria-label={t.close}
          title={t.close}
          onClick={() => showLab(false)}
        >
          <Icon name="close" size={15} />
        </button>
      </header>
      <Tools />
      <div className="hs-lab-body">
        <Predict />
        <Predicted />
        <FaultsOn />
        <FaultGroups />
      </div>
    </aside>
  );
}

function Tools() {
  const speed = useEngine((facts) => facts.view?.demo?.speed);
  const search = useLab((lab) => lab.search);
  const predicting = useLab((lab) => lab.predicting);
  return (
    <div className="hs-lab-tools">
      <label className="hs-search-box">
        <Icon name="search" size={13} />
        <input
          value={search}
          placeholder={t.search}
          aria-label={t.search}
          onChange={(event) => searchLab(event.currentTarget.value)}
          data-testid="lab-search"
        />
      </label>
      <label className="hs-lab-tick hs-small">
        <input
          type="checkbox"
          checked={predicting}
          onChange={(event) => predictFirst(event.currentTarget.checked)}
          data-testid="lab-predict-first"
        />
        {t.predictFirst}
      </label>
      <div className="hs-lab-speed hs-small">
        <span>{t.speed}</span>
        <Choices name={t.speed} value={String(speed)} options={SPEEDS} onChoose={setSpeed} />
      </div>
    </div>
  );
}

const SPEEDS = LAB_SPEEDS.map((speed) => [String(speed), t.times(speed)] as const);

function setSpeed(chosen: string): void {
  const speed: LabSpeed | undefined = LAB_SPEEDS.find((each) => String(each) === chosen);
  if (speed !== undefined) tellEngine({ type: 'lab-speed', speed });
}
