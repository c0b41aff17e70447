import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { serveRecorded } from '../../../e2e/kubectl/apiClient';
import { systemClock } from '../clock';
import { startFakeApiserver } from './fakeApiserver.testSupport';
import { loadKubeconfig, selectContext } from './kubeconfig';
import { limited } from './limited';
import { createLivePort } from './live';
import { configFor, portFor } from './livePorts.testSupport';
import { describePortContract, type PortUnderTest } from './portContract';

async function live(): Promise<PortUnderTest> {
  const server = await startFakeApiserver();
  const port = portFor(configFor(server.url, server.authority.cert, { token: server.token }));
  return { port, node: 'n1', secret: server.token, connected: true, stop: () => server.stop() };
}

describePortContract('live against a small apiserver', live);

describePortContract('live behind the limiter', async () => {
  const tested = await live();
  return { ...tested, port: limited(tested.port, systemClock) };
});

describePortContract('live against the demo cluster, by its kubeconfig', async () => {
  const { api } = await serveRecorded();
  const dir = mkdtempSync(path.join(tmpdir(), 'hopscope-contract-'));
  const kubeconfig = path.join(dir, 'config');
  writeFileSync(kubeconfig, api.kubeconfigYaml);
  const loaded = loadKubeconfig({ kubeconfig, env: {} });
  const selected = loaded.ok ? selectContext(loaded.value) : loaded;
  if (!selected.ok) throw new Error(selected.error.message);
  const stop = async (): Promise<void> => {
    rmSync(dir, { recursive: true, force: true });
    await api.close();
  };
  return { port: createLivePort(selected.value, systemClock, { env: {} }), node: 'hop-1', secret: api.adminToken, connected: true, stop };
});
