const vm = require('node:vm');
const { ModuleMocker } = require('jest-mock');
const { LegacyFakeTimers, ModernFakeTimers } = require('@jest/fake-timers');

/**
 * The world of a test file is that of its worker: modules that are loaded once for all files (`runtime.cjs`) make the same
 * dates and errors as the test does. What a file may change of it is put back when the file is done.
 */
const world = vm.createContext({});
const { compileFunction } = vm;
vm.compileFunction = (code, parameters, { parsingContext, ...options } = {}) =>
  compileFunction(code, parameters, parsingContext === world ? options : { ...options, parsingContext });

module.exports = class {
  constructor({ projectConfig: config }) {
    const { global } = globalThis;
    this.global = global;
    this.moduleMocker = new ModuleMocker(global);
    const timerConfig = { idToRef: id => ({ id, ref: () => undefined, unref: () => undefined }), refToId: timer => timer?.id };
    this.fakeTimers = new LegacyFakeTimers({ config, global, moduleMocker: this.moduleMocker, timerConfig });
    this.fakeTimersModern = new ModernFakeTimers({ config, global });
    this.before = { console: global.console, exit: process.exit, env: { ...process.env }, cwd: process.cwd() };
    Error.stackTraceLimit = 50;
  }

  async setup() {}

  async teardown() {
    this.fakeTimers.dispose();
    this.fakeTimersModern.dispose();
    const { console, exit, env, cwd } = this.before;
    globalThis.console = console;
    process.exit = exit;
    process.exitCode = undefined;
    process.chdir(cwd);
    for (const name of Object.keys(process.env)) if (!(name in env)) delete process.env[name];
    Object.assign(process.env, env);
  }

  exportConditions() {
    return ['node', 'node-addons'];
  }

  getVmContext() {
    return world;
  }
};
module.exports.shared = environment => environment.getVmContext() === world;
