import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { runBuild } from './build-commands';
import { cleanUp, deployedExample, STACK_FILE, synthesizeExample } from './example';
import { OrganizationPipeline } from '../../examples/pipeline/organization-pipeline';
import { READING_ACTIONS, SNAPSHOT_FORMAT } from '../../src/model';

jest.setTimeout(180_000);

/** The installation of the tools in the builds that review and deploy. */
const INSTALL = 'npm ci --prefix tools --ignore-scripts --omit=peer';

const stack = new OrganizationPipeline(new App(), 'Pipeline', {
  env: { account: '111122223333', region: 'us-east-1' },
  repository: 'acme/organization',
  connectionArn: 'arn:aws:codeconnections:us-east-1:111122223333:connection/11111111-2222-3333-4444-555555555555',
  tools: __dirname,
  parameters: { BootstrapVersion: '/cdk-bootstrap/hnb659fds/version' },
});
const template = Template.fromStack(stack);

test('the pipeline reviews, waits for an approval with a link to the report, and deploys', () => {
  const { Properties: { Stages: stages } } = Object.values(template.findResources('AWS::CodePipeline::Pipeline'))[0] as any;
  expect(stages.map(({ Name }: { Name: string }) => Name)).toEqual(['Source', 'Synthesize', 'Review', 'Approve', 'Deploy']);
  expect(stages[3].Actions[0].Configuration).toEqual({ CustomData: '#{Review.HEADLINE}', ExternalEntityLink: '#{Review.REPORT}' });
  expect(stages[2].Actions[0].Namespace).toBe('Review');
  expect(stages[4].Actions[0].Configuration.EnvironmentVariables).toContain('"name":"REVIEWED_DIGEST","type":"PLAINTEXT","value":"#{Review.DIGEST}"');
});

test('every build has the read permissions of the commands, and no build may write to the organization', () => {
  const statements = Object.values(template.findResources('AWS::IAM::Policy')).flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
  const organizations = statements.filter(({ Action }) => [Action].flat().some((action: string) => action.startsWith('organizations:')));
  expect(organizations).toHaveLength(3);
  for (const { Action } of organizations) {
    expect([...Action].sort()).toEqual([...READING_ACTIONS].sort());
  }
});

/** The objects that a role may write: the allowed ones, and the only exceptions of a deny statement. */
function written(project: string): { allowed: string[]; deniedBut: string[] } {
  const policies = template.findResources('AWS::IAM::Policy', { Properties: { PolicyName: Match.stringLikeRegexp(`^${project}RoleDefaultPolicy`) } });
  const statements = Object.values(policies).flatMap(({ Properties }) => Properties.PolicyDocument.Statement)
    .filter(({ Action }) => [Action].flat().some((action: string) => action.startsWith('s3:PutObject')));
  const objects = (resources: unknown) => [resources].flat().map((resource) => JSON.stringify(resource).replace(/.*"([A-Z]\w+?)(?:Bucket)?[0-9A-F]{8}".*?"(\/.*?)".*/, '$1$2'));
  return {
    allowed: statements.filter(({ Effect }) => Effect === 'Allow').flatMap(({ Resource }) => objects(Resource)).filter((object) => object.includes('/')),
    deniedBut: statements.filter(({ Effect }) => Effect === 'Deny').flatMap(({ NotResource }) => objects(NotResource)),
  };
}

test('only the synthesis writes the artifact that Deploy reads, and it writes only its assembly', () => {
  expect(written('Review')).toEqual({ allowed: ['Reports/reviews/*'], deniedBut: [] });
  expect(written('Drift')).toEqual({ allowed: ['Reports/drift.html'], deniedBut: [] });
  expect(written('Deploy')).toEqual({ allowed: ['Reports/deployed.*'], deniedBut: [] });
  expect(written('Synthesize')).toEqual({ allowed: ['PipelineArtifacts/*'], deniedBut: ['PipelineArtifacts/*/Assembly/*'] });
});

