const { default: Sequencer } = require('@jest/test-sequencer');

/** Files that take long, the longest first: begun last, one of them would run alone while the other core idles. */
const long = [
  'integration/sweeps/matrix/matrix',
  'integration/story/commandLine',
  'integration/sweeps/moves',
  'integration/reading/agreement',
  'integration/postgres/embedded',
  'integration/operations/crash',
  'integration/sweeps/personal',
  'unit/seed/tellCity',
  'integration/sweeps/visibility',
  'integration/seed/seed',
  'integration/sweeps/hostile',
  'integration/operations/processes',
  'integration/imports/register',
  'integration/backup/shizhuan',
].map(name => `/test/${name}.test.ts`);

const placeOf = ({ path }) => {
  const at = long.findIndex(name => path.replaceAll('\\', '/').endsWith(name));
  return at < 0 ? long.length : at;
};

module.exports = class extends Sequencer {
  sort(tests) {
    return [...super.sort(tests)].sort((a, b) => placeOf(a) - placeOf(b));
  }
};
