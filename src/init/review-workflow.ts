import type { Language, Versions } from './language';

const REPOSITORY = 'cdk-aws-organizations/cdk-aws-organizations';

/** Inputs of the workflow that differ from its defaults, which are for npm. */
const INPUTS: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  typescript: {},
  python: {
    install: 'python3 -m venv .venv && .venv/bin/pip install --requirement requirements.txt',
    synth: 'PATH="$PWD/.venv/bin:$PATH" npx --yes aws-cdk@2 synth --quiet',
  },
};

/**
 * The text of `.github/workflows/review.yml`: the job that `docs/review-in-ci.md` recommends. A test holds both against each other.
 * A package does not know the commit of its release, so the workflow says how to find it.
 */
export function reviewWorkflow(language: Language, versions: Versions): string {
  const version = versions['cdk-aws-organizations'].replace('^', '');
  const inputs = Object.entries({ version, ...INPUTS[language] }).map(([name, value]) => `      ${name}: ${value}`);
  return `# Reviews what a pull request does to the organization. What it protects from, and all inputs:
# https://github.com/${REPOSITORY}/blob/main/docs/review-in-ci.md
name: Review of the organization
on: pull_request
permissions: {}
jobs:
  organization:
    permissions: { contents: read, pull-requests: write }
    # A tag could be moved: replace it by the commit that "git ls-remote https://github.com/${REPOSITORY} v${version}" prints.
    uses: ${REPOSITORY}/.github/workflows/organization-review.yml@v${version}
    with:
${inputs.join('\n')}
`;
}