test('the build that runs the code of the app has no access to the organization or to the roles of the deployment', () => {
  const policies = template.findResources('AWS::IAM::Policy', { Properties: { PolicyName: Match.stringLikeRegexp('^SynthesizeRoleDefaultPolicy') } });
  expect(Object.keys(policies)).toHaveLength(1);
  expect(JSON.stringify(policies)).not.toMatch(/organizations:|sts:AssumeRole/);
});

test('the stacks of the pipeline are those that it reviews, compares, rehearses and deploys', () => {
  const some = new OrganizationPipeline(new App(), 'Pipeline', {
    repository: 'acme/organization',
    connectionArn: 'arn:aws:codeconnections:us-east-1:111122223333:connection/1',
    tools: __dirname,
    stacks: ['Organization', 'Other'],
    parameters: { Note: 'it\'s "$HOME"' },
  });
  const commands = Object.values(Template.fromStack(some).findResources('AWS::CodeBuild::Project')).flatMap(({ Properties }) => (
    (JSON.parse(Properties.Source.BuildSpec) as BuildSpecification).phases.build.commands));
  const selecting = commands.filter((command) => command.includes("'Organization' 'Other'"));
  expect(selecting.map((command) => /(?:cdk-org|cdk") (\w+)/.exec(command)![1])).toEqual(['diff', 'digest', 'rehearse', 'deploy']);
  for (const command of selecting) {
    const [option] = /'Note=.*?HOME"'/.exec(command)!;
    expect(execFileSync('/bin/sh', ['-c', `printf %s ${option}`], { encoding: 'utf8' })).toBe('Note=it\'s "$HOME"');
  }
  expect(commands.join('\n')).not.toContain('--all');
});

test('the builds that review and deploy get the assembly and the tools of the pipeline, and nothing of the source', () => {
  const { Properties: { Stages: stages } } = Object.values(template.findResources('AWS::CodePipeline::Pipeline'))[0] as any;
  const inputs = stages.map(({ Name: stage, Actions: [{ InputArtifacts: artifacts = [] }] }: any) => (
    [stage, (artifacts as any[]).map(({ Name }) => Name)]));
  expect(inputs).toEqual([['Source', []], ['Synthesize', ['Source']], ['Review', ['Assembly']], ['Approve', []], ['Deploy', ['Assembly']]]);
  for (const command of ['cdk-org diff', 'cdk-org rehearse']) {
    expect(commandsOf(command)[1]).toMatch(/^aws s3 cp "\$TOOLS" .* npm ci --prefix tools --ignore-scripts/);
    expect(commandsOf(command).filter((each) => /\bnpx\b|cdk (?:ls|synth)/.test(each))).toEqual([]);
  }
});

test('a nightly build detects drift and sends a notification', () => {
  template.hasResourceProperties('AWS::Events::Rule', { ScheduleExpression: 'cron(0 5 * * ? *)' });
  template.hasResourceProperties('AWS::Events::Rule', {
    EventPattern: Match.objectLike({ detail: { 'project-name': [Match.anyValue()], 'build-status': ['FAILED'] } }),
  });
  template.resourceCountIs('AWS::SNS::Topic', 1);
});

test('the builds run the expected commands of cdk-org', () => {
  const commands = builds().flatMap(({ phases }) => phases.build.commands).filter((command) => /cdk-org (?!.*package)/.test(command));
  expect(commands.map((command) => /cdk-org (\w+)/.exec(command)![1]).sort()).toEqual(['diff', 'digest', 'drift', 'rehearse', 'snapshot']);
});

test('every build selects its version of Node.js', () => {
  expect(builds().map(({ phases }) => phases.install['runtime-versions'])).toEqual(Array(4).fill({ nodejs: 22 }));
});

describe('with an organization in which a tag was changed by hand', () => {
  let work: string;
  let base: string;
  let snapshot: string;

  beforeAll(async () => {
    work = mkdtempSync(join(tmpdir(), 'pipeline-'));
    base = synthesizeExample();
    const { organization } = await deployedExample();
    snapshot = join(work, 'snapshot.json');
    const saved = JSON.stringify({ format: SNAPSHOT_FORMAT, takenAt: '2026-11-24T12:00:00.000Z', organization });
    writeFileSync(snapshot, saved.replace('"cost-center":"platform"', '"cost-center":"by-hand"'));
    mkdirSync(join(work, 'buckets', 'reports'), { recursive: true });
    execFileSync('tar', ['-czf', join(work, 'buckets', 'reports', 'deployed.tgz'), '-C', base, '.']);
  });
  afterAll(() => {
    rmSync(work, { recursive: true, force: true });
    cleanUp();
  });

  /** The digest of the reviewed assembly, which CodePipeline passes to Deploy. */
  function digestOf(assembly: string): string {
    const commands = [...commandsOf('cdk-org diff'), 'echo "digest $DIGEST"'];
    const { output } = runBuild({ commands, snapshot, directory: work, environment: { CODEBUILD_SRC_DIR: assembly } });
    return /^digest (.*)$/m.exec(output)![1];
  }

  test('the next change is still deployed', () => {
    const head = synthesizeExample({ file: STACK_FILE, replace: "'Policy Staging'", by: "'Policy Canaries'" });
    const { status, output, noted } = runBuild({
      commands: commandsOf('cdk-org rehearse'),
      snapshot,
      directory: work,
      environment: { CODEBUILD_SRC_DIR: head, REVIEWED_DIGEST: digestOf(head) },
    });
    expect(output).toMatch(/was so before the deployment.*:\n.*by-hand, not platform\n[^]*Succeeded: LandingZone/);
    expect(noted).toEqual([INSTALL, `cdk deploy --all --parameters BootstrapVersion=/cdk-bootstrap/hnb659fds/version --app ${head} --force --require-approval never in 0 files`]);
    expect(status).toBe(0);
    expect(execFileSync('tar', ['-tzf', join(work, 'buckets', 'reports', 'deployed.tgz')], { encoding: 'utf8' })).not.toContain('.cache');
    execFileSync('tar', ['-czf', join(work, 'buckets', 'reports', 'deployed.tgz'), '-C', base, '.']);
  });

  test('a zip of an earlier deployment is refused by Review, and deleted by Deploy', () => {
    const head = synthesizeExample({ file: STACK_FILE, replace: "'Policy Staging'", by: "'Policy Canaries'" });
    const reviewed = digestOf(head);
    mkdirSync(join(head, '.cache'));
    writeFileSync(join(head, '.cache', 'x.zip'), 'x');
    const review = runBuild({ commands: commandsOf('cdk-org diff'), snapshot, directory: work, environment: { CODEBUILD_SRC_DIR: head } });
    expect(review.status).toBe(1);
    const { status, noted } = runBuild({
      commands: commandsOf('cdk-org rehearse'), snapshot, directory: work, environment: { CODEBUILD_SRC_DIR: head, REVIEWED_DIGEST: reviewed },
    });
    expect({ status, zips: noted.filter((note) => note.startsWith('zip')), deployed: noted.length }).toEqual({ status: 0, zips: [], deployed: 2 });
    execFileSync('tar', ['-czf', join(work, 'buckets', 'reports', 'deployed.tgz'), '-C', base, '.']);
  });

  test('an assembly is not deployed if another one was deployed after its review', () => {
    const [head, other] = ['Policy Canaries', 'Policy Others'].map((by) => synthesizeExample({ file: STACK_FILE, replace: "'Policy Staging'", by: `'${by}'` }));
    const reviewed = digestOf(head);
    execFileSync('tar', ['-czf', join(work, 'buckets', 'reports', 'deployed.tgz'), '-C', other, '.']);
    const { status, output, noted } = runBuild({
      commands: commandsOf('cdk-org rehearse'), snapshot, directory: work, environment: { CODEBUILD_SRC_DIR: head, REVIEWED_DIGEST: reviewed },
    });
    execFileSync('tar', ['-czf', join(work, 'buckets', 'reports', 'deployed.tgz'), '-C', base, '.']);
    expect({ status, noted }).toEqual({ status: 1, noted: [INSTALL] });
    expect(output).toContain('Look for a deployment in between');
  });

  test.each<[string, (assembly: string) => void]>([
    ['the text of a template', (assembly) => appendFileSync(join(assembly, templateOf(assembly)), '\n')],
    ['the roles of the deployment', (assembly) => replaceIn(join(assembly, 'manifest.json'), 'deploy-role', 'other-role')],
    ['a link in place of a template', (assembly) => {
      const file = join(assembly, templateOf(assembly));
      renameSync(file, join(assembly, 'more.json'));
      appendFileSync(join(assembly, 'more.json'), '\n');
      symlinkSync('more.json', file);
    }],
  ])('an assembly that differs from the reviewed one by %s is not deployed', (_name, change) => {
    const head = synthesizeExample();
    const reviewed = digestOf(head);
    expect(reviewed).toMatch(/^[0-9a-f]{64}$/);
    change(head);
    const { status, noted } = runBuild({
      commands: commandsOf('cdk-org rehearse'), snapshot, directory: work, environment: { CODEBUILD_SRC_DIR: head, REVIEWED_DIGEST: reviewed },
    });
    expect(status).toBe(1);
    expect(noted).toEqual([INSTALL]);
  });

  test.each(['latest', '^1.2.3', '1.2.3 evil', '1.2.3\nevil', 'file:../evil', '--registry=https://evil.example', ''])('a stored version %j is refused before npm sees it', (version) => {
    writeFileSync(join(work, 'buckets', 'reports', 'deployed.version'), version);
    const { status, output, noted } = runBuild({ commands: commandsOf('cdk-org drift'), snapshot, directory: work });
    writeFileSync(join(work, 'buckets', 'reports', 'deployed.version'), '1.2.3\n');
    expect(noted).toEqual([]);
    expect(output).toContain('This is not the version of a release');
    expect(status).toBe(1);
  });

  test('the nightly build finds the change with the version that deployed', () => {
    const { status, output, noted } = runBuild({ commands: commandsOf('cdk-org drift'), snapshot, directory: work });
    expect(noted).toEqual(['npm install --no-save --ignore-scripts --omit=peer cdk-aws-organizations@1.2.3']);
    expect(output).toContain('1 tag changed');
    expect(readFileSync(join(work, 'buckets', 'reports', 'drift.html'), 'utf8')).toContain('by-hand');
    expect(status).toBe(1);
  });

  test('the nightly build reports no drift before the first deployment', () => {
    const directory = mkdtempSync(join(work, 'new-'));
    const { status, output, noted } = runBuild({ commands: commandsOf('cdk-org drift'), snapshot, directory });
    expect({ status, output, noted }).toEqual({ status: 0, output: 'This pipeline has deployed nothing so far.\n', noted: [] });
  });

  test('the nightly build fails if the bucket cannot be read', () => {
    const { status } = runBuild({ commands: commandsOf('cdk-org drift'), snapshot, directory: work, environment: { REPORTS: 'nowhere' } });
    expect(status).not.toBe(0);
  });
});

function templateOf(assembly: string): string {
  return readdirSync(assembly).find((name) => name.endsWith('.template.json'))!;
}

function replaceIn(file: string, from: string, to: string): void {
  const text = readFileSync(file, 'utf8');
  expect(text).toContain(from);
  writeFileSync(file, text.replaceAll(from, to));
}

interface BuildSpecification {
  readonly phases: {
    readonly install: { readonly 'runtime-versions': object; readonly 'commands'?: string[] };
    readonly build: { readonly commands: string[] };
  };
}

function builds(): BuildSpecification[] {
  return Object.values(template.findResources('AWS::CodeBuild::Project')).map(({ Properties }) => JSON.parse(Properties.Source.BuildSpec) as BuildSpecification);
}

/** All commands of the build that contains this command. */
function commandsOf(command: string): string[] {
  const { phases } = builds().find(({ phases: { build } }) => build.commands.some((each) => each.includes(command)))!;
  return [...phases.install.commands ?? [], ...phases.build.commands];
}
