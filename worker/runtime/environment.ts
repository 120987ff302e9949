/** What the runtime binds, the same on bare workerd and on Cloudflare. */
export interface Environment {
  readonly REGISTRY: DurableObjectNamespace;
  readonly AGENCY: DurableObjectNamespace;
  /** The built site: pages and the element. */
  readonly ASSETS: Fetcher;
  /** Secret that creates agencies and first keys. */
  readonly ROOT_KEY?: string;
  /** Allow-list of agency codes, comma separated; empty or `all` lets any be created. */
  readonly AGENCIES?: string;
  /** `off`, or feedback per touchpoint, or per device that signs, and minute. */
  readonly RATE_LIMIT?: string;
  /** `1` in tests: an answer that its schema does not fit is a failure. */
  readonly CHECK_ANSWERS?: string;
  /** Version of the product. */
  readonly VERSION?: string;
}
