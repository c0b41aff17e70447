import { useEffect } from 'react';
import { tellEngine } from '../../bridge/enginePort';
import { useEngine } from '../../store/engineStore';
import { useShell } from '../../store/shellStore';
import { texts } from '../../texts/catalogue';
import { SettingRow } from './SettingRow';

/** What the user corrected in the open cluster: the engine has it, in a file of the cluster. */
export function Corrections() {
  const words = texts.settings.corrections;
  const corrections = useEngine((facts) => facts.corrections);
  const running = useEngine((facts) => facts.engine.state === 'running' && facts.view !== undefined);
  const cluster = useShell((shell) => shell.opened?.name);
  useEffect(() => {
    if (running) tellEngine({ type: 'list-corrections' });
  }, [running]);
  return (
    <SettingRow name={words.name} changes={words.changes(cluster ?? '')} stored={corrections?.file ?? words.stored}>
      {corrections === undefined || corrections.corrections.length === 0 ? (
        <p className="hs-small hs-t2">{running ? words.none : words.noCluster}</p>
      ) : (
        <ul className="hs-setting-list" data-testid="corrections">
          {corrections.corrections.map(({ id, says }) => (
            <li key={id}>
              <span className="hs-grow">{says}</span>
              <button
                type="button"
                className="hs-button"
                aria-label={words.removeThis(says)}
                onClick={() => tellEngine({ type: 'forget-correction', id })}
              >
                {words.remove}
              </button>
            </li>
          ))}
        </ul>
      )}
    </SettingRow>
  );
}
