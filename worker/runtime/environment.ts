/** The runtime's bindings, the same on plain workerd and on Cloudflare. */
export interface Environment {
  readonly REGISTRY: DurableObjectNamespace;
  readonly AGENCY: DurableObjectNamespace;
  /** The built site: pages and the element. */
  readonly ASSETS: Fetcher;
  /** The root key, which makes agencies and first keys. */
  readonly ROOT_KEY?: string;
  /** Codes of the agencies that may be made, comma separated; empty or `all` allows any. */
  readonly AGENCIES?: string;
  /** `off`, or how much feedback a device that signs may send in a minute; other limits follow from it. */
  readonly RATE_LIMIT?: string;
  /** Addresses and CIDR blocks of the proxies whose forwarding headers are believed, comma separated; empty for loopback. */
  readonly TRUSTED_PROXIES?: string;
  /** JSON of clients' secrets at providers of OpenID Connect, by the agency's code; they go before stored ones. */
  readonly OIDC_SECRETS?: string;
  /** `1` in tests: an answer that its schema does not fit is a failure. */
  readonly CHECK_ANSWERS?: string;
  /** Version of the product. */
  readonly VERSION?: string;
}
