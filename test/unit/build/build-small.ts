import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Plugin, Rolldown } from "vite";
import { createBuilder } from "vite";

type Small = {
  /** The name of the build, which decides what a plugin does. */
  readonly name: string;
  /** Texts by path; `entries` are built. */
  readonly files: Readonly<Record<string, string>>;
  readonly entries: Readonly<Record<string, string>>;
  readonly names?: Readonly<Record<string, string>>;
  readonly output?: Rolldown.OutputOptions;
};

/** Builds a few small files with one plugin. Returns what comes out: texts by path. */
export async function buildSmall(plugin: Plugin | null, small: Small): Promise<Readonly<Record<string, string>>> {
  const root = mkdtempSync(join(tmpdir(), "build-small-"));
  try {
    for (const [path, text] of Object.entries(small.files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    const input = Object.fromEntries(Object.entries(small.entries).map(([name, path]) => [name, join(root, path)]));
    const names = small.names ?? {};
    const entryFileNames: Rolldown.OutputOptions["entryFileNames"] = ({ name }) =>
      names[name] ?? "assets/[name]-[hash].js";
    const rolldownOptions = { input, output: { entryFileNames, ...small.output } };
    const build = {
      write: false,
      target: "es2020",
      modulePreload: false,
      assetsInlineLimit: 0,
      rolldownOptions,
    } as const;
    const builder = await createBuilder({
      root,
      configFile: false,
      logLevel: "silent",
      environments: { [small.name]: { consumer: "client", build } },
      plugins: [plugin],
    });
    const environment = builder.environments[small.name];
    if (!environment) throw new Error(`no build ${small.name}`);
    const { output } = (await builder.build(environment)) as Rolldown.RolldownOutput;
    return Object.fromEntries(
      output.map((part) => [part.fileName, part.type === "chunk" ? part.code : Buffer.from(part.source).toString()]),
    );
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
