import { createHash } from 'node:crypto';
import http from 'node:http';
import https from 'node:https';
import { HttpProxyAgent, HttpsProxyAgent } from 'hpagent';
import { SocksProxyAgent } from 'socks-proxy-agent';
import type { Material } from './upstream';

/** A connection is kept this long between TCP keep-alive probes, below the 60 s at which load balancers forget it. */
const KEEP_ALIVE_PROBE_MS = 30_000;

/**
 * One keep-alive agent for each host, proxy and TLS material. When credentials change (a plugin's new
 * client certificate) the old agent gives up its idle connections and what runs on it may end.
 */
export class AgentPool {
  readonly #agents = new Map<string, { readonly fingerprint: string; readonly agent: http.Agent }>();
  readonly #retired = new Set<http.Agent>();

  agentFor(url: URL, material: Material, proxy: URL | undefined): http.Agent {
    const host = `${url.origin} ${proxy?.href ?? ''}`;
    const fingerprint = fingerprintOf(material);
    const known = this.#agents.get(host);
    if (known?.fingerprint === fingerprint) return known.agent;
    if (known !== undefined) this.#retire(known.agent);
    const agent = makeAgent(url, material, proxy);
    this.#agents.set(host, { fingerprint, agent });
    return agent;
  }

  close(): void {
    for (const { agent } of this.#agents.values()) agent.destroy();
    for (const agent of this.#retired) agent.destroy();
    this.#agents.clear();
    this.#retired.clear();
  }

  #retire(agent: http.Agent): void {
    agent.maxFreeSockets = 0;
    for (const sockets of Object.values(agent.freeSockets ?? {})) for (const socket of sockets ?? []) socket.destroy();
    this.#retired.add(agent);
  }
}

function fingerprintOf(material: Material): string {
  const hash = createHash('sha256');
  for (const part of [material.ca, material.cert, material.key].flat()) hash.update(part ?? '').update('\0');
  return `${hash.digest('base64')} ${material.servername ?? ''} ${material.rejectUnauthorized}`;
}

/** Throws what node:tls throws for certificates that are none; the caller makes a failure of it. */
function makeAgent(url: URL, material: Material, proxy: URL | undefined): http.Agent {
  const plain = { keepAlive: true, keepAliveMsecs: KEEP_ALIVE_PROBE_MS, scheduling: 'lifo' as const };
  const options = { ...plain, ...tlsOptions(material) };
  if (proxy?.protocol.startsWith('socks')) return new SocksProxyAgent(proxy, options);
  if (url.protocol !== 'https:') return proxy?.protocol === 'https:' ? new HttpProxyAgent({ ...plain, proxy }) : new http.Agent(plain);
  return proxy === undefined ? new https.Agent(options) : new HttpsProxyAgent({ ...options, proxy });
}

/** Sessions are not cached: with a resumed one Node shows no peer certificate. */
export function tlsOptions(material: Material): https.AgentOptions {
  return {
    ca: material.ca === undefined || typeof material.ca === 'string' || Buffer.isBuffer(material.ca) ? material.ca : [...material.ca],
    cert: material.cert,
    key: material.key,
    servername: material.servername,
    rejectUnauthorized: material.rejectUnauthorized,
    maxCachedSessions: 0,
    minVersion: 'TLSv1.2',
  };
}
