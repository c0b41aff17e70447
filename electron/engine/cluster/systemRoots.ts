import { existsSync, readFileSync } from 'node:fs';
import { rootCertificates } from 'node:tls';

/** Where Go looks on Linux, BSD and macOS (crypto/x509 root_linux.go, root_darwin.go): companies put their CA there, and kubectl trusts it. */
const BUNDLES = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/pki/tls/cacert.pem',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/ssl/cert.pem',
] as const;

let roots: readonly string[] | undefined;

/** Certificates trusted when the configuration names no CA: Node's own and the system's bundle. Read once. */
export function systemRoots(): readonly string[] {
  if (roots === undefined) {
    const bundle = [process.env['SSL_CERT_FILE'], ...BUNDLES].find((file) => file && existsSync(file));
    roots = bundle === undefined ? rootCertificates : [...rootCertificates, readFileSync(bundle, 'utf8')];
  }
  return roots;
}
