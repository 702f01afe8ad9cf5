// Lines of the job's log. GitHub's runner obeys lines such as `::error::…`, so that text of others must not begin one.
const { randomUUID } = require('node:crypto');

const onGitHub = () => process.env.GITHUB_ACTIONS === 'true';

/** The data of a workflow command: what would end it, or begin another one, is escaped. */
function commandData(text) {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** Text of others as one quoted line of plain ASCII. */
function shown(text) {
  return JSON.stringify(String(text)).replace(/[^\x20-\x7e]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function report(level, text) {
  console.log(onGitHub() ? `::${level} title=cdk-org::${commandData(text)}` : `${level}: ${text.replaceAll('\n', ' ')}`);
}

/** An error whose message is meant for the reader of the log: a stack trace would not help. */
class Problem extends Error {}

/** Runs an asynchronous function; a problem ends the process with exit code 1. */
function main(run) {
  run().catch((error) => {
    report('error', error instanceof Problem ? error.message : `This is a defect of the action (given: ${shown(error.stack)}). Report it, and run the job again.`);
    process.exitCode = 1;
  });
}

/** While the function runs, the runner obeys no line of the log but one that only this process knows. */
function withoutCommands(run) {
  if (!onGitHub()) return run();
  const end = randomUUID();
  console.log(`::stop-commands::${end}`);
  try {
    return run();
  } finally {
    console.log(`::${end}::`);
  }
}

module.exports = { Problem, commandData, main, report, shown, withoutCommands };
