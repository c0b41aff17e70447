import type { ReadReport, ReportFailed, ReportRead } from '../../shared/contract/report';
import type { Format } from '../../shared/exports/formats';
import { tellEngine } from '../bridge/enginePort';
import { tellShell } from '../bridge/shellBridge';
import { texts } from '../texts/catalogue';
import { addNotice, useEngine } from './engineStore';
import { useMapMemory } from './mapStore';
import { saveText, saySaving } from './saving';

const NOTICE = 'report';
const t = texts.report;

/** Asks the engine for the whole Report; it is copied when it comes, after the sources of gaps were asked. */
export function copyReport(form: 'text' | 'json'): void {
  addNotice({ id: NOTICE, says: t.reading, remedy: t.readingMore });
  tellEngine({ type: 'read-report', form, use: 'copy' });
}

/** Asks the engine for the Report in a format; when it comes the user is asked where to save it. */
export function saveReport(form: Format): void {
  saySaving(t.making(texts.exports.kinds[form]), t.makingMore);
  tellEngine({ type: 'read-report', form, use: 'save', places: useMapMemory.getState().positions });
}

/** Copies or saves each Report that comes. Returns what ends it. */
export function linkReport(): () => void {
  return useEngine.subscribe(({ reportRead: read, engine }, { reportRead: before, engine: engineBefore }) => {
    if (read !== undefined && read !== before) {
      if (read.type === 'report-failed') sayFailed(read);
      else if (read.use === 'copy') copy(read);
      else save(read);
    }
    if (engine !== engineBefore && engine.state !== 'running') sayEngineEnded();
  });
}

function copy({ form, text, says }: ReportRead): void {
  tellShell({ type: 'copy', text });
  addNotice({ id: NOTICE, says: t.copied(form === 'json' ? 'json' : 'text'), remedy: says === undefined ? undefined : `${says}.` });
}

function save({ form, text }: ReportRead): void {
  if (form === 'text') return;
  saveText(form, nameOf(form), text);
}

function sayFailed({ form, use, says }: ReportFailed): void {
  const words = t.notMade(form === 'text' ? t.asText : texts.exports.kinds[form]);
  if (use === 'save') saySaving(words, says);
  else addNotice({ id: NOTICE, says: words, remedy: says });
}

/** What was asked for does not come any more. */
function sayEngineEnded(): void {
  for (const { id, says } of useEngine.getState().notices)
    if (isWaiting(says)) addNotice({ id, says: t.engineEnded, remedy: t.engineEndedMore });
}

function isWaiting(says: string): boolean {
  return says === t.reading || Object.values(texts.exports.kinds).some((kind) => says === t.making(kind));
}

function nameOf(form: ReadReport['form']): string {
  if (form === 'svg' || form === 'drawio' || form === 'mermaid') return 'map';
  return form === 'issue' || form === 'rules' ? form : 'report';
}
