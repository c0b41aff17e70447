import { Switch } from '@mantine/core';
import { useEffect } from 'react';
import type { SettingsShown } from '../../../shared/contract/settings';
import { formatValue } from '../../../shared/model/format';
import { tellShell } from '../../bridge/shellBridge';
import { changeSettings } from '../../store/settingsStore';
import { texts } from '../../texts/catalogue';
import { SettingRow } from './SettingRow';

/** Whether a day of samples and charts is kept, how much there is, and a way to be rid of it. */
export function HistorySection({ shown: { values, history } }: { readonly shown: SettingsShown }) {
  const words = texts.settings.history;
  const nothing = history.bytes === 0;
  useEffect(() => tellShell({ type: 'measure-history' }), []);
  return (
    <>
      <SettingRow name={words.name} changes={words.changes} stored={values.keepHistory ? history.folder : texts.settings.storedNowhere}>
        <Switch
          color="ink"
          checked={values.keepHistory}
          aria-label={words.name}
          onChange={(event) => changeSettings({ keepHistory: event.currentTarget.checked })}
          data-testid="keep-history"
        />
      </SettingRow>
      <SettingRow name={words.kept} changes={nothing ? words.nothing : words.keptChanges(formatValue(history.bytes, 'bytes'))} stored="">
        <button
          type="button"
          className="hs-button"
          disabled={nothing}
          onClick={() => tellShell({ type: 'delete-history' })}
          data-testid="delete-history"
        >
          {words.remove}
        </button>
      </SettingRow>
    </>
  );
}
