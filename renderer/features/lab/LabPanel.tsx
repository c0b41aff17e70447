import { useEffect } from 'react';
import { LAB_SPEEDS, type LabSpeed } from '../../../shared/contract/lab';
import { keepTelling, tellEngine } from '../../bridge/enginePort';
import { showLab } from '../../store/choiceStore';
import { useEngine } from '../../store/engineStore';
import { predictFirst, searchLab, useLab } from '../../store/labStore';
import { texts } from '../../texts/catalogue';
import { Choices } from '../../ui/Choices';
import { SearchBox } from '../../ui/SearchBox';
import { SidePanel } from '../../ui/SidePanel';
import { FaultGroups } from './FaultGroups';
import { FaultsOn } from './FaultsOn';
import { Planned } from './Planned';
import { Predict } from './Predict';
import { Predicted } from './Predicted';
import './lab.css';

const t = texts.lab;

/** Beside any screen, of the demo alone: what can be broken, what came of what is, and whether the diagnosis sees it. */
export function LabPanel() {
  useEffect(() => keepTelling({ type: 'read-lab' }), []);
  return (
    <SidePanel name={t.panel} close={t.close} onClose={() => showLab(false)} testId="lab">
      <Tools />
      <div className="hs-side-body">
        <Predict />
        <Predicted />
        <FaultsOn />
        <Planned />
        <FaultGroups />
      </div>
    </SidePanel>
  );
}

function Tools() {
  const speed = useEngine((facts) => facts.view?.demo?.speed);
  const search = useLab((lab) => lab.search);
  const predicting = useLab((lab) => lab.predicting);
  return (
    <div className="hs-lab-tools">
      <SearchBox says={t.search} value={search} onSearch={searchLab} testId="lab-search" />
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
