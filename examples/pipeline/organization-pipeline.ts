import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { BuildSpec, LinuxBuildImage, PipelineProject, Project } from 'aws-cdk-lib/aws-codebuild';
import { Artifact, Pipeline, PipelineType } from 'aws-cdk-lib/aws-codepipeline';
import { CodeBuildAction, CodeStarConnectionsSourceAction, ManualApprovalAction } from 'aws-cdk-lib/aws-codepipeline-actions';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { CodeBuildProject, SnsTopic } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';

export interface OrganizationPipelineProps extends StackProps {
  /** `owner/name` of the repository with the app of the organization. */
  readonly repository: string;
  /** ARN of the connection to where the repository is. */
  readonly connectionArn: string;
  /** @default main */
  readonly branch?: string;
}

/** What `cdk-org diff --live`, `drift` and `snapshot` read. */
const READING = [
  'DescribeOrganization', 'DescribePolicy', 'ListAWSServiceAccessForOrganization', 'ListAccountsForParent', 'ListDelegatedAdministrators',
  'ListDelegatedServicesForAccount', 'ListOrganizationalUnitsForParent', 'ListPolicies', 'ListRoots', 'ListTagsForResource', 'ListTargetsForPolicy',
].map((operation) => `organizations:${operation}`);

/** The code that was deployed last, if there is any. A bucket that cannot be read is no sign that there is none. */
const FETCH_DEPLOYED = [
  'kept="$(aws s3 ls "s3://$REPORTS/")"',
  'mkdir -p deployed',
  'case "$kept" in *" deployed.tgz"*) aws s3 cp "s3://$REPORTS/deployed.tgz" deployed.tgz && tar -xzf deployed.tgz -C deployed && base="--base deployed" ;; esac',
].join(' && ');

/** So that the drift of the night is looked for with the version that deployed. */
const KEEP_VERSION = [
  'node -p \'require("cdk-aws-organizations/package.json").version\' > deployed.version',
  'aws s3 cp deployed.version "s3://$REPORTS/deployed.version"',
].join(' && ');

const LOOK_FOR_DRIFT = `if [ -z "$base" ]; then
  echo "This pipeline has deployed nothing so far."
else
  aws s3 cp "s3://$REPORTS/deployed.version" deployed.version && npm install --no-save "cdk-aws-organizations@$(cat deployed.version)" &&
    npx cdk-org drift deployed --fail --output drift.html || failed=1
  aws s3 cp drift.html "s3://$REPORTS/drift.html"
fi`;

const NODE_22 = { 'runtime-versions': { nodejs: 22 } };

/**
 * Review, approval by a person who sees the report, rehearsal, deployment; and every night a look for what was changed by hand. It is
 * deployed once, to the management account, and deploys the organization from then on.
 */
export class OrganizationPipeline extends Stack {
  private readonly reports: Bucket;

  constructor(scope: Construct, id: string, props: OrganizationPipelineProps) {
    super(scope, id, props);
    this.reports = new Bucket(this, 'Reports', {
      encryption: BucketEncryption.S3_MANAGED, blockPublicAccess: BlockPublicAccess.BLOCK_ALL, enforceSSL: true, versioned: true,
    });
    const [owner, repo] = props.repository.split('/');
    const [source, assembly] = [new Artifact('Source'), new Artifact('Assembly')];
    const name = 'Review';
    const review = new CodeBuildAction({
      actionName: 'Review', project: this.reviewProject(), input: source, outputs: [assembly], variablesNamespace: name,
    });
    new Pipeline(this, 'Pipeline', {
      pipelineType: PipelineType.V2,
      crossAccountKeys: false,
      stages: [
        {
          stageName: 'Source',
          actions: [new CodeStarConnectionsSourceAction({
            actionName: 'Source', owner, repo, branch: props.branch ?? 'main', connectionArn: props.connectionArn, output: source,
          })],
        },
        { stageName: 'Review', actions: [review] },
        {
          stageName: 'Approve',
          actions: [new ManualApprovalAction({
            actionName: 'Approve', additionalInformation: `#{${name}.HEADLINE}`, externalEntityLink: `#{${name}.REPORT}`,
          })],
        },
        {
          stageName: 'Deploy',
          actions: [new CodeBuildAction({ actionName: 'RehearseAndDeploy', project: this.deployProject(), input: source, extraInputs: [assembly] })],
        },
      ],
    });
    this.drift(owner, repo);
  }

