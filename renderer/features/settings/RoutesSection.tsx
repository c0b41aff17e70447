import { type SettingsShown, SettingsValues } from '../../../shared/contract/settings';
import { changeSettings } from '../../store/settingsStore';
import { texts } from '../../texts/catalogue';
import { DirectUrls } from './DirectUrls';
import { SettingRow } from './SettingRow';
import { TextSetting } from './TextSetting';

const FIELDS = ['proxy', 'noProxy', 'caFile'] as const;

export function RoutesSection({ shown }: { readonly shown: SettingsShown }) {
  return (
    <>
      {FIELDS.map((field) => {
        const words = texts.settings[field];
        return (
          <SettingRow key={field} name={words.name} changes={words.changes} stored={texts.settings.storedIn} controlId={`setting-${field}`}>
            <TextSetting
              id={`setting-${field}`}
              value={shown.values[field]}
              placeholder={words.placeholder}
              wrong={(text) => SettingsValues.shape[field].safeParse(text).error?.issues[0]?.message}
              onKeep={(text) => changeSettings({ [field]: text })}
            />
          </SettingRow>
        );
      })}
      <DirectUrls shown={shown} />
    </>
  );
}
