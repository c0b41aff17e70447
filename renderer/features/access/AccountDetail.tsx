import type { AccountPage, DangerRow, Right } from '../../../shared/contract/explorer';
import { capital } from '../../../shared/model/capital';
import { texts } from '../../texts/catalogue';
import { sentence } from '../../ui/sentence';
import { TermText } from '../../ui/TermText';
import { RightWord } from './RightWord';
import { YamlBox } from './YamlBox';

const t = texts.access;

/** What one account needs and has, with what gives it, and what it has beyond that. */
export function AccountDetail({ account }: { readonly account: AccountPage }) {
  const { components, needs, dangers, yaml } = account;
  return (
    <article data-testid="account-detail" data-account={account.id}>
      <h2>
        <TermText text={components.join(', ')} />
      </h2>
      <p className="hs-small hs-t2">{account.account === undefined ? t.accountUnknown : t.accountOf(account.account)}</p>
      <h3>{t.needs}</h3>
      {needs.length === 0 ? <p className="hs-t2">{t.noNeeds}</p> : <Needs needs={needs} />}
      {yaml === undefined ? null : (
        <>
          <h3>{t.lackingRole}</h3>
          <YamlBox yaml={yaml} />
        </>
      )}
      <h3>{t.beyond}</h3>
      <Dangers dangers={dangers} />
    </article>
  );
}

function Needs({ needs }: { readonly needs: readonly Right[] }) {
  return (
    <table className="hs-ex-table" data-testid="account-needs">
      <thead>
        <tr>
          <th scope="col">{t.verb}</th>
          <th scope="col">{t.resource}</th>
          <th scope="col">{t.has}</th>
          <th scope="col">{t.by}</th>
        </tr>
      </thead>
      <tbody>
        {needs.map((need) => (
          <tr key={`${need.verbs.join(' ')} ${need.resource} ${need.namespace ?? ''} ${need.why}`} data-state={need.state}>
            <td className="hs-nowrap">{need.verbs.join(', ')}</td>
            <th scope="row">
              <code>{need.resource}</code>
              <span className="hs-ex-under hs-micro">
                {[need.namespace === undefined ? undefined : t.inNamespace(need.namespace), need.why].filter(Boolean).join(', ')}
              </span>
            </th>
            <td>
              <RightWord cell={need} />
            </td>
            <td className="hs-small hs-t2">{need.because}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Only what it has or what cannot be told: what it lacks of these is as it should be. */
function Dangers({ dangers }: { readonly dangers: readonly DangerRow[] }) {
  const has = dangers.filter(({ state }) => state === 'yes');
  const untold = dangers.filter(({ state }) => state === 'unknown');
  if (untold.length === dangers.length)
    return (
      <p className="hs-t2">
        {t.beyondUntold} {untold[0] === undefined ? '' : sentence(capital(untold[0].because))}
      </p>
    );
  if (has.length === 0 && untold.length === 0) return <p className="hs-t2">{t.beyondNone}</p>;
  return (
    <ul className="hs-ex-dangers" data-testid="account-dangers">
      {[...has, ...untold].map((danger) => (
        <li key={danger.what}>
          <RightWord cell={danger} dangerous />
          <div>
            <code>{danger.what}</code>
            <p className="hs-small">
              <TermText text={`${t.lets} ${danger.lets}.`} />
            </p>
            <p className="hs-small hs-t2">
              <TermText text={danger.because} />
            </p>
            {danger.excuse === undefined ? null : <p className="hs-small hs-t2">{danger.excuse}</p>}
          </div>
        </li>
      ))}
    </ul>
  );
}
