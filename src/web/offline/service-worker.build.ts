/** Builds the service worker after the interface: one script without imports that knows which files make up the shell. */
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { build, type Plugin, type Rolldown } from 'vite';

const entry = fileURLToPath(new URL('service-worker.ts', import.meta.url));
/** Pages that must open without network; others are kept once they were opened. */
const offlinePages = [/report\/report-page\.tsx$/, /mine\/mine-page\.tsx$/, /shell\/sign-in-page\.tsx$/];
const fixedFiles = ['/', '/favicon.svg', '/manifest.webmanifest', '/icons/icon-192.png'];

/** The start, those pages, and everything they import. */
function filesOfShell(bundle: Rolldown.OutputBundle): string[] {
  const chunks = Object.values(bundle).filter((one) => one.type === 'chunk');
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const wanted = new Set<string>();
  const add = (name: string): void => {
    const chunk = byName.get(name);
    if (!chunk || wanted.has(name)) return;
    wanted.add(name);
    for (const style of chunk.viteMetadata?.importedCss ?? []) wanted.add(style);
    for (const imported of chunk.imports) add(imported);
  };
  for (const { fileName, isEntry, facadeModuleId } of chunks) {
    if (isEntry || offlinePages.some((page) => page.test(facadeModuleId ?? ''))) add(fileName);
  }
  return [...fixedFiles, ...[...wanted].sort().map((name) => `/${name}`)];
}

export function serviceWorker(): Plugin {
  return {
    name: 'greensleeve-service-worker',
    apply: 'build',
    async writeBundle({ dir }, bundle) {
      const files = filesOfShell(bundle);
      const version = createHash('sha256').update(files.join()).digest('hex').slice(0, 12);
      await build({
        configFile: false,
        logLevel: 'warn',
        publicDir: false,
        define: { shellFiles: JSON.stringify(files), shellVersion: JSON.stringify(version) },
        build: {
          outDir: dir ?? 'dist',
          emptyOutDir: false,
          target: 'es2022',
          rolldownOptions: { input: entry, output: { format: 'iife', entryFileNames: 'sw.js' } },
        },
      });
    },
  };
}
