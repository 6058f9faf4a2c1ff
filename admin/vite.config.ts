import { defineConfig } from 'vite';

/** Where `npm run dev` finds the server while it serves the panel itself. */
const server = `http://127.0.0.1:${process.env.PORT ?? 4000}`;
const doors = ['/graphql', '/files', '/export', '/schema.graphql', '/healthz', '/readyz'];

/** Charts come with the first page that shows one, so that nobody waits for them at sign-in. */
const chunks = [
  {
    name: 'charts',
    test: /node_modules[\\/](recharts|d3-|victory-vendor|@reduxjs|react-redux|redux|immer|reselect|es-toolkit|decimal\.js)/,
  },
  { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler|react-router|react-router-dom|@tanstack)[\\/]/ },
  { name: 'mui', test: /node_modules[\\/]@(mui|emotion|popperjs)[\\/]/ },
];

export default defineConfig({
  root: import.meta.dirname,
  base: './',
  // the folder  holds pages, not files to be copied
  publicDir: false,
  oxc: { jsx: { runtime: 'automatic' } },
  build: {
    outDir: '../.build/admin',
    emptyOutDir: true,
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      // libraries mark what runs in the browser only; here all of it does
      onLog: (level, log, tell) => {
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') tell(level, log);
      },
      output: { codeSplitting: { groups: chunks } },
    },
  },
  server: { proxy: Object.fromEntries(doors.map(door => [door, server])) },
});
