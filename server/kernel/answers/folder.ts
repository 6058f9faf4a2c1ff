import { existsSync, readdirSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import express, { type RequestHandler } from 'express';
import { type Encoding, encodingFor } from './packing.ts';

const suffixes: Record<Encoding, string> = { br: '.br', gzip: '.gz' };

/** Serves a built folder. Files beside which there is one packed at build (`.br`, `.gz`) are sent as that, to whoever takes it. */
export function serveFolder(folder: string): RequestHandler {
  const files = new Set(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(
        entry =>
          `/${relative(folder, join(entry.parentPath ?? entry.path, entry.name))
            .split(sep)
            .join('/')}`,
      ),
  );
  const serve = express.static(folder, {
    index: 'index.html',
    setHeaders: (response, path) => {
      const plain = path.replace(/\.(br|gz)$/, '');
      response.setHeader('cache-control', plain.endsWith('.html') ? 'no-cache' : 'public, max-age=31536000, immutable');
    },
  });
  return (request, response, next) => {
    const path = request.path === '/' ? '/index.html' : request.path;
    const packed = Object.values(suffixes).some(suffix => files.has(path + suffix));
    if (!packed || !['GET', 'HEAD'].includes(request.method)) return serve(request, response, next);
    response.vary('accept-encoding');
    const encoding = encodingFor(request.headers['accept-encoding']);
    const beside = encoding && path + suffixes[encoding];
    // The folder may have been built anew meanwhile.
    if (beside && files.has(beside) && existsSync(join(folder, beside))) {
      request.url = beside;
      response.type(extname(path));
      response.setHeader('content-encoding', encoding);
    }
    serve(request, response, next);
  };
}
