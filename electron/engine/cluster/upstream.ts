import type { Result } from '../../../shared/model/result';
import type { Trouble, Whom } from './failures';

/** What one connection needs: TLS material and headers that authenticate. Never leaves the engine. */
export interface Material {
  /** Lower-case names; several values are sent as several lines. */
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly ca?: string | Buffer | readonly (string | Buffer)[];
  readonly cert?: string | Buffer;
  readonly key?: string | Buffer;
  /** Name sent and checked in TLS instead of the URL's host. */
  readonly servername?: string;
  readonly rejectUnauthorized: boolean;
}

/** Credentials that are read, run or asked for when needed. */
export interface Authentication {
  /** The material as of now; may run an exec plugin (single flight) or read a file. */
  material(signal: AbortSignal): Promise<Result<Material, Trouble>>;
  /**
   * Says that the server answered 401 to this material. True when asking again may bring other
   * credentials (a plugin, a token file, a kubeconfig that changed).
   */
  refused(material: Material): boolean;
}

/** One place that requests go to: the apiserver or a direct endpoint. */
export interface Upstream {
  readonly url: URL;
  readonly whom: Whom;
  readonly proxy?: URL;
  readonly authentication: Authentication;
}
