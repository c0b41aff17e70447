import type { ClusterRows } from '../../../shared/contract/clusters';
import { showScreen } from '../../store/choiceStore';
import { openCluster, useShell } from '../../store/shellStore';
import { startWalkthrough } from '../../store/walkthroughStore';
import { texts } from '../../texts/catalogue';
import { Icon } from '../../ui/Icon';

type Scenario = ClusterRows['scenarios'][number];

/** The demo, whole or with something broken: it runs on this machine and needs no cluster. */
export function DemoTile({ scenarios }: { readonly scenarios: readonly Scenario[] }) {
  const openedId = useShell((shell) => shell.opened?.id);
  const healthy = scenarios.find(({ name }) => name === 'healthy') ?? scenarios[0];
  const broken = scenarios.filter((scenario) => scenario !== healthy);
  if (healthy === undefined) return null;
  return (
    <section className="hs-tile" aria-label={texts.clusters.demo}>
      <h2>
        <Icon name="flask" size={18} /> {texts.clusters.demo}
        {healthy.id === openedId ? <span className="hs-context-mark">{texts.clusters.openNow}</span> : null}
      </h2>
      <p className="hs-small hs-t2">{texts.clusters.demoMore}</p>
      <div className="hs-row">
        <button type="button" className="hs-button hs-button-solid" onClick={() => openCluster(healthy.id)} data-testid="open-demo">
          {texts.clusters.openDemo}
        </button>
        <button type="button" className="hs-button" onClick={() => takeWalkthrough(healthy.id)} data-testid="take-walkthrough">
          {texts.clusters.takeWalkthrough}
        </button>
      </div>
      <details className="hs-scenarios">
        <summary className="hs-small">{texts.clusters.scenarios}</summary>
        <ul>
          {broken.map((scenario) => (
            <li key={scenario.id}>
              <button
                type="button"
                className="hs-scenario"
                onClick={() => openCluster(scenario.id)}
                data-testid={`scenario-${scenario.name}`}
              >
                <b>{scenario.name}</b>
                {scenario.id === openedId ? <span className="hs-context-mark">{texts.clusters.openNow}</span> : null}
                <span className="hs-small hs-t2">{scenario.says}</span>
              </button>
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}

/** In the demo, whole: what is open already stays open. */
function takeWalkthrough(demo: string): void {
  if (useShell.getState().opened?.id === demo) showScreen('map');
  else openCluster(demo);
  startWalkthrough();
}
