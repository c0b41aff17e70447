import { Switch } from '@mantine/core';
import type { SettingsShown } from '../../../shared/contract/settings';
import { tellShell } from '../../bridge/shellBridge';
import { changeSettings } from '../../store/settingsStore';
import { texts } from '../../texts/catalogue';
import { SettingRow } from './SettingRow';

/** Where passwords and tokens are, in words: never their values. */
export function SecretsSection({ shown: { values, secrets, secretsFile } }: { readonly shown: SettingsShown }) {
  const words = texts.settings.secrets;
  const kept = secrets.kept === 'keychain';
  return (
    <>
      <SettingRow name={words.name} changes={words.changes} stored={kept ? secretsFile : texts.settings.storedNowhere}>
        <Switch
          color="ink"
          checked={values.keepSecrets}
          label={words.keep}
          onChange={(event) => changeSettings({ keepSecrets: event.currentTarget.checked })}
          data-testid="keep-secrets"
        />
        <p className="hs-small hs-t2" data-testid="secrets-state" data-kept={secrets.kept}>
          {secrets.kept === 'keychain' ? words.keychain(secrets.backend) : words.nowhere(secrets.because)}
        </p>
      </SettingRow>
      <SettingRow name={words.forgetName} changes={words.forgetChanges} stored="">
        <button type="button" className="hs-button" onClick={() => tellShell({ type: 'forget-secrets' })}>
          {words.forget}
        </button>
      </SettingRow>
    </>
  );
}
