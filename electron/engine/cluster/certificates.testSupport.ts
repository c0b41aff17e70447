import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';

/** Certificates made in the test: nothing to expire, no keys in the repository. */
export interface Pair {
  readonly cert: string;
  readonly key: string;
}

export interface Authority extends Pair {
  /** A certificate for these names ("127.0.0.1", "localhost"), valid from a day ago to a day ahead unless said otherwise. */
  issue(subject: string, names: readonly string[], days?: { readonly from: number; readonly to: number }): Promise<Pair>;
}

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const DAY_MS = 86_400_000;

export async function makeAuthority(name: string): Promise<Authority> {
  const provider: unknown = webcrypto;
  if (!isCrypto(provider)) throw new Error('node:crypto has no webcrypto');
  x509.cryptoProvider.set(provider);
  const keys = await provider.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const root = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serial(),
    name: `CN=${name}`,
    notBefore: new Date(Date.now() - DAY_MS),
    notAfter: new Date(Date.now() + DAY_MS),
    signingAlgorithm: ALGORITHM,
    keys,
    extensions: [new x509.BasicConstraintsExtension(true, 1, true)],
  });
  return {
    cert: root.toString('pem'),
    key: await pemOf(provider, keys.privateKey),
    async issue(subject, names, days = { from: -1, to: 1 }) {
      const own = await provider.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
      const certificate = await x509.X509CertificateGenerator.create({
        serialNumber: serial(),
        subject,
        issuer: root.subject,
        notBefore: new Date(Date.now() + days.from * DAY_MS),
        notAfter: new Date(Date.now() + days.to * DAY_MS),
        signingAlgorithm: ALGORITHM,
        publicKey: own.publicKey,
        signingKey: keys.privateKey,
        extensions: [
          new x509.SubjectAlternativeNameExtension(
            names.map((value): x509.JsonGeneralName => ({ type: /^[\d.]+$/.test(value) ? 'ip' : 'dns', value })),
          ),
        ],
      });
      return { cert: certificate.toString('pem'), key: await pemOf(provider, own.privateKey) };
    },
  };
}

let serials = 0;
function serial(): string {
  serials += 1;
  return serials.toString(16).padStart(4, '0');
}

async function pemOf(provider: Crypto, key: CryptoKey): Promise<string> {
  const bytes = Buffer.from(await provider.subtle.exportKey('pkcs8', key)).toString('base64');
  return `-----BEGIN PRIVATE KEY-----\n${bytes.replace(/.{64}/g, '$&\n')}\n-----END PRIVATE KEY-----\n`;
}

function isCrypto(value: unknown): value is Crypto {
  return typeof value === 'object' && value !== null && 'subtle' in value;
}
