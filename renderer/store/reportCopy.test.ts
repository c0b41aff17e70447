// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as shell from '../bridge/shellBridge';
import { useEngine } from './engineStore';
import { copyReport, linkReport } from './reportCopy';

const read = { type: 'report', form: 'json', text: '{"gaps":[]}', says: 'gaps: 0 in the last 5 min, read from Prometheus' } as const;
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
