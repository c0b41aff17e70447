import type { Trace, TraceQuestion } from '../../../shared/contract/trace';
import { formatClock, formatDuration } from '../../../shared/model/format';
import { showScreen } from '../../store/choiceStore';
import { zoneOffsetMinutes } from '../../store/clock';
import { focusPath } from '../../store/mapStore';
import { chooseTrace, useTrace } from '../../store/traceStore';
import { texts } from '../../texts/catalogue';
import { Picker } from '../../ui/Picker';
import { mapLags } from './mapLags';
import { SubjectBox } from './SubjectBox';

const t = texts.trace;

/** Which number, when it was asked, what the bars mean, and its way on the map. */
export function TraceHead() {
  const question = useTrace((facts) => facts.question);
  const progress = useTrace((facts) => facts.progress);
  const trace = progress?.state === 'answered' ? progress.trace : undefined;
  return (
    <header className="hs-trace-head">
      <h1>{t.name}</h1>
      {question === undefined ? null : <MetricPicker question={question} />}
      <SubjectBox question={question} />
      {question === undefined ? null : <ContainerPicker question={question} trace={trace} />}
      <span className="hs-trace-legend hs-micro hs-t2" aria-hidden="true">
        <i className="hs-trace-key-wait" />
        {t.waits}
        <i className="hs-trace-key-work" />
        {t.works}
      </span>
      {trace === undefined ? null : <OnMap trace={trace} />}
    </header>
  );
}

function MetricPicker({ question }: { readonly question: TraceQuestion }) {
  const offered = useTrace((facts) => facts.subjects?.subjects.find(({ subject }) => subject.name === question.subject.name)?.metrics);
  const names = [...new Set(['cpu', 'memory', ...(offered ?? []), question.metric])];
  return (
    <Picker
      name={t.metric}
      testId="trace-metric"
      value={question.metric}
      choices={names.map((name) => ({ value: name, words: name === 'cpu' || name === 'memory' ? t.metrics[name] : name }))}
      onChoose={(metric) => chooseTrace({ ...question, metric })}
    />
  );
}

/** Of a pod with several: one of those that the kubelet names, or all. */
function ContainerPicker({ question, trace }: { readonly question: TraceQuestion; readonly trace: Trace | undefined }) {
  const { subject } = question;
  const parts = trace?.hops.find(({ hop }) => hop === 'resource')?.parts ?? [];
  if (subject.kind === 'node') return null;
  const names = [...new Set([...parts.map(({ label }) => label), ...(subject.container === undefined ? [] : [subject.container])])];
  if (subject.container === undefined && names.length < 2) return null;
  const choose = (container: string) => {
    const { container: _, ...whole } = subject;
    chooseTrace({ ...question, subject: container === '' ? whole : { ...whole, container } });
  };
  return (
    <Picker
      name={t.container}
      testId="trace-container"
      value={subject.container ?? ''}
      choices={[{ value: '', words: t.allContainers }, ...names.map((name) => ({ value: name, words: name }))]}
      onChoose={choose}
    />
  );
}

/** The path of the last hop that has the number, in full colour. */
function OnMap({ trace }: { readonly trace: Trace }) {
  const last = [...trace.hops].reverse().find(({ state, hop }) => state === 'seen' && hop !== 'dashboard' && hop !== 'rule');
  const end = trace.hops.find(({ hop, state }) => hop === 'hpa' && state === 'seen') ?? last;
  const took = formatDuration(Math.max(1, Math.round(trace.tookMs)) / 1000);
  return (
    <>
      <span
        className="hs-trace-at hs-micro hs-t3 hs-nowrap"
        data-testid="trace-at"
        title={t.at(formatClock(trace.atMs, zoneOffsetMinutes()), took)}
      >
        {t.at(formatClock(trace.atMs, zoneOffsetMinutes()), took)}
      </span>
      {end === undefined ? null : (
        <button
          type="button"
          className="hs-button"
          title={t.showing}
          data-testid="trace-on-map"
          onClick={() => {
            focusPath({ kind: 'card', card: end.card }, mapLags(trace));
            showScreen('map');
          }}
        >
          {t.showOnMap}
        </button>
      )}
    </>
  );
}
