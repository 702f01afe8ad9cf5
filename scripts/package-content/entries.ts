/** A part of the package for npm. */
export interface Entry {
  /** A file, or a folder that ends in a slash. The longest one that fits decides. */
  readonly path: string;
  readonly reason: string;
  /** In kB, unpacked: some more than it has, so that a doubled part does not pass without a decision. */
  readonly limit: number;
}

export const TOTAL_LIMIT = 15_500;
export const TARBALL_LIMIT = 4_600;

export const ENTRIES: readonly Entry[] = [
  { path: '.jsii', reason: 'The API for other languages and for Construct Hub', limit: 1_500 },
  { path: 'package.json', reason: 'npm asks for it', limit: 12 },
  { path: 'LICENSE', reason: 'Apache-2.0 asks for it', limit: 15 },
  { path: 'NOTICE', reason: 'Apache-2.0 asks for it', limit: 2 },
  { path: 'README.md', reason: 'The first page, also on npm and Construct Hub', limit: 15 },
  { path: 'API.md', reason: 'The index of the API reference', limit: 40 },
  { path: 'CHANGELOG.md', reason: 'What a new version changes', limit: 80 },
  { path: 'CONTRIBUTING.md', reason: 'README.md links to it', limit: 15 },
  { path: 'CODE_OF_CONDUCT.md', reason: 'CONTRIBUTING.md belongs to it', limit: 2 },
  { path: 'SECURITY.md', reason: 'README.md links to it', limit: 4 },
  { path: 'action.yml', reason: 'The GitHub action; `.github/workflows` of users may call it in the installed package', limit: 8 },
  { path: 'action/', reason: 'The code of the action', limit: 60 },
  { path: 'bin/', reason: 'The command `cdk-org`', limit: 4 },
  { path: 'assets/handler/', reason: 'The bundle of the Lambda functions, an asset of the stacks', limit: 450 },
  { path: 'assets/cli/', reason: 'The bundle of `cdk-org`, with its simulator, reviews and AWS clients', limit: 4_600 },
  { path: 'assets/page/', reason: 'Code and style of the HTML page of a review, with the policy evaluator', limit: 800 },
  { path: 'assets/yaml/', reason: 'The YAML reader of `AccountFleet`, which has no runtime dependency', limit: 150 },
  { path: 'assets/confined/', reason: 'Starts the code of others without network and files in a rehearsal', limit: 30 },
  { path: 'assets/replay/', reason: 'Reads recorded calls in a thread of `cdk-org diff --replay`', limit: 1_200 },
  { path: 'assets/THIRD-PARTY-LICENSES.txt', reason: 'The licenses of the bundled packages ask for their texts', limit: 350 },
  { path: 'assets/sbom.cdx.json', reason: 'Bill of materials of the bundles', limit: 30 },
  { path: 'assets/bundled-packages.json', reason: 'Packages in each bundle', limit: 10 },
  { path: 'lib/index.js', reason: 'Exports', limit: 4 },
  { path: 'lib/index.d.ts', reason: 'Exports', limit: 2 },
  { path: 'lib/constructs/', reason: 'The constructs', limit: 1_700 },
  { path: 'lib/provider/', reason: 'The custom resource provider of the constructs', limit: 130 },
  { path: 'lib/contract/', reason: 'Types of resources and properties that constructs and handlers share', limit: 180 },
  { path: 'lib/policy/', reason: 'Checks of policies at synthesis, with the table of all actions', limit: 1_900 },
  { path: 'lib/fleet/', reason: 'Rows of `AccountFleet`', limit: 100 },
  { path: 'lib/assembly/', reason: 'Cloud assemblies, for the assertions', limit: 300 },
  { path: 'lib/model/', reason: 'The organization of an app, for the assertions', limit: 700 },
  { path: 'lib/assertions/', reason: 'Assertions for tests of apps', limit: 70 },
  { path: 'docs/', reason: 'The pages to which README.md leads, of the same version', limit: 700 },
  { path: 'docs/api/', reason: 'The API reference', limit: 500 },
  { path: 'docs/guide/', reason: 'The guide', limit: 300 },
  { path: 'docs/guardrails/', reason: 'The catalogue of guardrails and the ready sets', limit: 400 },
  { path: 'docs/rules/', reason: 'Messages of the policy checks link to a page for each rule', limit: 60 },
  { path: 'docs/review/', reason: 'Example reviews with their screenshots, which README.md shows', limit: 1_200 },
  { path: 'examples/', reason: 'Examples, to which the pages link', limit: 450 },
  { path: 'src/simulator/SIMULATOR.md', reason: 'What the simulator does, and where each behavior is known from', limit: 50 },
  { path: 'src/rehearsal/CLOUDFORMATION.md', reason: 'The same for CloudFormation', limit: 25 },
];
