// Refuses the events of GitHub that run with the rights of the target branch while the code comes from anyone.
const { Problem, main, shown } = require('./log');

const ALLOWED = ['pull_request', 'merge_group', 'push', 'workflow_dispatch'];

/** @throws Problem for an event that the review must not run on. */
function refuseOtherEvents({ GITHUB_EVENT_NAME: event } = process.env) {
  if (event === undefined || ALLOWED.includes(event)) return;
  throw new Problem(`The review does not run on this event, which gives the secrets and the write token of the target branch to a job that `
    + `handles the code of a pull request (given: ${shown(event)}). Use "on: pull_request"; possible are ${ALLOWED.join(', ')}.`);
}

module.exports = { refuseOtherEvents };
if (require.main === module) main(async () => refuseOtherEvents());
