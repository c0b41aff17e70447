import { type FormEvent, useId, useState } from 'react';
import { DIRECT_KINDS, type DirectUrl } from '../../../shared/contract/settings';
import { putDirectUrl, useSettings } from '../../store/settingsStore';
import { texts } from '../../texts/catalogue';
import { type Draft, directUrlOf, draftOf, needsSecret } from './directUrlDraft';
import { Field } from './Field';
import { LoginFields } from './LoginFields';

const WORDS = texts.settings.directUrls;

/** One direct URL. Its secret goes to main and never comes back: the field is empty when it is edited. */
export function DirectUrlForm({ directUrl, onDone }: { readonly directUrl: DirectUrl | undefined; readonly onDone: () => void }) {
  const [draft, setDraft] = useState(() => draftOf(directUrl));
  const [wrong, setWrong] = useState<string | undefined>(undefined);
  const place = useSettings(({ shown }) => (directUrl === undefined ? 'none' : (shown?.places[directUrl.id] ?? 'none')));
  const title = useId();
  const set = (change: Partial<Draft>) => setDraft((before) => ({ ...before, ...change }));
  const save = (event: FormEvent) => {
    event.preventDefault();
    const made = directUrlOf(draft, directUrl?.id ?? `url-${crypto.randomUUID().slice(0, 8)}`);
    if (!made.ok) return setWrong(made.error);
    if (needsSecret(draft, directUrl, place)) return setWrong(`${draft.login === 'basic' ? WORDS.password : WORDS.token}?`);
    putDirectUrl(made.value, draft.secret === '' ? undefined : draft.secret);
    onDone();
  };
  return (
    <form className="hs-direct-form" onSubmit={save} aria-labelledby={title} data-testid="direct-url-form">
      <h3 id={title}>{directUrl === undefined ? WORDS.newTitle : WORDS.editTitle}</h3>
      <label>
        <span>{WORDS.kind}</span>
        <select
          className="hs-field"
          value={draft.kind}
          onChange={(event) => set({ kind: DIRECT_KINDS.find((kind) => kind === event.currentTarget.value) ?? draft.kind })}
        >
          {DIRECT_KINDS.map((kind) => (
            <option key={kind}>{kind}</option>
          ))}
        </select>
      </label>
      <Field label={WORDS.url} value={draft.url} placeholder={WORDS.urlPlaceholder} onChange={(url) => set({ url })} autoFocus />
      <LoginFields draft={draft} set={set} kept={place !== 'none' && directUrl?.login.kind === draft.login} />
      <Field label={WORDS.context} value={draft.context} placeholder={WORDS.contextPlaceholder} onChange={(context) => set({ context })} />
      <Field label={WORDS.tenant} value={draft.tenant} onChange={(tenant) => set({ tenant })} />
      <Field label={WORDS.caFile} value={draft.caFile} onChange={(caFile) => set({ caFile })} />
      <Field label={WORDS.tlsServerName} value={draft.tlsServerName} onChange={(tlsServerName) => set({ tlsServerName })} />
      {draft.kind === 'kubelet' ? <Field label={WORDS.node} value={draft.node} onChange={(node) => set({ node })} /> : null}
      <label className="hs-direct-wide">
        <span>{WORDS.headers}</span>
        <textarea
          className="hs-field"
          rows={2}
          value={draft.headers}
          placeholder={WORDS.headersPlaceholder}
          onChange={(event) => set({ headers: event.currentTarget.value })}
        />
      </label>
      <label className="hs-direct-check hs-direct-wide">
        <input type="checkbox" checked={draft.insecure} onChange={(event) => set({ insecure: event.currentTarget.checked })} />
        <span>{WORDS.insecure}</span>
      </label>
      {wrong === undefined ? null : (
        <p className="hs-is-broken hs-direct-wide" role="alert">
          {wrong}
        </p>
      )}
      <div className="hs-row hs-direct-wide">
        <button type="submit" className="hs-button hs-button-solid">
          {WORDS.save}
        </button>
        <button type="button" className="hs-button" onClick={onDone}>
          {WORDS.cancel}
        </button>
      </div>
    </form>
  );
}
