// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as enginePort from '../bridge/enginePort';
import * as shell from '../bridge/shellBridge';
import { useEngine } from './engineStore';
import { useMapMemory } from './mapStore';
import { copyReport, linkReport, saveReport } from './reportLink';

const read = {
  type: 'report',
  form: 'json',
  use: 'copy',
  text: '{"gaps":[]}',
  says: 'gaps: 0 in the last 5 min, read from Prometheus',
} as const;
let unlink: () => void;

beforeEach(() => {
  useEngine.setState({ notices: [], reportRead: undefined });
  unlink = linkReport();
});
afterEach(() => {
  unlink();
  vi.restoreAllMocks();
});

const said = () => useEngine.getState().notices.map(({ says, remedy }) => [says, remedy]);

describe('copying the Report', () => {
  it('says that it is read, then copies it once and says where its gaps come from', () => {
    const tell = vi.spyOn(shell, 'tellShell').mockImplementation(() => undefined);
    copyReport('json');
    expect(said()).toEqual([['Reading the Report.', 'It is copied when the sources of its gaps have answered.']]);
    useEngine.setState({ reportRead: read });
    useEngine.setState({ series: [] });
    expect(tell.mock.calls).toEqual([[{ type: 'copy', text: '{"gaps":[]}' }]]);
    expect(said()).toEqual([['The Report is on the clipboard, as JSON.', 'gaps: 0 in the last 5 min, read from Prometheus.']]);
  });
});

describe('saving the Report', () => {
  it('asks the engine for it with the cards where they were moved, then main to save it once', () => {
    const tell = vi.spyOn(shell, 'tellShell').mockImplementation(() => undefined);
    const ask = vi.spyOn(enginePort, 'tellEngine').mockImplementation(() => undefined);
    useMapMemory.setState({ positions: { kubelet: { x: 1, y: 2 } } });
    saveReport('drawio');
    expect(ask.mock.calls).toEqual([[{ type: 'read-report', form: 'drawio', use: 'save', places: { kubelet: { x: 1, y: 2 } } }]]);
    expect(said()).toEqual([['The map for diagrams.net is being made.', 'Where to save it is asked when it is there.']]);
    useEngine.setState({ reportRead: { type: 'report', form: 'drawio', use: 'save', text: '<mxfile/>' } });
    useEngine.setState({ series: [] });
    expect(tell.mock.calls).toEqual([[{ type: 'save', name: 'map', content: { is: 'text', kind: 'drawio', text: '<mxfile/>' } }]]);
  });

  it('says why it could not be made', () => {
    saveReport('html');
    useEngine.setState({ reportRead: { type: 'report-failed', form: 'html', use: 'save', says: 'disk I/O error' } });
    expect(said()).toEqual([['The report as HTML could not be made.', 'disk I/O error']]);
  });

  it('says that it does not come when the engine ends while it is made', () => {
    saveReport('html');
    useEngine.setState({ engine: { type: 'engine', state: 'down', says: 'x', endedAtMs: 0, retryAtMs: 0 } });
    expect(said()).toEqual([
      ['The Report does not come: the engine ended while it was made.', 'Ask for it again when the engine is back.'],
    ]);
  });
});
