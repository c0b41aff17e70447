import type { EndpointRow, KubeletsPage } from '../../../shared/contract/explorer';
import { useExplorer } from '../../store/explorerStore';
import { texts } from '../../texts/catalogue';
import { CopyButton } from '../../ui/CopyButton';
import { RightWord } from './RightWord';
import { TriedBox } from './TriedBox';

const t = texts.access;

interface EndpointDetailProps {
  readonly row: EndpointRow;
  readonly kubelet: NonNullable<KubeletsPage['kubelet']>;
}

/** What guards an endpoint, who may and why, its commands, and what came when it was tried. */
export function EndpointDetail({ row, kubelet }: EndpointDetailProps) {
  const tried = useExplorer((facts) =>
    facts.tried?.endpoint === row.id && facts.tried.node === kubelet.node ? facts.tried.tried : undefined,
  );
  const { kubectl, curl, directCurl } = row;
  return (
    <div className="hs-ex-detail" data-testid="endpoint-detail">
      {tried === undefined ? null : <TriedBox tried={tried} node={kubelet.node} />}
      <dl className="hs-ex-facts hs-small">
        <Fact label={t.guards} value={row.plain === row.fine ? t.guardsSame(row.fine) : t.guardsBoth(row.plain, row.fine)} />
        <Fact label={t.bucket} value={t.bucketMore(row.bucket)} />
        <Fact label={t.since} value={row.since} />
        <Fact label={t.note} value={row.note} />
      </dl>
      <ul className="hs-ex-because hs-small">
        {kubelet.columns.map(({ id, title }, at) => {
          const cell = row.cells[at];
          return cell === undefined ? null : (
            <li key={id}>
              <b>{title}</b> <RightWord cell={cell} dangerous={row.risk === 'acts'} /> <span className="hs-t2">{cell.because}</span>
            </li>
          );
        })}
      </ul>
      {kubectl === undefined ? null : (
        <div className="hs-row hs-ex-copies">
          <CopyButton text={kubectl} label={t.copyKubectl} />
          {curl === undefined ? null : <CopyButton text={curl} label={t.copyCurl} />}
          {directCurl === undefined ? null : <CopyButton text={directCurl} label={t.copyDirect} />}
        </div>
      )}
    </div>
  );
}

function Fact({ label, value }: { readonly label: string; readonly value: string | undefined }) {
  return value === undefined ? null : (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}
