import { useEffect } from 'react';
import { EXPLORER_PARTS, type ExplorerPart } from '../../../shared/contract/explorer';
import { offerCommands } from '../../store/commandStore';
import { useEngine } from '../../store/engineStore';
import { chooseNode, choosePart, useExplorer } from '../../store/explorerStore';
import { texts } from '../../texts/catalogue';
import { Picker } from '../../ui/Picker';
import { AccountsPart } from './AccountsPart';
import { HousekeepingPart } from './HousekeepingPart';
import { KubeletPart } from './KubeletPart';
import './access.css';

const t = texts.access;

/** Who may read what: kubelet endpoints, service accounts with manifests, and how often cAdvisors read. */
export function AccessView() {
  const part = useExplorer((facts) => facts.part);
  const isPast = useEngine((facts) => facts.view?.at !== undefined);
  useEffect(offerParts, []);
  return (
    <section className="hs-ex" aria-label={t.name} data-testid="access-page">
      <header className="hs-ex-head">
        <h1>{t.name}</h1>
        <PartTabs part={part} />
        {part === 'kubelets' ? <NodePicker /> : null}
        <span className="hs-small hs-t3 hs-end">{t.nothingIsApplied}</span>
      </header>
      {isPast ? <p className="hs-ex-past hs-small hs-t2">{t.past}</p> : null}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard. */}
      <div className="hs-ex-body" role="tabpanel" tabIndex={0} aria-label={t.parts[part]} data-testid={`access-${part}`}>
        {part === 'kubelets' ? <KubeletPart /> : part === 'accounts' ? <AccountsPart /> : <HousekeepingPart />}
      </div>
    </section>
  );
}

function PartTabs({ part }: { readonly part: ExplorerPart }) {
  return (
    <div className="hs-ex-tabs" role="tablist" aria-label={t.partsName}>
      {EXPLORER_PARTS.map((each) => (
        <button
          key={each}
          type="button"
          role="tab"
          aria-selected={each === part}
          tabIndex={each === part ? 0 : -1}
          className={each === part ? 'hs-ex-tab hs-ex-tab-on' : 'hs-ex-tab'}
          data-testid={`access-tab-${each}`}
          onClick={() => choosePart(each)}
          onKeyDown={(event) => {
            const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
            if (by === 0) return;
            event.preventDefault();
            step(by);
            const tabs = event.currentTarget.parentElement;
            requestAnimationFrame(() => tabs?.querySelector<HTMLElement>('[aria-selected="true"]')?.focus());
          }}
        >
          {t.parts[each]}
        </button>
      ))}
    </div>
  );
}

function step(by: number): void {
  const at = EXPLORER_PARTS.indexOf(useExplorer.getState().part);
  const next = EXPLORER_PARTS[(at + by + EXPLORER_PARTS.length) % EXPLORER_PARTS.length];
  if (next !== undefined) choosePart(next);
}

/** The keys that go from tab to tab in the inspector go from part to part here. */
function offerParts(): () => void {
  return offerCommands([
    { id: 'next-part', group: 'screens', words: texts.commands.nextTab, keys: ['.'], run: () => step(1) },
    { id: 'last-part', group: 'screens', words: texts.commands.lastTab, keys: [','], run: () => step(-1) },
  ]);
}

function NodePicker() {
  const page = useExplorer((facts) => facts.kubelets);
  const shown = page?.kubelet?.node;
  if (page === undefined || shown === undefined) return null;
  const choices = page.nodes.map(({ name, health }) => ({ value: name, words: health === 'ok' ? name : `${name} (${health})` }));
  return <Picker name={t.node} testId="access-node" value={shown} choices={choices} onChoose={chooseNode} className="hs-ex-picker" />;
}
