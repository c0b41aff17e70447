import { type ReactNode, useEffect } from 'react';
import { askClusters, useShell } from '../../store/shellStore';
import { texts } from '../../texts/catalogue';
import { Glyph } from '../../ui/Glyph';
import { Kbd } from '../../ui/Kbd';
import { AddKubeconfig } from './AddKubeconfig';
import { ContextList } from './ContextList';
import { DemoTile } from './DemoTile';
import { FileNotes } from './FileNotes';
import { RecordingsTile } from './RecordingsTile';
import './clusters.css';

/** Which cluster is looked at: contexts with what is remembered of them, and the demo. The files are read anew each time. */
export function ClustersPage() {
  const clusters = useShell((shell) => shell.clusters);
  useEffect(askClusters, []);
  return (
    <div className="hs-clusters" data-testid="clusters">
      <div className="hs-clusters-main">
        <h1>{texts.clusters.title}</h1>
        <p className="hs-t2 hs-clusters-lead">{texts.clusters.lead}</p>
        <Listed>
          {clusters.state === 'listed' ? (
            <>
              <FileNotes files={clusters.rows.files} />
              {clusters.rows.contexts.length === 0 ? <NoContext /> : <ContextList rows={clusters.rows.contexts} />}
            </>
          ) : null}
        </Listed>
      </div>
      <aside>
        {clusters.state === 'listed' ? <DemoTile scenarios={clusters.rows.scenarios} /> : null}
        {clusters.state === 'listed' ? <RecordingsTile recordings={clusters.rows.recordings} /> : null}
        <p className="hs-small hs-t3">
          <Kbd name="ArrowUp" /> <Kbd name="ArrowDown" /> {texts.clusters.keys[0]} <Kbd name="Enter" /> {texts.clusters.keys[1]}
        </p>
      </aside>
    </div>
  );
}

function Listed({ children }: { readonly children: ReactNode }) {
  const clusters = useShell((shell) => shell.clusters);
  switch (clusters.state) {
    case 'listed':
      return children;
    case 'failed':
      return (
        <div className="hs-file-note hs-file-broken" role="alert">
          <Glyph state="broken" size={13} />
          <p className="hs-grow">
            <b>{texts.clusters.notListed}</b> {clusters.says}
          </p>
          <button type="button" className="hs-button" onClick={askClusters}>
            {texts.clusters.again}
          </button>
        </div>
      );
    default:
      return (
        <p className="hs-t2" aria-live="polite">
          {texts.clusters.reading}
        </p>
      );
  }
}

function NoContext() {
  return (
    <div className="hs-no-context">
      <p>
        <b>{texts.clusters.none}</b> <span className="hs-t2">{texts.clusters.noneMore}</span>
      </p>
      <AddKubeconfig />
    </div>
  );
}
