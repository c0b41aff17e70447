import { systemClock } from '../clock';
import { startFakeApiserver } from './fakeApiserver.testSupport';
import { limited } from './limited';
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
