import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { BuildSpec, LinuxBuildImage, PipelineProject, Project } from 'aws-cdk-lib/aws-codebuild';
import { Artifact, Pipeline, PipelineType } from 'aws-cdk-lib/aws-codepipeline';
import { CodeBuildAction, CodeStarConnectionsSourceAction, ManualApprovalAction } from 'aws-cdk-lib/aws-codepipeline-actions';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { CodeBuildProject, SnsTopic } from 'aws-cdk-lib/aws-events-targets';
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';

export interface OrganizationPipelineProps extends StackProps {
  /** `owner/name` of the repository with the app of the organization. */
  readonly repository: string;
  /** The ARN of the connection to the host of the repository. */
  readonly connectionArn: string;
  /** @default main */
  readonly branch?: string;
  /**
   * A folder with a `package.json` and a `package-lock.json` that have `aws-cdk` and `cdk-aws-organizations`. The builds that review and
   * deploy install it. It is a part of the pipeline, so that no change of the app changes these tools.
   */
  readonly tools: string;
  /**
   * Names of the stacks that are reviewed and deployed. Those that they depend on are as well.
   * @default - all
   */
  readonly stacks?: readonly string[];
  /**
   * Values of template parameters, by `NAME` or `STACK:NAME`. A deployment keeps the former value of a parameter without one.
   * @default - none
   */
  readonly parameters?: Readonly<Record<string, string>>;
}

/** The read actions of `cdk-org diff --live`, `drift` and `snapshot`. */
const READING = [
  ...['GetAccountInformation', 'GetAlternateContact', 'GetContactInformation', 'ListRegions'].map((operation) => `account:${operation}`),
  ...[
    'DescribeOrganization', 'DescribePolicy', 'DescribeResourcePolicy', 'ListAWSServiceAccessForOrganization', 'ListAccountsForParent',
    'ListDelegatedAdministrators', 'ListDelegatedServicesForAccount', 'ListHandshakesForOrganization', 'ListOrganizationalUnitsForParent',
    'ListPolicies', 'ListRoots', 'ListTagsForResource', 'ListTargetsForPolicy',
  ].map((operation) => `organizations:${operation}`),
];

/** Fetches the code that was deployed last, if any. An unreadable bucket is an error, and does not count as no deployment. */
const FETCH_DEPLOYED = [
  'kept="$(aws s3 ls "s3://$REPORTS/")"',
  'mkdir -p deployed',
  'case "$kept" in *" deployed.tgz"*) aws s3 cp "s3://$REPORTS/deployed.tgz" deployed.tgz && tar -xzf deployed.tgz -C deployed && base="--base deployed" ;; esac',
].join(' && ');

/** Stores the version of the deployment, so that the nightly drift check uses the same version. */
const KEEP_VERSION = [
  'node -p \'require("./tools/node_modules/cdk-aws-organizations/package.json").version\' > deployed.version',
  'aws s3 cp deployed.version "s3://$REPORTS/deployed.version"',
].join(' && ');

/** Checks the stored version before npm installs it. A range, a tag or a path would be different code. */
const CHECK_VERSION = [
  'version="$(cat deployed.version)"',
  'node -e \'process.exit(/^[0-9]+[.][0-9]+[.][0-9]+(-[0-9A-Za-z.-]+)?$/.test(process.argv[1]) ? 0 : 1)\' "$version" || '
    + '{ echo "This is not the version of a release: $version. Deploy again, which writes it."; exit 1; }',
].join(' && ');

const LOOK_FOR_DRIFT = `if [ -z "$base" ]; then
  echo "This pipeline has deployed nothing so far."
else
  aws s3 cp "s3://$REPORTS/deployed.version" deployed.version && ${CHECK_VERSION} &&
    npm install --no-save --ignore-scripts --omit=peer "cdk-aws-organizations@$version" &&
    npx --no-install cdk-org drift deployed --output drift.html || failed=1
  aws s3 cp drift.html "s3://$REPORTS/drift.html"
fi`;

/** A folder of the build for its own files. The assembly is in the folder in which a build begins. */
const OWN_FOLDER = 'assembly="$CODEBUILD_SRC_DIR" && cd "$(mktemp -d)"';

/** Installs the releases in the lock file of the pipeline, without the install scripts of packages. */
const INSTALL_TOOLS = 'aws s3 cp "$TOOLS" tools.zip && unzip -q tools.zip -d tools && npm ci --prefix tools --ignore-scripts --omit=peer';

const CDK_ORG = 'tools/node_modules/.bin/cdk-org';

/** Refuses links, and zips that the CDK would publish in place of the folders that are reviewed. */
const CHECK_FILES = 'test -z "$(find "$assembly" ! -type f ! -type d)" && test -z "$(find "$assembly" -name .cache)"';