  /** Says what a deployment changes in the live organization, rehearses it, and keeps the report. */
  private reviewProject(): PipelineProject {
    return this.reading(new PipelineProject(this, 'Review', {
      ...this.settings(),
      buildSpec: BuildSpec.fromObject({
        version: '0.2',
        env: { 'exported-variables': ['HEADLINE', 'REPORT'] },
        phases: {
          install: { ...NODE_22, commands: ['npm ci'] },
          build: {
            commands: [
              'npx cdk synth --quiet',
              FETCH_DEPLOYED,
              'npx cdk-org diff --live cdk.out $base --rehearse --output review.html review.json',
              'aws s3 cp review.html "s3://$REPORTS/reviews/$CODEBUILD_BUILD_NUMBER.html"',
              'export REPORT="https://console.aws.amazon.com/s3/object/$REPORTS?prefix=reviews/$CODEBUILD_BUILD_NUMBER.html"',
              'export HEADLINE="$(node -p \'require("./review.json").headline.slice(0, 900)\')"',
            ],
          },
        },
        artifacts: { 'base-directory': 'cdk.out', 'files': ['**/*'] },
      }),
    }));
  }

  /** What was approved is deployed, if it still works on the organization as it is now. */
  private deployProject(): PipelineProject {
    const project = this.reading(new PipelineProject(this, 'Deploy', {
      ...this.settings(),
      timeout: Duration.hours(8),
      buildSpec: BuildSpec.fromObject({
        version: '0.2',
        phases: {
          install: { ...NODE_22, commands: ['npm ci'] },
          build: {
            commands: [
              FETCH_DEPLOYED,
              'npx cdk-org snapshot --output organization.json',
              'npx cdk-org rehearse "$CODEBUILD_SRC_DIR_Assembly" --from organization.json $base --brief',
              'npx cdk deploy --all --app "$CODEBUILD_SRC_DIR_Assembly" --require-approval never',
              KEEP_VERSION,
              'tar -czf deployed.tgz -C "$CODEBUILD_SRC_DIR_Assembly" . && aws s3 cp deployed.tgz "s3://$REPORTS/deployed.tgz"',
            ],
          },
        },
      }),
    }));
    project.addToRolePolicy(new PolicyStatement({ actions: ['sts:AssumeRole'], resources: [`arn:${this.partition}:iam::${this.account}:role/cdk-*`] }));
    return project;
  }

  /** Every night, from the code that was deployed last; tells the topic if somebody has changed something by hand. */
  private drift(owner: string, repo: string): void {
    const project = this.reading(new Project(this, 'Drift', {
      ...this.settings(),
      description: `Looks for what was changed outside the code of ${owner}/${repo}`,
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
    new Rule(this, 'EveryNight', { schedule: Schedule.cron({ minute: '0', hour: '5' }), targets: [new CodeBuildProject(project)] });
    project.onBuildFailed('Drifted', { target: new SnsTopic(new Topic(this, 'DriftFound', { enforceSSL: true })) });
  }

  private settings() {
    return {
      environment: { buildImage: LinuxBuildImage.STANDARD_7_0 },
      environmentVariables: { REPORTS: { value: this.reports.bucketName } },
    };
  }

  private reading<Some extends Project | PipelineProject>(project: Some): Some {
    project.addToRolePolicy(new PolicyStatement({ actions: READING, resources: ['*'] }));
    this.reports.grantReadWrite(project);
    return project;
  }
}
