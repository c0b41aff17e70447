import 'reflect-metadata';
import { randomBytes, webcrypto } from 'node:crypto';
import {
  BasicConstraintsExtension,
  cryptoProvider,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';

/** The demo cluster's own certificate authority and the apiserver's certificate, made anew for each run. */
export interface Authority {
  readonly caPem: string;
  readonly certPem: string;
  readonly keyPem: string;
}

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const HOUR_MS = 3_600_000;
/** Long enough for a demo left open over a holiday, short enough that a leaked key is worth nothing. */
const VALID_DAYS = 30;

/** A fresh CA and a server certificate for 127.0.0.1, ::1 and localhost, valid from an hour before `wallMs`. */
export async function createAuthority(wallMs: number): Promise<Authority> {
  setNodeCrypto();
  const notBefore = new Date(wallMs - HOUR_MS);
  const notAfter = new Date(wallMs + VALID_DAYS * 24 * HOUR_MS);
  const caKeys = await newKeys();
  const ca = await X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    name: 'CN=hopscope-demo-ca',
    notBefore,
    notAfter,
    keys: caKeys,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(caKeys.publicKey),
    ],
  });
  const serverKeys = await newKeys();
  const server = await X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    subject: 'CN=kube-apiserver',
    issuer: ca.subject,
    notBefore,
    notAfter,
    signingKey: caKeys.privateKey,
    publicKey: serverKeys.publicKey,
    signingAlgorithm: ALGORITHM,
    extensions: serverExtensions(),
  });
  const key = await webcrypto.subtle.exportKey('pkcs8', serverKeys.privateKey);
  return {
    caPem: `${ca.toString('pem')}\n`,
    certPem: `${server.toString('pem')}\n`,
    keyPem: `${PemConverter.encode(key, 'PRIVATE KEY')}\n`,
  };
}

/** Node 18 has no global crypto, where the library would look for it. */
function setNodeCrypto(): void {
  const crypto: unknown = webcrypto;
  if (isLibraryCrypto(crypto)) cryptoProvider.set(crypto);
}

/** Node's and the browser's types of the same object are not assignable to each other. */
function isLibraryCrypto(value: unknown): value is ReturnType<typeof cryptoProvider.get> {
  return typeof value === 'object' && value !== null && 'subtle' in value && 'getRandomValues' in value;
}

function serverExtensions() {
  return [
    new BasicConstraintsExtension(false, undefined, true),
    new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
    new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
    new SubjectAlternativeNameExtension([
      { type: 'dns', value: 'localhost' },
      { type: 'dns', value: 'kubernetes' },
      { type: 'dns', value: 'kubernetes.default' },
      { type: 'dns', value: 'kubernetes.default.svc' },
      { type: 'ip', value: '127.0.0.1' },
      { type: 'ip', value: '::1' },
    ]),
  ];
}

function newKeys() {
  return webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
}

/** Positive and at most 20 bytes (RFC 5280 4.1.2.2). */
function serialNumber(): string {
  return `01${randomBytes(15).toString('hex')}`;
}