/** Deletes zips that the CDK would publish in place of the folders that were reviewed. */
const DELETE_ZIPS = 'find "$assembly" -name .cache -prune -exec rm -rf {} +';

/** Compares the deployment with that of Review. CodePipeline keeps the digest, and no build role can change it. */
const CHECK_DIGEST = 'if [ "$digest" != "$REVIEWED_DIGEST" ]; then echo "This is not the deployment that was reviewed: $digest, reviewed '
  + '$REVIEWED_DIGEST. Look for a deployment in between and for a replaced artifact, and start the pipeline again."; exit 1; fi';

/** The files that Deploy keeps for the next review and for the drift check. Only Deploy writes them. */
const DEPLOYED = 'deployed.*';

/** The name of the artifact, which is a part of its key in the bucket. */
const ASSEMBLY = 'Assembly';

/** A word of a shell command. */
const quoted = (text: string) => `'${text.replaceAll('\'', '\'\\\'\'')}'`;

const NODE_22 = { 'runtime-versions': { nodejs: 22 } };

/**
 * A pipeline with synthesis, review, manual approval with a link to the report, rehearsal and deployment, and a nightly check for manual
 * changes. Deploy it once to the management account. From then on, it deploys the organization.
 */
export class OrganizationPipeline extends Stack {
  private readonly reports: Bucket;
  private readonly tools: Asset;
  private readonly stacks: readonly string[];
  private readonly parameters: readonly string[];

  constructor(scope: Construct, id: string, props: OrganizationPipelineProps) {
    super(scope, id, props);
    this.reports = new Bucket(this, 'Reports', {
      encryption: BucketEncryption.S3_MANAGED, blockPublicAccess: BlockPublicAccess.BLOCK_ALL, enforceSSL: true, versioned: true,
    });
    this.stacks = (props.stacks ?? []).map(quoted);
    this.parameters = Object.entries(props.parameters ?? {}).map(([parameter, value]) => `--parameters ${quoted(`${parameter}=${value}`)}`);
    this.tools = new Asset(this, 'Tools', { path: props.tools });
    const [owner, repo] = props.repository.split('/');
    const [source, assembly] = [new Artifact('Source'), new Artifact(ASSEMBLY)];
    const name = 'Review';
    const synthesis = this.synthesisProject();
    const pipeline = new Pipeline(this, 'Pipeline', {
      pipelineType: PipelineType.V2,
      crossAccountKeys: false,
      stages: [
        {
          stageName: 'Source',
          actions: [new CodeStarConnectionsSourceAction({
            actionName: 'Source', owner, repo, branch: props.branch ?? 'main', connectionArn: props.connectionArn, output: source,
          })],
        },
        {
          stageName: 'Synthesize',
          actions: [new CodeBuildAction({ actionName: 'Synthesize', project: synthesis, input: source, outputs: [assembly] })],
        },
        {
          stageName: 'Review',
          actions: [new CodeBuildAction({
            actionName: 'Review', project: this.reviewProject(), input: assembly, variablesNamespace: name,
          })],
        },
        {
          stageName: 'Approve',
          actions: [new ManualApprovalAction({
            actionName: 'Approve', additionalInformation: `#{${name}.HEADLINE}`, externalEntityLink: `#{${name}.REPORT}`,
          })],
        },
        {
          stageName: 'Deploy',
          actions: [new CodeBuildAction({
            actionName: 'RehearseAndDeploy',
            project: this.deployProject(),
            input: assembly,
            environmentVariables: { REVIEWED_DIGEST: { value: `#{${name}.DIGEST}` } },
          })],
        },
      ],
    });
    // The action may write to the whole bucket. This keeps it from the sources that others of its builds read.
    synthesis.addToRolePolicy(new PolicyStatement({
      effect: Effect.DENY, actions: ['s3:PutObject*', 's3:DeleteObject*'], notResources: [pipeline.artifactBucket.arnForObjects(`*/${ASSEMBLY}/*`)],
    }));
    this.drift(owner, repo);
  }

  /** The only build that runs the code of the app and the scripts of its dependencies. It may only write its artifact. */
  private synthesisProject(): PipelineProject {
    return new PipelineProject(this, 'Synthesize', {
      ...this.settings(),
      buildSpec: BuildSpec.fromObject({
        version: '0.2',
        phases: {
          install: { ...NODE_22, commands: ['npm ci'] },
          build: { commands: ['npx --no-install cdk synth --quiet'] },
        },
        artifacts: { 'base-directory': 'cdk.out', 'files': ['**/*'] },
      }),
    });
  }

