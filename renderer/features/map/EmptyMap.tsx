import type { View } from '../../../shared/contract/engine';
import { CARDS } from '../../../shared/model/architecture';
import { showScreen } from '../../store/choiceStore';
import { useEngine } from '../../store/engineStore';
import { texts } from '../../texts/catalogue';

/** Cards that only a cluster with something of the architecture in it has. */
const INSTALLED: ReadonlySet<string> = new Set(
  CARDS.filter((card) => card.role !== 'source' && !['kubelet', 'cadvisor', 'hpa', 'kubectl-top'].includes(card.id)).map((card) => card.id),
);

/** Over a diagram where everything is absent: what to install first. */
export function EmptyMap() {
  const context = useEngine(({ view }) => view?.report.cluster.context);
  const kind = useEngine(({ view }) => emptiness(view));
  if (kind === 'no' || context === undefined) return null;
  const words = texts.map;
  return (
    <section className="hs-empty" data-testid="empty-cluster">
      <h2>{words.emptyTitle}</h2>
      <p className="hs-t2">{kind === 'cluster' ? words.emptyCluster(context) : words.nothingFound(context)}</p>
      <ol>
        {words.installSteps.map(([name, why]) => (
          <li key={name}>
            <b>{name}</b> <span className="hs-t2">{why}</span>
          </li>
        ))}
      </ol>
      <p className="hs-small">
        <button type="button" className="hs-link" onClick={() => showScreen('clusters')} data-testid="see-it-run">
          {words.seeItRun}
        </button>
      </p>
    </section>
  );
}

/** `cluster`: neither nodes nor pods. `monitoring`: nodes, but nothing installed that reads or keeps metrics. */
export function emptiness(view: View | undefined): 'no' | 'cluster' | 'monitoring' {
  if (view?.phase === 'empty') return 'cluster';
  if (view?.phase !== 'live' || view.report.components.length === 0) return 'no';
  const others = view.report.components.filter(({ id, health }) => health !== 'absent' && (INSTALLED.has(id) || id.includes(':')));
  return others.length === 0 ? 'monitoring' : 'no';
}
