import { Fragment } from 'react';
import type { EndpointRow, KubeletsPage } from '../../../shared/contract/explorer';
import type { TermId } from '../../../shared/knowledge/glossary';
import { tryEndpoint } from '../../store/explorerLink';
import { toggleEndpoint, useExplorer } from '../../store/explorerStore';
import { texts } from '../../texts/catalogue';
import { Icon } from '../../ui/Icon';
import { TermText } from '../../ui/TermText';
import { termsAbove } from '../../ui/writtenTerms';
import { EndpointDetail } from './EndpointDetail';
import { LastLook } from './LastLook';
import { RightWord } from './RightWord';

const t = texts.access;
type Kubelet = NonNullable<KubeletsPage['kubelet']>;

const GROUPS = [
  { name: 'read', risks: ['read', 'discloses'] },
  { name: 'costs', risks: ['costs'] },
  { name: 'acts', risks: ['acts'] },
] as const satisfies readonly { readonly name: keyof typeof t.groups; readonly risks: readonly EndpointRow['risk'][] }[];

/** Every endpoint in its group: what opens it, who may, what the last look got, and a look of one's own. */
export function EndpointTable({ kubelet }: { readonly kubelet: Kubelet }) {
  const { columns, rows } = kubelet;
  const above = termsAbove(rows.map(({ carries }) => carries));
  return (
    <table className="hs-ex-table hs-ex-endpoints">
      <thead>
        <tr>
          <th scope="col">{t.endpoint}</th>
          <th scope="col" title={t.opensByHint}>
            {t.opensBy}
          </th>
          {columns.map(({ id, title, says, account }) => (
            <th key={id} scope="col" title={says}>
              <TermText text={title} />
              {account === undefined ? null : <span className="hs-ex-under hs-micro">{account}</span>}
            </th>
          ))}
          <th scope="col">{t.last}</th>
          <th scope="col">
            <span className="hs-hidden">{t.tryIt}</span>
          </th>
        </tr>
      </thead>
      {GROUPS.map(({ name, risks }) => (
        <tbody key={name} data-group={name}>
          <tr className="hs-ex-group">
            <th colSpan={columns.length + 4} scope="colgroup">
              {name === 'acts' ? <Icon name="warning" size={13} /> : null}
              {t.groups[name]}
            </th>
          </tr>
          {rows.map((row, at) =>
            risks.some((risk) => risk === row.risk) ? <Endpoint key={row.id} row={row} kubelet={kubelet} marked={above[at]} /> : null,
          )}
        </tbody>
      ))}
    </table>
  );
}

interface EndpointProps {
  readonly row: EndpointRow;
  readonly kubelet: Kubelet;
  readonly marked: readonly TermId[] | undefined;
}

function Endpoint({ row, kubelet, marked }: EndpointProps) {
  const open = useExplorer((facts) => facts.endpoint === row.id);
  const columns = kubelet.columns.length + 4;
  return (
    <Fragment>
      <tr className={open ? 'hs-ex-open' : undefined} data-testid={`endpoint-${row.id}`} data-risk={row.risk}>
        <th scope="row">
          <button
            type="button"
            className="hs-ex-row-button"
            aria-expanded={open}
            aria-label={t.more(row.path)}
            onClick={() => toggleEndpoint(row.id)}
          >
            <Icon name={open ? 'down' : 'right'} size={12} />
            <code>{row.path}</code>
          </button>
          <span className="hs-ex-under hs-micro">
            <TermText text={row.carries} leaveOut={marked} />
          </span>
        </th>
        <td>
          <code className="hs-ex-opens">{row.opensBy}</code>
        </td>
        {row.cells.map((cell, at) => (
          <td key={kubelet.columns[at]?.id ?? at}>
            <RightWord cell={cell} dangerous={row.risk === 'acts'} />
          </td>
        ))}
        <td className="hs-small">
          <LastLook row={row} node={kubelet.node} />
        </td>
        <td>
          <TryButton row={row} node={kubelet.node} />
        </td>
      </tr>
      {open ? (
        <tr className="hs-ex-detail-row">
          <td colSpan={columns}>
            <EndpointDetail row={row} kubelet={kubelet} />
          </td>
        </tr>
      ) : null}
    </Fragment>
  );
}

/** What runs code or costs has none. */
function TryButton({ row, node }: { readonly row: EndpointRow; readonly node: string }) {
  if (row.risk === 'acts') return <span className="hs-small hs-t3 hs-nowrap">{t.never}</span>;
  if (row.risk === 'costs') return <span className="hs-small hs-t3 hs-nowrap">{t.notHere}</span>;
  return (
    <button
      type="button"
      className="hs-button"
      aria-label={t.tryOf(row.path)}
      data-testid={`try-${row.id}`}
      onClick={() => tryEndpoint(node, row.id)}
    >
      {t.tryIt}
    </button>
  );
}
