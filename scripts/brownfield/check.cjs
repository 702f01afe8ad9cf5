/** Checks the JSON that the commands print for `.ci/brownfield`: ends with an exit code other than 0 and the reason if it is wrong. */
const { readFileSync, writeFileSync } = require('node:fs');

const read = (file) => JSON.parse(readFileSync(file, 'utf8'));

/** @param why in a sentence */
function expect(holds, why) {
  if (holds) return;
  console.error(why);
  process.exit(1);
}

const CHECKS = {
  'only-owner-tags'(rehearsalFile, snapshotFile) {
    const { succeeded, calls, differences } = read(rehearsalFile);
    const writing = calls.filter((call) => call.writing);
    const others = writing.filter(({ operation, request, error }) => (
      operation !== 'TagResource' || error !== null || request.Tags.some(({ Key }) => !Key.startsWith('cdk-aws-organizations:'))));
    expect(succeeded, 'The rehearsal has failed.');
    expect(differences.length === 0, `The organization is not what the code says: ${differences.join('; ')}`);
    expect(others.length === 0, `Something else than tags of this library is written: ${JSON.stringify(others.slice(0, 3))}`);
    const units = (parent) => parent.organizationalUnits.flatMap((unit) => [unit, ...units(unit)]);
    const { root, policies, delegatedAdministrators } = read(snapshotFile).organization;
    const accounts = units(root).flatMap((unit) => unit.accounts).filter(({ state }) => state === 'ACTIVE');
    const ours = policies.filter(({ name }) => !name.startsWith('aws-guardrails-'));
    // The targets on which the stack notes the policies that were there before.
    const noted = [root, ...units(root), ...accounts].filter(({ attachedPolicies }) => attachedPolicies.some(({ id }) => ours.some((each) => each.id === id)));
    // Of these, an allow-list has another call for FullAWSAccess.
    const allowLists = noted.filter(({ attachedPolicies }) => !attachedPolicies.some(({ id }) => id === 'p-FullAWSAccess'));
    const tagged = units(root).length + accounts.length + ours.length + delegatedAdministrators.length + noted.length + allowLists.length;
    expect(writing.length === tagged, `${writing.length} tags are written, and there are ${tagged} to write.`);
    console.log(`succeeded; ${writing.length} calls that tag ${units(root).length} units, ${accounts.length} accounts, ${ours.length} policies and ${delegatedAdministrators.length} registrations, and note the policies of ${noted.length} targets, and nothing else`);
  },

  'stopped-before-writing'(rehearsalFile, nearest) {
    const { succeeded, calls, resources } = read(rehearsalFile);
    const writing = calls.filter((call) => call.writing);
    const reasons = resources.flatMap(({ reason }) => reason ?? []);
    expect(!succeeded, 'The rehearsal has succeeded.');
    expect(writing.length === 0, `Something is written before the deployment stops: ${JSON.stringify(writing.slice(0, 3))}`);
    const reason = reasons.find((each) => each.includes(nearest));
    expect(reason !== undefined, `No message names ${nearest}: ${reasons.join('; ')}`);
    console.log(`stopped, and nothing is written: ${reason.split('\n')[0]}`);
  },

  'state-of'(rehearsalState, file) {
    writeFileSync(file, JSON.stringify(read(rehearsalState).simulator));
  },
};

const [, , name, ...files] = process.argv;
CHECKS[name](...files);
