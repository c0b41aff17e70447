import type { AccountsPage, Manifest } from '../../../shared/contract/explorer';
import { texts } from '../../texts/catalogue';
import { CopyButton } from '../../ui/CopyButton';
import { TermText } from '../../ui/TermText';
import { YamlBox } from './YamlBox';

const t = texts.access;
/** The one that stands for a role which examples name. */
const KUBELET_API_ADMIN = 'kubelet-api-admin';

/** One purpose: what it is for, its YAML, and the commands that follow. */
export function ManifestDetail({ manifest, page }: { readonly manifest: Manifest; readonly page: AccountsPage }) {
  const { id, title, says, yaml, commands } = manifest;
  return (
    <article data-testid="manifest-detail" data-manifest={id}>
      <h2>{title}</h2>
      <p className="hs-t2">
        <TermText text={says} />
      </p>
      {id === KUBELET_API_ADMIN ? <p>{whoIsBound(page)}</p> : null}
      <p className="hs-small hs-t2">{t.kept}</p>
      <YamlBox yaml={yaml} />
      <h3>{t.commands}</h3>
      <ul className="hs-ex-commands">
        {commands.map(({ says: what, command }) => (
          <li key={command}>
            <span className="hs-small hs-t2">{what}</span>
            <code>{command}</code>
            <CopyButton text={command} label={t.copyCommand} />
          </li>
        ))}
      </ul>
    </article>
  );
}

function whoIsBound({ kubeletAdmins }: AccountsPage): string {
  if (kubeletAdmins === undefined) return t.adminsUntold;
  return kubeletAdmins.length === 0 ? t.adminsNone : t.adminsHere(kubeletAdmins.join(', '));
}
