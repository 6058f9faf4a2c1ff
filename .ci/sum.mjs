/** Adds the results of jest in a folder of reports to those of the other steps, and prints the one line that counts. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder, ...broken] = process.argv.slice(2);
const reports = readdirSync(folder)
  .filter(name => name.endsWith('.json'))
  .map(name => JSON.parse(readFileSync(join(folder, name), 'utf8')));
const sum = key => reports.reduce((total, report) => total + report[key], 0);
const suites = sum('numRuntimeErrorTestSuites');

for (const { testResults } of reports) {
  for (const { name, assertionResults, message } of testResults) {
    const failed = assertionResults.filter(({ status }) => status === 'failed');
    for (const { fullName } of failed) console.log(`✗ ${name}: ${fullName}`);
    if (message && !assertionResults.length) console.log(`✗ ${name}: ${message.split('\n')[0]}`);
  }
}
for (const name of broken) console.log(`✗ step: ${name}`);
console.log(`Test Suites: ${sum('numFailedTestSuites')} failed, ${sum('numPassedTestSuites')} passed, ${sum('numTotalTestSuites')} total`);
console.log(
  `Tests:       ${sum('numFailedTests')} failed, ${sum('numPendingTests')} skipped, ${sum('numPassedTests')} passed, ${sum('numTotalTests')} total`,
);
// A step can fail without a failed test: a type error, a start that hangs, a suite that does not load.
const failed = sum('numFailedTests') + suites + broken.filter(name => !/^npm (test|run e2e)$/.test(name)).length;
const atLeast = broken.length && !failed ? 1 : failed;
console.log(`${sum('numPassedTests')} passed, ${atLeast} failed`);
process.exit(atLeast ? 1 : 0);
