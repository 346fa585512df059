// Builds the front end into dist/: bundles styles and scripts for a Chromium
// of five years ago, drops the rules of Tabler that no template uses, names
// each file by its content, and lays compressed forms beside it.
//
//   node web/assets/build.mjs
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, extname, basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build } from "esbuild";
import { PurgeCSS } from "purgecss";
import { outlines } from "./outline.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const web = dirname(here);
const dist = join(here, "dist");
const target = "chrome86";

// Classes that templates put together from a code, or scripts set.
const safelist = {
  standard: ["open", "on", "is-saving", "is-bad", "is-changed"],
  greedy: [/^tag-/, /^cell-/, /^bar-/, /^tone-/, /^shade-/, /^on-/, /^htmx-/],
};

async function bundle(entry) {
  const result = await build({
    entryPoints: [join(here, "src", entry)],
    bundle: true, minify: true, write: false, target, legalComments: "none",
    format: "iife", charset: "utf8",
  });
  return result.outputFiles[0].text;
}

async function styles() {
  const raw = await bundle("app.css");
  const [purged] = await new PurgeCSS().purge({
    content: [`${web}/**/*.html`, `${web}/**/*.go`, `${here}/src/*.ts`],
    css: [{ raw }], safelist, variables: true, keyframes: true, fontFace: true,
  });
  const tidy = await build({
    stdin: { contents: purged.css, loader: "css" }, minify: true, write: false, target, legalComments: "none",
  });
  return tidy.outputFiles[0].text;
}

async function put(manifest, name, text) {
  const bytes = Buffer.from(text);
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 10);
  const ext = extname(name);
  const hashed = `${basename(name, ext)}.${hash}${ext}`;
  const br = brotliCompressSync(bytes, { params: {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  } });
  const gz = gzipSync(bytes, { level: 9 });
  await writeFile(join(dist, hashed), bytes);
  await writeFile(join(dist, hashed + ".br"), br);
  await writeFile(join(dist, hashed + ".gz"), gz);
  manifest[name] = hashed;
  console.log(`${name.padEnd(13)} ${bytes.length} bytes, gzip ${gz.length}, brotli ${br.length}`);
}

await mkdir(dist, { recursive: true });
const before = await readdir(dist);
const manifest = {};
await put(manifest, "app.css", await styles());
await put(manifest, "icon.svg", await readFile(join(here, "src", "icon.svg"), "utf8"));
await put(manifest, "outlines.json", JSON.stringify(await outlines()));
for (const name of ["app", "editor", "entry", "htmx", "launch", "ledger"]) {
  await put(manifest, `${name}.js`, await bundle(`${name}.ts`));
}
await writeFile(join(dist, "manifest.json"), JSON.stringify(manifest, null, 2) + "\n");

// What went before is dropped last, so that a Go build at the same time finds
// a whole bundle.
const kept = Object.values(manifest).flatMap((name) => [name, name + ".br", name + ".gz"]);
for (const old of before) {
  if (![".gitignore", "manifest.json", ...kept].includes(old)) await rm(join(dist, old));
}
