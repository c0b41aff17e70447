import type { FromShell } from '../../shared/contract/shell';
import { assertNever } from '../../shared/model/result';
import { disconnectEngine } from '../bridge/enginePort';
import { forgetBench } from '../store/benchStore';
import { forgetChartSource } from '../store/chartChoice';
import { closeInspector, showScreen, useChoices } from '../store/choiceStore';
import { forgetDoctors } from '../store/doctorStore';
import { forgetCluster, useEngine } from '../store/engineStore';
import { forgetFindings } from '../store/findingStore';
import { forgetOpened } from '../store/findStore';
import { receiveSettings } from '../store/settingsStore';
import { receiveClusters, receiveOpened, useShell } from '../store/shellStore';
import { pointAtTime } from '../store/timeCursor';
import { forgetProof, recallWalkthrough } from '../store/walkthroughStore';
import { forgetWhy } from '../store/whyStore';
import { recallCluster, startMemory, stopMemory } from './clusterMemory';

export type ClusterMessage = Extract<FromShell, { type: 'opened' | 'clusters' | 'settings' | 'cluster-memory' }>;

/** What main says of clusters, settings and what is remembered. */
export function receiveClusterMessage(message: ClusterMessage): void {
  switch (message.type) {
    case 'opened':
      if (useShell.getState().opened?.run !== message.cluster.run) leaveCluster();
      receiveOpened(message.cluster);
      break;
    case 'clusters':
      receiveClusters(message);
      break;
    case 'settings':
      receiveSettings(message.settings);
      recallWalkthrough(message.settings.values.walkthrough);
      useChoices.setState({ singleKeys: message.settings.values.letterKeys });
      break;
    case 'cluster-memory':
      recallCluster(message.id, message.memory);
      break;
    default:
      assertNever(message);
  }
}

/** Nothing of the cluster before may stay: its port, its facts, what was open of it. */
function leaveCluster(): void {
  stopMemory();
  disconnectEngine();
  forgetCluster();
  useChoices.setState({ pinned: undefined, tab: 'overview' });
  closeInspector();
  forgetOpened();
  forgetFindings();
  forgetWhy();
  forgetProof();
  forgetDoctors();
  forgetBench();
  forgetChartSource();
  pointAtTime(undefined);
}

/** Starts to keep what the user does; a cluster that cannot be opened leads to the others. */
export function linkClusters(): void {
  startMemory();
  useEngine.subscribe(({ engine }, { engine: before }) => {
    const { screen } = useChoices.getState();
    if (engine.state === 'failed' && before.state !== 'failed' && screen !== 'settings') showScreen('clusters');
  });
}
