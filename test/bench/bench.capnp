# As selfhost/config.capnp, for the Worker of the benchmarks: MODE says what stands behind it.
using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
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
  modules = [(name = "bench-worker.js", esModule = embed "../../dist/bench/bench-worker.js")],
  compatibilityDate = "2026-10-23",
  bindings = [
    (name = "ASSETS", service = "site"),
    (name = "REGISTRY", durableObjectNamespace = (className = "RegistryObject")),
    (name = "AGENCY", durableObjectNamespace = (className = "AgencyObject")),
    (name = "ROOT_KEY", fromEnvironment = "ROOT_KEY"),
    (name = "AGENCIES", fromEnvironment = "AGENCIES"),
    (name = "RATE_LIMIT", fromEnvironment = "RATE_LIMIT"),
    (name = "VERSION", fromEnvironment = "VERSION"),
    (name = "MODE", fromEnvironment = "MODE"),
  ],
  # A uniqueKey names the folder in which a class keeps its data: never change one.
  durableObjectNamespaces = [
    (className = "RegistryObject", uniqueKey = "registry", enableSql = true),
    (className = "AgencyObject", uniqueKey = "agency", enableSql = true),
  ],
  durableObjectStorage = (localDisk = "do-disk"),
);

const siteWorker :Workerd.Worker = (
  modules = [(name = "site.js", esModule = embed "../../selfhost/site.js")],
  compatibilityDate = "2026-10-23",
  bindings = [(name = "DISK", service = "site-disk")],
);
