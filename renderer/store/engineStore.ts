import { create } from 'zustand';
import type { ChartFrame } from '../../shared/contract/chart';
import type { Details, FromEngine, MemberListName, MembersFound, SeriesData, Strip, View } from '../../shared/contract/engine';
import type { ReportFailed, ReportRead } from '../../shared/contract/report';
import type { EngineState } from '../../shared/contract/shell';
import { assertNever } from '../../shared/model/result';
import { receiveBench } from './benchStore';
import { forgetBlindSpots, receiveBlindPage, receiveBlindPicture } from './blindSpotStore';
import { receiveDoctor } from './doctorStore';
import { forgetExplorer, receiveExplorer, receiveTried } from './explorerStore';
import { receiveFound } from './findStore';
import { forgetGaps, receiveGap, receiveGapCompare, receiveGaps } from './gapStore';
import { forgetLab, receiveLab } from './labStore';
import { forgetLogs, receiveLog } from './logStore';
import { forgetRecordingShown, receivePreview, receiveRecording } from './recordingStore';
import { forgetReplay, receiveReplay, receiveReplayFindings } from './replayStore';
import { shareSeries } from './shareSeries';
import { shareStructure } from './shareStructure';
import { forgetTrace, receiveTrace, receiveTraceSubjects } from './traceStore';
import { receiveProof } from './walkthroughStore';
import { receiveWhy } from './whyStore';

/** Text of one kept answer, as the engine sent it. */
export type AnswerText = Extract<FromEngine, { type: 'answer' }>;

/** The expositions of a selection, series of one family, rows of the Access tab: the newest of each that was asked for. */
export type FamiliesText = Extract<FromEngine, { type: 'families' }>;
export type FamilyText = Extract<FromEngine, { type: 'family' }>;
export type AccessText = Extract<FromEngine, { type: 'access' }>;

export interface Notice {
  readonly id: string;
  readonly says: string;
  readonly remedy?: string;
  /** A cluster that can be opened from the notice. */
  readonly offers?: { readonly id: string; readonly words: string };
}

/** What came from the engine and from main: facts only, nothing derived. The last view is kept whatever happens. */
export interface EngineFacts {
  readonly engine: EngineState;
  readonly view: View | undefined;
  readonly details: Details | undefined;
  readonly series: readonly SeriesData[];
  /** The axis that the series share, and how far asking for them is. */
  readonly chartFrame: ChartFrame | undefined;
  readonly answer: AnswerText | undefined;
  /** The last answer to `read-members` of the list on the map. */
  readonly membersFound: MembersFound | undefined;
  /** The last answer to that of each other list. */
  readonly membersListed: Readonly<Partial<Record<MemberListName, MembersFound>>>;
  /** The last hour; undefined until the engine has told it. */
  readonly strip: Strip | undefined;
  readonly families: FamiliesText | undefined;
  readonly family: FamilyText | undefined;
  readonly access: AccessText | undefined;
  /** The last Report that was asked for, or why there is none. */
  readonly reportRead?: ReportRead | ReportFailed;
  readonly notices: readonly Notice[];
  /** What the user corrected in this cluster, once it was asked for. */
  readonly corrections?: Extract<FromEngine, { type: 'corrections' }>;
}

export const useEngine = create<EngineFacts>(() => ({
  engine: { type: 'engine', state: 'starting' },
  view: undefined,
  details: undefined,
  series: [],
  chartFrame: undefined,
  answer: undefined,
  membersFound: undefined,
  membersListed: {},
  strip: undefined,
  families: undefined,
  family: undefined,
  access: undefined,
  notices: [],
}));

export function receiveFromEngine(message: FromEngine): void {
  switch (message.type) {
    case 'view':
      useEngine.setState(({ view }) => ({ view: shareStructure(view, message.view) }));
      break;
    case 'details':
      useEngine.setState(({ details }) => ({ details: shareStructure(details, message.details) }));
      break;
    case 'series':
      useEngine.setState(({ series, chartFrame }) => ({
        series: shareSeries(series, message.series),
        chartFrame: shareStructure(chartFrame, message.frame),
      }));
      break;
    case 'members':
      receiveMembers(message.found);
      break;
    case 'answer':
      if (!receiveProof(message)) useEngine.setState({ answer: message });
      break;
    case 'families':
      useEngine.setState({ families: message });
      break;
    case 'family':
      useEngine.setState({ family: message });
      break;
    case 'access':
      useEngine.setState({ access: message });
      break;
    case 'strip':
      useEngine.setState({ strip: message.strip });
      break;
    case 'found':
      receiveFound(message);
      break;
    case 'gaps':
      receiveGaps(message.frame);
      break;
    case 'gap':
      receiveGap(message.gap);
      break;
    case 'gap-compare':
      receiveGapCompare(message.compare);
      break;
    case 'blind-spots':
      receiveBlindPage(message.page);
      break;
    case 'blind-picture':
      receiveBlindPicture(message.picture);
      break;
    case 'recording':
      receiveRecording(message.recording);
      break;
    case 'recording-preview':
      receivePreview(message.preview);
      break;
    case 'replay':
      receiveReplay(message.replay);
      break;
    case 'replay-findings':
      receiveReplayFindings(message);
      break;
    case 'report':
    case 'report-failed':
      useEngine.setState({ reportRead: message });
      break;
    case 'why':
      receiveWhy(message);
      break;
    case 'doctor':
      receiveDoctor(message);
      break;
    case 'bench':
      receiveBench(message);
      break;
    case 'explorer':
      receiveExplorer(message);
      break;
    case 'endpoint-tried':
      receiveTried(message);
      break;
    case 'log-read':
      receiveLog(message);
      break;
    case 'trace':
      receiveTrace(message);
      break;
    case 'trace-subjects':
      receiveTraceSubjects(message);
      break;
    case 'lab':
      receiveLab(message.lab);
      break;
    case 'corrections':
      useEngine.setState({ corrections: message });
      break;
    case 'trouble':
      addNotice({ id: `engine: ${message.says}`, says: message.says, remedy: message.remedy });
      break;
    default:
      assertNever(message);
  }
}

function receiveMembers(found: MembersFound): void {
  const { list } = found;
  useEngine.setState(({ membersFound, membersListed }) =>
    list === undefined
      ? { membersFound: shareStructure(membersFound, found) }
      : { membersListed: { ...membersListed, [list]: shareStructure(membersListed[list], found) } },
  );
}

/** Another cluster is opened: nothing of the one before stays, but what main said. */
export function forgetCluster(): void {
  forgetBlindSpots();
  forgetExplorer();
  forgetLogs();
  forgetTrace();
  forgetLab();
  forgetReplay();
  forgetRecordingShown();
  const { notices } = useEngine.getState();
  const kept = notices.filter(({ id }) => !id.startsWith('engine: '));
  forgetGaps();
  useEngine.setState({ ...useEngine.getInitialState(), notices: kept }, true);
}

export function receiveEngineState(engine: EngineState): void {
  useEngine.setState({ engine });
}

/** Of the same id only the newest stays. */
export function addNotice(notice: Notice): void {
  useEngine.setState(({ notices }) => ({ notices: [...notices.filter((other) => other.id !== notice.id), notice] }));
}

export function dismissNotice(id: string): void {
  useEngine.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) }));
}
