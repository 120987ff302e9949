# What `npm start` runs: the very bundle that Cloudflare runs, on bare workerd, with its storage on a local disk.
# scripts/start.mjs gives the socket's address and both folders as flags, and the variables in the environment.
using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  # Short-lived garbage of an export is collected in smaller rounds: memory grows by less, and a request costs no more.
  v8Flags = ["--max-semi-space-size=8"],
  services = [
    (name = "main", worker = .mainWorker),
    (name = "site", worker = .siteWorker),
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
    (name = "CHECK_ANSWERS", fromEnvironment = "CHECK_ANSWERS"),
    (name = "VERSION", fromEnvironment = "VERSION"),
  ],
  # A uniqueKey names the folder in which a class keeps its data: never change one.
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
