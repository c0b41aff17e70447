import type { ReadReport } from '../../shared/contract/report';
import { tellEngine } from '../bridge/enginePort';
import { tellShell } from '../bridge/shellBridge';
import { texts } from '../texts/catalogue';
import { addNotice, useEngine } from './engineStore';

const NOTICE = 'report';
const t = texts.report;

/** Asks the engine for the whole Report; it is copied when it comes, after the sources of gaps were asked. */
export function copyReport(form: ReadReport['form']): void {
  addNotice({ id: NOTICE, says: t.reading, remedy: t.readingMore });
  tellEngine({ type: 'read-report', form });
}

/** Copies each Report that comes. Returns what ends it. */
export function linkReport(): () => void {
  return useEngine.subscribe(({ reportRead: read }, { reportRead: before }) => {
    if (read === undefined || read === before) return;
    tellShell({ type: 'copy', text: read.text });
    addNotice({ id: NOTICE, says: t.copied(read.form), remedy: `${read.says}.` });
  });
}