  /** Reports the changes of a deployment in the live organization, rehearses it, and stores the report. Deploy reads none of its files. */
  private reviewProject(): PipelineProject {
    const project = this.reading(new PipelineProject(this, 'Review', {
      ...this.settings(),
      buildSpec: BuildSpec.fromObject({
        version: '0.2',
        env: { 'exported-variables': ['HEADLINE', 'REPORT', 'DIGEST'] },
        phases: {
          install: { ...NODE_22, commands: [OWN_FOLDER, INSTALL_TOOLS] },
          build: {
            commands: [
              CHECK_FILES,
              FETCH_DEPLOYED,
              `${CDK_ORG} diff --live "$assembly" $base --rehearse --output review.html review.json ${this.selection()}`,
              'aws s3 cp review.html "s3://$REPORTS/reviews/$CODEBUILD_BUILD_NUMBER.html"',
              'export REPORT="https://console.aws.amazon.com/s3/object/$REPORTS?prefix=reviews/$CODEBUILD_BUILD_NUMBER.html"',
              'export HEADLINE="$(node -p \'require("./review.json").headline.slice(0, 900)\')"',
              'export DIGEST="$(node -p \'require("./review.json").digest\')"',
            ],
          },
        },
      }),
    }));
    this.reports.grantPut(project, 'reviews/*');
    this.tools.grantRead(project);
    return project;
  }

  /** Deploys the approved assembly, if a rehearsal on the current organization succeeds. */
  private deployProject(): PipelineProject {
    const project = this.reading(new PipelineProject(this, 'Deploy', {
      ...this.settings(),
      timeout: Duration.hours(8),
      buildSpec: BuildSpec.fromObject({
        version: '0.2',
        phases: {
          install: { ...NODE_22, commands: [OWN_FOLDER, INSTALL_TOOLS] },
          build: {
            commands: [
              DELETE_ZIPS,
              FETCH_DEPLOYED,
              `digest="$(${CDK_ORG} digest "$assembly" $base ${this.selection()})" && ${CHECK_DIGEST}`,
              `${CDK_ORG} snapshot --output organization.json`,
              `${CDK_ORG} rehearse "$assembly" --from organization.json $base --brief ${this.selection()}`,
              // In an empty folder, so that no cdk.json is read. `--force` also publishes again what has a key of the bucket already.
              `cdk="$PWD/tools/node_modules/.bin/cdk" && (cd "$(mktemp -d)" && "$cdk" deploy ${this.deployedPart()} --app "$assembly" --force --require-approval never)`,
              DELETE_ZIPS,
              KEEP_VERSION,
              'tar -czf deployed.tgz -C "$assembly" . && aws s3 cp deployed.tgz "s3://$REPORTS/deployed.tgz"',
            ],
          },
        },
      }),
    }));
    this.reports.grantPut(project, DEPLOYED);
    this.tools.grantRead(project);
    project.addToRolePolicy(new PolicyStatement({ actions: ['sts:AssumeRole'], resources: [`arn:${this.partition}:iam::${this.account}:role/cdk-*`] }));
    return project;
  }

  /** Checks every night for manual changes since the last deployment, and notifies the topic. */
  private drift(owner: string, repo: string): void {
    const project = this.reading(new Project(this, 'Drift', {
      ...this.settings(),
      description: `Checks for changes outside the code of ${owner}/${repo}`,
      buildSpec: BuildSpec.fromObject({
        version: '0.2',
        phases: {
          install: NODE_22,
          build: {
            commands: [FETCH_DEPLOYED, LOOK_FOR_DRIFT, '[ -z "$failed" ]'],
          },
        },
      }),
    }));
    this.reports.grantPut(project, 'drift.html');
    new Rule(this, 'EveryNight', { schedule: Schedule.cron({ minute: '0', hour: '5' }), targets: [new CodeBuildProject(project)] });
    project.onBuildFailed('Drifted', { target: new SnsTopic(new Topic(this, 'DriftFound', { enforceSSL: true })) });
  }

  /** The options of cdk-org that name what is deployed. */
  private selection(): string {
    return [...this.parameters, ...this.stacks.length > 0 ? ['--stacks', ...this.stacks] : []].join(' ');
  }

  /** The same for the CDK. */
  private deployedPart(): string {
    return [...this.stacks.length > 0 ? this.stacks : ['--all'], ...this.parameters].join(' ');
  }

  private settings() {
    return {
      environment: { buildImage: LinuxBuildImage.STANDARD_7_0 },
      environmentVariables: { REPORTS: { value: this.reports.bucketName }, TOOLS: { value: this.tools.s3ObjectUrl } },
    };
  }

  private reading<Some extends Project | PipelineProject>(project: Some): Some {
    project.addToRolePolicy(new PolicyStatement({ actions: READING, resources: ['*'] }));
    this.reports.grantRead(project, DEPLOYED);
    return project;
  }
}
