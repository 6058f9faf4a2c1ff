const { createRequire } = require('node:module');
const { dirname, isAbsolute, join, resolve } = require('node:path');
const { default: Runtime } = require('jest-runtime');
const { shared } = require('./environment.cjs');

const root = join(__dirname, '..');
const ours = ['server', 'schema', 'ormconfig.ts'].map(name => join(root, name));
const out = join(root, '.build/js');
const native = createRequire(join(out, 'main.js'));

/**
 * Loads what is tested once for all files of a worker, as the product does: compiled, by Node itself. To load and evaluate it
 * anew for each file would be most of what a small one costs. Tests and their helpers are each file's own.
 *
 * A file that replaces modules needs its own of everything: it says `@jest-environment node`.
 */
module.exports = class extends Runtime {
  constructor(config, environment, ...rest) {
    super(config, environment, ...rest);
    this.sharing = shared(environment);
    this.own = config.transformIgnorePatterns.map(pattern => new RegExp(pattern));
  }

  requireModule(from, name, options, actual) {
    if (this.sharing && !name && !options && from.includes('/node_modules/') && this.isLeft(from)) return native(from);
    return super.requireModule(from, name, options, actual);
  }

  requireModuleOrMock(from, name) {
    if (this.sharing) {
      if (name.startsWith('.') || isAbsolute(name)) {
        const file = resolve(dirname(from), name);
        if (ours.some(each => file === each || file.startsWith(`${each}/`)) && !file.includes('/server/bin/'))
          return native(join(out, file.slice(root.length)).replace(/\.ts$/, '.js'));
      } else if (!name.startsWith('node:') && !name.startsWith('@jest/')) {
        const path = createRequire(from).resolve(name);
        if (isAbsolute(path) && this.isLeft(path)) return native(path);
      }
    }
    return super.requireModuleOrMock(from, name);
  }

  /** Whether a module of a package is taken as it is. */
  isLeft(path) {
    return this.own.some(pattern => pattern.test(path));
  }
};
