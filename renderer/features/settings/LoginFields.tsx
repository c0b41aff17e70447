import { texts } from '../../texts/catalogue';
import type { Draft } from './directUrlDraft';
import { Field } from './Field';

const WORDS = texts.settings.directUrls;
const LOGINS = ['none', 'basic', 'bearer', 'bearer-file', 'cluster'] as const;

interface LoginFieldsProps {
  readonly draft: Draft;
  readonly set: (change: Partial<Draft>) => void;
  /** A secret of this kind of log-in is there already. */
  readonly kept: boolean;
}

export function LoginFields({ draft, set, kept }: LoginFieldsProps) {
  const hint = kept ? WORDS.secretKept : WORDS.secretHint;
  return (
    <>
      <label>
        <span>{WORDS.login}</span>
        <select
          className="hs-field"
          value={draft.login}
          onChange={(event) => set({ login: LOGINS.find((login) => login === event.currentTarget.value) ?? draft.login, secret: '' })}
        >
          {LOGINS.map((login) => (
            <option key={login} value={login}>
              {WORDS.logins[login]}
            </option>
          ))}
        </select>
      </label>
      {draft.login === 'basic' ? <Field label={WORDS.username} value={draft.username} onChange={(username) => set({ username })} /> : null}
      {draft.login === 'basic' || draft.login === 'bearer' ? (
        <Field
          label={draft.login === 'basic' ? WORDS.password : WORDS.token}
          value={draft.secret}
          placeholder={hint}
          secret
          onChange={(secret) => set({ secret })}
        />
      ) : null}
      {draft.login === 'bearer-file' ? (
        <Field label={WORDS.tokenFile} value={draft.tokenFile} onChange={(tokenFile) => set({ tokenFile })} />
      ) : null}
    </>
  );
}
