import { useState } from 'react';
import type { DirectUrl, SettingsShown } from '../../../shared/contract/settings';
import { tellShell } from '../../bridge/shellBridge';
import { texts } from '../../texts/catalogue';
import { DirectUrlForm } from './DirectUrlForm';
import { SettingRow } from './SettingRow';

/** The direct URLs of the settings: listed, added, edited, removed. */
export function DirectUrls({ shown }: { readonly shown: SettingsShown }) {
  const words = texts.settings.directUrls;
  const [editing, setEditing] = useState<DirectUrl | 'new' | undefined>(undefined);
  const { directUrls } = shown.values;
  return (
    <>
      <SettingRow name={words.name} changes={`${words.changes} ${words.file(shown.endpointsFile)}`} stored={texts.settings.storedIn}>
        {directUrls.length === 0 ? <p className="hs-small hs-t2">{words.none}</p> : null}
        <ul className="hs-setting-list" data-testid="direct-urls">
          {directUrls.map((directUrl) => (
            <DirectUrlLine key={directUrl.id} directUrl={directUrl} shown={shown} onEdit={() => setEditing(directUrl)} />
          ))}
        </ul>
        <button type="button" className="hs-button" onClick={() => setEditing('new')} data-testid="add-direct-url">
          {words.add}
        </button>
      </SettingRow>
      {editing === undefined ? null : (
        <DirectUrlForm
          key={editing === 'new' ? 'new' : editing.id}
          directUrl={editing === 'new' ? undefined : editing}
          onDone={() => setEditing(undefined)}
        />
      )}
    </>
  );
}

interface DirectUrlLineProps {
  readonly directUrl: DirectUrl;
  readonly shown: SettingsShown;
  readonly onEdit: () => void;
}

function DirectUrlLine({ directUrl, shown, onEdit }: DirectUrlLineProps) {
  const words = texts.settings.directUrls;
  const { id, url, kind, context, login } = directUrl;
  const place = login.kind === 'basic' || login.kind === 'bearer' ? words.places[shown.places[id] ?? 'none'] : undefined;
  return (
    <li>
      <span className="hs-grow">
        <b>{kind}</b> <span className="hs-mono">{url}</span>
        <span className="hs-small hs-t3 hs-setting-line">
          {[context ?? words.contextPlaceholder, words.logins[login.kind].toLowerCase(), place].filter(Boolean).join(', ')}
        </span>
      </span>
      <button type="button" className="hs-button" onClick={onEdit} aria-label={words.editThis(url)}>
        {words.edit}
      </button>
      <button
        type="button"
        className="hs-button"
        onClick={() => tellShell({ type: 'drop-direct-url', id })}
        aria-label={words.removeThis(url)}
      >
        {words.remove}
      </button>
    </li>
  );
}
