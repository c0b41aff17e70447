import { create } from 'zustand';
import type { Details, FromEngine, SeriesData, View } from '../../shared/contract/engine';
import type { EngineState } from '../../shared/contract/shell';
import { assertNever } from '../../shared/model/result';
import { shareStructure } from './shareStructure';

/** Text of one kept answer, as the engine sent it. */
export type AnswerText = Extract<FromEngine, { type: 'answer' }>;

export interface Notice {
  readonly id: string;
  readonly says: string;
  readonly remedy?: string;
}

/** What came from the engine and from main: facts only, nothing derived. The last view is kept whatever happens. */
export interface EngineFacts {
  readonly engine: EngineState;
  readonly view: View | undefined;
  readonly details: Details | undefined;
  readonly series: readonly SeriesData[];
  readonly answer: AnswerText | undefined;
  readonly notices: readonly Notice[];
}

export const useEngine = create<EngineFacts>(() => ({
  engine: { type: 'engine', state: 'starting' },
  view: undefined,
  details: undefined,
  series: [],
  answer: undefined,
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
      useEngine.setState({ series: message.series });
      break;
    case 'answer':
      useEngine.setState({ answer: message });
      break;
    case 'trouble':
      addNotice({ id: `engine: ${message.says}`, says: message.says, remedy: message.remedy });
      break;
    default:
      assertNever(message);
  }
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
