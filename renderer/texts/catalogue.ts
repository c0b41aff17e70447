import { aboutTexts } from './en/about';
import { accessTexts } from './en/access';
import { benchTexts } from './en/bench';
import { blindSpotsTexts } from './en/blindSpots';
import { chartsTexts } from './en/charts';
import { clusterTexts } from './en/clusters';
import { commandTexts } from './en/commands';
import { doctorsTexts } from './en/doctors';
import { exportsTexts } from './en/exports';
import { findingsTexts } from './en/findings';
import { frameTexts } from './en/frame';
import { gapsTexts } from './en/gaps';
import { glossaryTexts } from './en/glossary';
import { inspectorTexts } from './en/inspector';
import { labTexts } from './en/lab';
import { listTexts } from './en/list';
import { mapTexts } from './en/map';
import { paletteTexts } from './en/palette';
import { recordingTexts } from './en/recording';
import { replayTexts } from './en/replay';
import { reportTexts } from './en/report';
import { settingsTexts } from './en/settings';
import { stripTexts } from './en/strip';
import { traceTexts } from './en/trace';
import { troubleTexts } from './en/trouble';
import { verdictTexts } from './en/verdict';
import { walkthroughTexts } from './en/walkthrough';
import { whyTexts } from './en/why';
import { chooseLanguage } from './language';

/**
 * Every text of the window, by feature. English is complete and gives the shape; a further language is a
 * folder beside `en` with the same files, and a line in LANGUAGES: the compiler asks for every text of it.
 */
export const ENGLISH = {
  about: aboutTexts,
  bench: benchTexts,
  access: accessTexts,
  blindSpots: blindSpotsTexts,
  charts: chartsTexts,
  clusters: clusterTexts,
  commands: commandTexts,
  doctors: doctorsTexts,
  exports: exportsTexts,
  findings: findingsTexts,
  frame: frameTexts,
  gaps: gapsTexts,
  glossary: glossaryTexts,
  inspector: inspectorTexts,
  lab: labTexts,
  list: listTexts,
  map: mapTexts,
  palette: paletteTexts,
  recording: recordingTexts,
  replay: replayTexts,
  report: reportTexts,
  settings: settingsTexts,
  strip: stripTexts,
  trace: traceTexts,
  trouble: troubleTexts,
  verdict: verdictTexts,
  walkthrough: walkthroughTexts,
  why: whyTexts,
} as const;

/** The shape of English, any words: a sentence with values stays a function of the same values. */
export type Wide<T> = T extends string
  ? string
  : T extends (...values: infer Values) => string
    ? (...values: Values) => string
    : { readonly [Key in keyof T]: Wide<T[Key]> };

export type Catalogue = Wide<typeof ENGLISH>;

/** By the first part of a language tag: "de" serves "de-AT". */
export const LANGUAGES: Readonly<Record<string, Catalogue>> = { en: ENGLISH };

/** The texts of the language that the system asks for, else English. */
export const texts: Catalogue = chooseLanguage(LANGUAGES, typeof navigator === 'undefined' ? [] : navigator.languages, ENGLISH);
