import { Command } from 'commander';
import { checkJson, checkReport, countsOf } from './check-report';
import { invariantQuestions } from './invariant-questions';
import { readInvariants } from './read-invariants';
import { checkInvariant, exemptionNotes, OrganizationAccess, rolloutNotes } from '../../model';
import { endedExemptions } from '../../report';
import {
  AWS_CHECK_HELP, type AwsCheckOptions, checkAwsOptions, checkWithAws, DISAGREES, isRefutedByAws, withAwsCheck,
} from '../check-with-aws/check-with-aws';
import { awsJson, awsReport } from '../check-with-aws/check-with-aws-report';
import { documentation } from '../documentation';
import { withConnection } from '../options/connection-options';
import { jsonText } from '../output/json-text';
import { givenSource, type SourceOptions } from '../sources/given-source';

interface Options extends SourceOptions, AwsCheckOptions {
  readonly json?: boolean;
}

const REFUTED = 2;
const UNDECIDED = 3;

export function checkCommand(): Command {
  const command = new Command('check')
    .description('Prove statements about what the policies of the organization never let pass, or show a request that they do')
    .argument('<invariants.yaml>', 'file with a list of invariants')
    .argument('[source]', 'folder that `cdk synth` wrote, a saved state, or a snapshot (default: the cdk.out of the app around this folder)')
    .option('--live', 'the live organization instead');
  return withAwsCheck(withConnection(command))
    .option('--json', `print one JSON object (its schema: ${documentation('check.schema.json')})`)
    .addHelpText('after', `
An invariant names actions that nobody may perform, or nobody but some principals:

  invariants:
    - name: No account under Workloads stops CloudTrail
      in: Workloads
      never: [cloudtrail:StopLogging, cloudtrail:DeleteTrail]
    - name: Only the platform team changes roles outside the sandbox
      notIn: Sandbox
      never: iam:*Role*
      exceptPrincipals: role/platform/*

Of code, the command also lists the exemptions from guardrails that end, and the policy rollouts.

Exit code 0: all are proved; 2: one is refuted, or an exemption has ended; 3: one could not be decided; 1: the question cannot be answered.
${AWS_CHECK_HELP}
${documentation('check.md')} has all members and the limits.`)
    .action(run);
}

async function run(file: string, path: string | undefined, options: Options): Promise<void> {
  const { json, live, profile, roleArn, region, endpointUrl, checkWithAws: asksAws } = options;
  const connection = { profile, roleArn, region };
  checkAwsOptions(options);
  const invariants = readInvariants(file);
  const { organization, assembly } = await givenSource(path, { live, endpointUrl, ...(live || !asksAws ? connection : {}) });
  const access = new OrganizationAccess(organization);
  const checked = invariants.map((invariant) => checkInvariant(access, invariant));
  const source = live ? '--live' : path ?? 'cdk.out';
  const notes = {
    exemptions: assembly === undefined ? [] : exemptionNotes(assembly, Date.now()),
    rollouts: assembly === undefined ? [] : rolloutNotes(assembly, Date.now()),
  };
  const isCompared = asksAws || options.answers !== undefined;
  const questions = isCompared ? checked.flatMap((each) => invariantQuestions(access, each)) : [];
  const byAws = await checkWithAws(options, connection, access, questions);
  const asJson = () => ({ ...checkJson(checked, notes, source), ...(byAws === undefined ? {} : { awsCheck: awsJson(byAws) }) });
  const asText = () => `${checkReport(checked, notes, source)}${byAws === undefined ? '' : `\n${awsReport(byAws)}`}`;
  process.stdout.write(json ? jsonText(asJson()) : asText());
  const { refuted, undecided } = countsOf(checked);
  const isRefuted = refuted > 0 || endedExemptions(notes).length > 0;
  process.exitCode = isRefutedByAws(byAws) ? DISAGREES : isRefuted ? REFUTED : undecided > 0 ? UNDECIDED : 0;
}
