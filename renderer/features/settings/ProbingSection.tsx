import { BUDGET, REFRESH_FACTORS, type SettingsShown } from '../../../shared/contract/settings';
import { changeSettings } from '../../store/settingsStore';
import { texts } from '../../texts/catalogue';
import { Corrections } from './Corrections';
import { SettingRow } from './SettingRow';
import { TextSetting } from './TextSetting';

type Factor = `${(typeof REFRESH_FACTORS)[number]}`;

export function ProbingSection({ shown: { values } }: { readonly shown: SettingsShown }) {
  const { refresh, budget, storedIn } = texts.settings;
  return (
    <>
      <SettingRow name={refresh.name} changes={refresh.changes} stored={storedIn} controlId="refresh">
        <select
          id="refresh"
          className="hs-field hs-field-choice"
          value={String(values.refresh)}
          onChange={(event) => {
            const factor = REFRESH_FACTORS.find((each) => String(each) === event.currentTarget.value);
            if (factor !== undefined) changeSettings({ refresh: factor });
          }}
          data-testid="refresh"
        >
          {REFRESH_FACTORS.map((factor) => (
            <option key={factor} value={String(factor)}>
              {refresh.factors[wordKey(factor)]}
            </option>
          ))}
        </select>
      </SettingRow>
      <SettingRow name={budget.name} changes={budget.changes} stored={storedIn} controlId="budget">
        <TextSetting
          id="budget"
          size="number"
          unit={budget.unit}
          value={String(values.requestsPerSecond)}
          wrong={(text) => (isBudget(text) ? undefined : budget.wrong)}
          onKeep={(text) => changeSettings({ requestsPerSecond: Number(text) })}
        />
      </SettingRow>
      <Corrections />
    </>
  );
}

function wordKey(factor: (typeof REFRESH_FACTORS)[number]): Factor {
  return `${factor}`;
}

function isBudget(text: string): boolean {
  return /^\d{1,3}$/.test(text) && Number(text) >= BUDGET.min && Number(text) <= BUDGET.max;
}
