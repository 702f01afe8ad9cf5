// Compares two cloud assemblies that other jobs synthesized: node compare.js. It runs no code of the pull request and has no token. Its
// inputs are those of action.yml. Fails if the change is more dangerous than it may be.
const { spawnSync } = require('node:child_process');
const { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { assemblyFiles, digestOf, refuseZips } = require('./assembly-files');
const { codeFolders } = require('./assembly-paths');
const { refuseOtherEvents } = require('./events');
const { unknownFolders } = require('./known-code');
const { Problem, main, report, shown, withoutCommands } = require('./log');
const { ORGANIZATION_FILE } = require('./organization-file');
const { skippedNote, withNote } = require('./skipped-rehearsal');

const CDK_ORG = join(__dirname, '..', 'bin', 'cdk-org');
const LEVELS = ['destroys', 'loosens', 'tightens', 'neutral'];

async function compare({ INPUT_BASE: base, INPUT_HEAD: head, INPUT_OUTPUT: output, ...inputs } = process.env) {
  refuseOtherEvents();
  const [baseFiles, headFiles] = [base, head].map((folder) => assemblyFiles(folder));
  refuseZips(headFiles);
  checkDigest(digestOf(baseFiles), inputs.INPUT_BASE_DIGEST);
  const [baseFolders, headFolders] = [base, head].map(codeFolders);
  const wanted = inputs.INPUT_REHEARSE === 'true';
  const hashes = acknowledged(inputs.INPUT_ACKNOWLEDGE_BUNDLE ?? '');
  const unknown = wanted ? unknownFolders({ baseFiles, baseFolders, headFiles, headFolders }) : [];

  rmSync(output, { recursive: true, force: true });
  mkdirSync(output, { recursive: true });
  const files = ['review.md', 'review.json', 'review.html'].map((name) => join(output, name));
  const status = runDiff([
    base, head, '--output', ...files,
    ...(inputs.INPUT_TITLE ? [`--title=${inputs.INPUT_TITLE}`] : []),
    ...(wanted && unknown.length === 0 ? ['--rehearse'] : []),
    ...(inputs.INPUT_FAIL_ON ? [`--fail-on=${inputs.INPUT_FAIL_ON}`] : []),
    ...(hashes.length > 0 ? ['--acknowledge-bundle', ...hashes] : []),
    ...(inputs.INPUT_STACKS ? ['--stacks', ...listed(inputs.INPUT_STACKS)] : []),
    ...organizationOptions(base, inputs),
    ...linesOf(inputs.INPUT_PARAMETERS ?? '').map((parameter) => `--parameters=${parameter}`),
  ]);
  if (!files.every(existsSync)) throw new Problem(`The two versions cannot be compared (given: exit code ${status} of cdk-org). The log above says why.`);
  if (unknown.length > 0) writeFileSync(files[0], withNote(readFileSync(files[0], 'utf8'), skippedNote(unknown)));
  publish(files);
  if (status !== 0) {
    throw new Problem(`The change is more dangerous than fail-on allows, or cannot be deployed (given: ${shown(inputs.INPUT_FAIL_ON ?? '')}). Read the review.`);
  }
  const unread = unknown.filter(({ digest }) => !hashes.includes(digest));
  if (unread.length > 0 && inputs.INPUT_FAIL_ON) {
    throw new Problem(`The rehearsal was skipped, because of code that neither the base nor the release has (given: ${unread.map(({ folder, digest }) => `${shown(folder)} ${digest}`).join(', ')}). `
      + 'Read the code, and put its hash into the input acknowledge-bundle.');
  }
}

/** The snapshot is that of the base: the head could bring one in which its change is harmless. */
function organizationOptions(base, { INPUT_ORGANIZATION: organization, INPUT_MAX_AGE: maxAge }) {
  if (!organization) return [];
  const file = join(base, ORGANIZATION_FILE);
  if (existsSync(file)) return [`--organization=${file}`, ...(maxAge ? [`--max-age=${maxAge}`] : [])];
  report('warning', `The base has no snapshot of the organization (given: ${shown(organization)}). What the code does not list counts as unknown. `
    + 'Record a snapshot with "cdk-org snapshot", and merge it.');
  return [];
}

/** What is separated by spaces, commas or lines. */
function listed(text) {
  return text.split(/[\s,]+/).filter(Boolean);
}

/** A value may have spaces and commas. */
function linesOf(text) {
  return text.split('\n').map((line) => line.trim()).filter(Boolean);
}

/** Hashes of code that a person has read. */
function acknowledged(text) {
  const hashes = listed(text);
  const wrong = hashes.find((hash) => !/^[0-9a-f]{64}$/.test(hash));
  if (wrong !== undefined) throw new Problem(`The input acknowledge-bundle is not a list of SHA-256 hashes (given: ${shown(wrong)}). Copy a hash from the review.`);
  return hashes;
}

/** The job of the base says what it synthesized; the code of the head ran elsewhere and cannot change what that job said. */
function checkDigest(found, expected) {
  if (!expected || found === expected) return;
  throw new Problem(`This is not the cloud assembly that the job of the base synthesized (given: SHA-256 ${found}, expected: ${shown(expected)}). `
    + 'Find out who replaced the artifact, and run all jobs again.');
}

/** The names in the output are those of the pull request; the environment is empty. */
function runDiff(args) {
  const { status, error } = withoutCommands(() => (
    spawnSync(process.execPath, [CDK_ORG, 'diff', ...args], { env: {}, stdio: ['ignore', 1, 1], timeout: 30 * 60_000 })));
  if (status === null) throw new Problem(`The comparison was stopped (given: ${shown(error?.code ?? 'no exit code')}). Make the cloud assembly smaller, or run the job again.`);
  return status;
}

function publish([markdown, json, html]) {
  const { counts, digest } = JSON.parse(readFileSync(json, 'utf8'));
  const risk = LEVELS.find((level) => counts.byRisk[level] > 0) ?? 'none';
  const { GITHUB_STEP_SUMMARY: summary, GITHUB_OUTPUT: outputs } = process.env;
  if (summary) appendFileSync(summary, readFileSync(markdown, 'utf8'));
  if (outputs) appendFileSync(outputs, `changes=${Number(counts.changes)}\nrisk=${risk}\ndigest=${digest}\nhtml=${html}\ncompared=true\n`);
}

main(() => compare());
