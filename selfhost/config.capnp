# `npm start` runs this: the same bundle as on Cloudflare, on bare workerd, with its storage on a local disk.
# scripts/start.mjs passes the socket's address and both folders as flags, and the variables in the environment.
using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  # Collects the short-lived garbage of exports in smaller rounds. Memory grows less, and requests are as fast.
  v8Flags = ["--max-semi-space-size=8"],
  services = [
    (name = "main", worker = .mainWorker),
    (name = "site", worker = .siteWorker),
    # Providers of OpenID Connect, which only the root key names; a province's own has a private address.
    (name = "internet", network = (allow = ["public", "private"], tlsOptions = (trustBrowserCas = true))),
    (name = "do-disk", disk = (writable = true)),
    (name = "site-disk", disk = (writable = false)),
  ],
  sockets = [(name = "http", http = (), service = "main")],
);

const mainWorker :Workerd.Worker = (
  modules = [(name = "worker.js", esModule = embed "../dist/worker/worker.js")],
  compatibilityDate = "2026-10-23",
  bindings = [
    (name = "ASSETS", service = "site"),
    (name = "REGISTRY", durableObjectNamespace = (className = "RegistryObject")),
    (name = "AGENCY", durableObjectNamespace = (className = "AgencyObject")),
    (name = "ROOT_KEY", fromEnvironment = "ROOT_KEY"),
    (name = "AGENCIES", fromEnvironment = "AGENCIES"),
    (name = "RATE_LIMIT", fromEnvironment = "RATE_LIMIT"),
    (name = "TRUSTED_PROXIES", fromEnvironment = "TRUSTED_PROXIES"),
    (name = "OIDC_SECRETS", fromEnvironment = "OIDC_SECRETS"),
    (name = "CHECK_ANSWERS", fromEnvironment = "CHECK_ANSWERS"),
    (name = "VERSION", fromEnvironment = "VERSION"),
  ],
  # A uniqueKey names the folder of a class's data. Never change one.
  durableObjectNamespaces = [
    (className = "RegistryObject", uniqueKey = "registry", enableSql = true),
    (className = "AgencyObject", uniqueKey = "agency", enableSql = true),
  ],
  durableObjectStorage = (localDisk = "do-disk"),
);

const siteWorker :Workerd.Worker = (
  modules = [(name = "site.js", esModule = embed "site.js")],
  compatibilityDate = "2026-10-23",
  bindings = [(name = "DISK", service = "site-disk")],
);
