import type { SettingsFault, SettingsShown } from '../../../shared/contract/settings';
import { tellShell } from '../../bridge/shellBridge';
import { texts } from '../../texts/catalogue';
import { CopyButton } from '../../ui/CopyButton';
import { Glyph } from '../../ui/Glyph';
import { SettingRow } from './SettingRow';

/** The file behind the page: where it is, what of it did not fit, whether it can be written. */
export function FileSection({ shown: { file, version, faults, notSaved, memoryFolder } }: { readonly shown: SettingsShown }) {
  const words = texts.settings.file;
  return (
    <>
      <SettingRow name={words.name} changes={words.changes(version)} stored={file}>
        <span className="hs-row">
          <button type="button" className="hs-button" onClick={() => tellShell({ type: 'show-folder', of: 'settings' })}>
            {words.open}
          </button>
          <CopyButton text={file} label={words.copy} />
        </span>
        {notSaved === undefined ? null : (
          <p className="hs-settings-fault" role="alert" data-testid="not-saved">
            <Glyph state="broken" size={13} />
            <span>
              {notSaved} {words.notSaved}
            </span>
          </p>
        )}
        {faults.length === 0 ? null : <Faults faults={faults} />}
      </SettingRow>
      <SettingRow name={words.memory} changes={words.memoryChanges} stored={memoryFolder}>
        <CopyButton text={memoryFolder} label={words.copy} />
      </SettingRow>
    </>
  );
}

function Faults({ faults }: { readonly faults: readonly SettingsFault[] }) {
  const words = texts.settings.file;
  return (
    <section aria-label={words.fault} data-testid="settings-faults">
      <p className="hs-small hs-t2">
        {words.fault}. {words.kept}
      </p>
      <ul>
        {faults.map((fault) => (
          <li key={`${fault.line ?? ''} ${fault.says}`} className="hs-settings-fault">
            <Glyph state="degraded" size={13} />
            <span>
              {fault.line === undefined ? null : <b>{words.line(fault.line)}: </b>}
              {fault.text === undefined ? null : <code>{fault.text}</code>} {fault.says} {words.used(fault.used)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
