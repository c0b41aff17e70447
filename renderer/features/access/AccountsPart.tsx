import type { AccountPage, AccountsPage } from '../../../shared/contract/explorer';
import { chooseAccount, useExplorer } from '../../store/explorerStore';
import { texts } from '../../texts/catalogue';
import { Glyph, type State } from '../../ui/Glyph';
import { Icon } from '../../ui/Icon';
import { AccountDetail } from './AccountDetail';
import { ManifestDetail } from './ManifestDetail';

const t = texts.access;
/** Ids of manifests stand beside ids of accounts. */
const MANIFEST = 'manifest ';

/** The accounts of this cluster and manifests for one's own; beside them what is open. */
export function AccountsPart() {
  const page = useExplorer((facts) => facts.accounts);
  const chosen = useExplorer((facts) => facts.account);
  if (page === undefined) return <p className="hs-ex-idle hs-t2">{t.asking}</p>;
  const manifest = page.manifests.find(({ id }) => `${MANIFEST}${id}` === chosen);
  const account = manifest === undefined ? (page.accounts.find(({ id }) => id === chosen) ?? page.accounts[0]) : undefined;
  const shown = manifest === undefined ? account?.id : chosen;
  return (
    <div className="hs-ex-two">
      <nav className="hs-ex-list" aria-label={t.parts.accounts}>
        <AccountList page={page} shown={shown} />
        <ManifestList page={page} shown={shown} />
      </nav>
      <div className="hs-ex-side">
        {manifest !== undefined ? <ManifestDetail manifest={manifest} page={page} /> : null}
        {account !== undefined ? <AccountDetail account={account} /> : null}
      </div>
    </div>
  );
}

interface ListProps {
  readonly page: AccountsPage;
  readonly shown: string | undefined;
}

function AccountList({ page, shown }: ListProps) {
  return (
    <>
      <h2>{t.accounts}</h2>
      {page.because === undefined ? null : <p className="hs-small hs-t2">{page.because}</p>}
      <ul>
        {page.accounts.map((account) => {
          const { state, says } = stateOf(account);
          return (
            <li key={account.id}>
              <Item id={account.id} on={shown === account.id} testId={`account-${account.id}`}>
                <Glyph state={state} />
                <span className="hs-ex-item-words">
                  <b className="hs-ellipsis">{account.components.join(', ')}</b>
                  <span className="hs-micro hs-t3 hs-ellipsis">{account.account ?? t.accountUnknown}</span>
                </span>
                <span className="hs-micro hs-end hs-nowrap hs-t2">{says}</span>
              </Item>
            </li>
          );
        })}
      </ul>
    </>
  );
}

function ManifestList({ page, shown }: ListProps) {
  return (
    <>
      <h2>{t.manifests}</h2>
      <ul>
        {page.manifests.map(({ id, title }) => (
          <li key={id}>
            <Item id={`${MANIFEST}${id}`} on={shown === `${MANIFEST}${id}`} testId={`manifest-${id}`}>
              <Icon name="file" size={14} />
              <span className="hs-ex-item-words">{title}</span>
            </Item>
          </li>
        ))}
      </ul>
    </>
  );
}

interface ItemProps {
  readonly id: string;
  readonly on: boolean;
  readonly testId: string;
  readonly children: React.ReactNode;
}

function Item({ id, on, testId, children }: ItemProps) {
  return (
    <button
      type="button"
      className={on ? 'hs-ex-item hs-ex-item-on' : 'hs-ex-item'}
      aria-current={on ? 'true' : undefined}
      data-testid={testId}
      onClick={() => chooseAccount(id)}
    >
      {children}
    </button>
  );
}

/** What lacks something is broken, what has too much is a risk; an excuse does not count as too much. */
function stateOf({ needs, dangers }: AccountPage): { readonly state: State; readonly says: string } {
  const lacks = needs.filter(({ state }) => state === 'no').length;
  if (lacks > 0) return { state: 'denied', says: t.lacks(lacks) };
  const tooMuch = dangers.filter(({ state, excuse }) => state === 'yes' && excuse === undefined).length;
  if (tooMuch > 0) return { state: 'degraded', says: t.tooMuch(tooMuch) };
  if ([...needs, ...dangers].some(({ state }) => state === 'unknown')) return { state: 'unknown', says: t.untold };
  return { state: 'ok', says: t.enough };
}
