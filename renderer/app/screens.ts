import type { ComponentType } from 'react';
import { BenchVerdict } from '../features/bench/BenchVerdict';
import { GapVerdict } from '../features/gaps/GapVerdict';
import { TraceVerdict } from '../features/trace/TraceVerdict';
import { VerdictBar } from '../features/verdict/VerdictBar';
import { WhyVerdict } from '../features/why/WhyVerdict';
import type { Screen } from '../store/choiceStore';
import { texts } from '../texts/catalogue';
import { afterFirstFrame, later } from '../ui/later';

interface ScreenParts {
  /** Its name in a sentence, should it fall. */
  readonly part: string;
  readonly View: ComponentType;
  readonly Verdict: ComponentType;
  /**
   * What may stand beside it: the inspector; a raw answer alone, where the screen has a panel of its own; nothing, where it is not about the
   * cluster or has a side of its own.
   */
  readonly beside: 'inspector' | 'answer' | 'nothing';
  /** It shows objects as they come in. */
  readonly ofObjects?: boolean;
}

const { parts } = texts.frame;
const MapView = afterFirstFrame(async () => (await import('../features/map/MapView')).MapView);
const ListView = later(async () => (await import('../features/list/ListView')).ListView);

/** Every screen of the rail. */
export const SCREENS: Readonly<Record<Screen, ScreenParts>> = {
  map: { part: parts.map, View: MapView, Verdict: VerdictBar, beside: 'inspector', ofObjects: true },
  findings: { part: parts.map, View: MapView, Verdict: VerdictBar, beside: 'inspector', ofObjects: true },
  list: { part: parts.list, View: ListView, Verdict: VerdictBar, beside: 'inspector', ofObjects: true },
  gaps: {
    part: texts.gaps.part,
    View: later(async () => (await import('../features/gaps/GapsView')).GapsView),
    Verdict: GapVerdict,
    beside: 'answer',
  },
  blindSpots: {
    part: parts.blindSpots,
    View: later(async () => (await import('../features/blindSpots/BlindSpotsView')).BlindSpotsView),
    Verdict: VerdictBar,
    beside: 'nothing',
  },
  trace: {
    part: texts.trace.part,
    View: later(async () => (await import('../features/trace/TraceView')).TraceView),
    Verdict: TraceVerdict,
    beside: 'answer',
  },
  why: {
    part: texts.why.part,
    View: later(async () => (await import('../features/why/WhyView')).WhyView),
    Verdict: WhyVerdict,
    beside: 'answer',
  },
  workbench: {
    part: texts.bench.part,
    View: later(async () => (await import('../features/bench/BenchView')).BenchView),
    Verdict: BenchVerdict,
    beside: 'answer',
  },
  access: {
    part: texts.access.part,
    View: later(async () => (await import('../features/access/AccessView')).AccessView),
    Verdict: VerdictBar,
    beside: 'answer',
  },
  doctors: {
    part: texts.doctors.part,
    View: later(async () => (await import('../features/doctors/DoctorsView')).DoctorsView),
    Verdict: VerdictBar,
    beside: 'answer',
  },
  clusters: {
    part: parts.clusters,
    View: later(async () => (await import('../features/clusters/ClustersPage')).ClustersPage),
    Verdict: VerdictBar,
    beside: 'nothing',
  },
  settings: {
    part: parts.settings,
    View: later(async () => (await import('../features/settings/SettingsPage')).SettingsPage),
    Verdict: VerdictBar,
    beside: 'nothing',
  },
};
