import { Switch } from '@mantine/core';
import type { SettingsShown } from '../../../shared/contract/settings';
import { changeSettings } from '../../store/settingsStore';
import { texts } from '../../texts/catalogue';
import { Choices } from '../../ui/Choices';
import { SettingRow } from './SettingRow';

export function LookSection({ shown: { values } }: { readonly shown: SettingsShown }) {
  const { theme, letterKeys, notifyBreaks, storedIn } = texts.settings;
  return (
    <>
      <SettingRow name={theme.name} changes={theme.changes} stored={storedIn}>
        <Choices
          name={theme.name}
          value={values.theme}
          options={[
            ['system', theme.system],
            ['light', theme.light],
            ['dark', theme.dark],
          ]}
          onChoose={(chosen) => changeSettings({ theme: chosen })}
        />
      </SettingRow>
      <SettingRow name={letterKeys.name} changes={letterKeys.changes} stored={storedIn}>
        <Switch
          color="ink"
          checked={values.letterKeys}
          aria-label={letterKeys.name}
          onChange={(event) => changeSettings({ letterKeys: event.currentTarget.checked })}
          data-testid="letter-keys"
        />
      </SettingRow>
      <SettingRow name={notifyBreaks.name} changes={notifyBreaks.changes} stored={storedIn}>
        <Switch
          color="ink"
          checked={values.notifyBreaks}
          aria-label={notifyBreaks.name}
          onChange={(event) => changeSettings({ notifyBreaks: event.currentTarget.checked })}
          data-testid="notify-breaks"
        />
      </SettingRow>
    </>
  );
}
