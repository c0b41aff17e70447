import type { KubeletsPage } from '../../../shared/contract/explorer';
import { useExplorer } from '../../store/explorerStore';
import { texts } from '../../texts/catalogue';
import { EndpointTable } from './EndpointTable';
import { FactPairs } from './FactPairs';
import { ReachBox } from './ReachBox';

const t = texts.access;
type Kubelet = NonNullable<KubeletsPage['kubelet']>;

export function KubeletPart() {
  const page = useExplorer((facts) => facts.kubelets);
  if (page === undefined) return <p className="hs-ex-idle hs-t2">{t.asking}</p>;
  if (page.kubelet === undefined) return <p className="hs-ex-idle hs-t2">{page.because}</p>;
  const { kubelet } = page;
  return (
    <>
      <div className="hs-ex-boxes">
        <ReachBox reach={kubelet.reach} />
        <AboutBox kubelet={kubelet} />
      </div>
      <EndpointTable kubelet={kubelet} />
    </>
  );
}

function AboutBox({ kubelet }: { readonly kubelet: Kubelet }) {
  const { version, address, authorization, fineGrained } = kubelet;
  const rows = [
    [t.version, version],
    [t.address, address],
    [t.asks, authorization ?? t.notSeen],
    [t.fineGrained, `${t.fineStates[fineGrained.state]}: ${fineGrained.because}`],
  ] as const;
  return (
    <section className="hs-ex-box" aria-label={t.about}>
      <h2>{t.about}</h2>
      <FactPairs facts={rows} />
    </section>
  );
}
