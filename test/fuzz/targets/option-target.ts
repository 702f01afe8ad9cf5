import { region, collectContext } from '../../../src/cli/explain/explain-command';
import { questionOf } from '../../../src/cli/explain/explain-question';
import { explainReport } from '../../../src/cli/explain/explain-report';
import { integer } from '../../../src/cli/options/arguments';
import { type Organization, OrganizationAccess } from '../../../src/model';
import { parseFault } from '../../../src/simulator';
import type { FuzzTarget } from '../fuzz';
import { assertVisible } from '../shown';

const VALID = [
  { account: 'shop', action: 's3:PutObject', resource: 'arn:aws:s3:::b/*', region: 'eu-west-1', principal: 'role/Dev', context: ['aws:PrincipalTag/team=shop', 'aws:SourceIp=10.0.0.1'], fault: 'CreateAccount:2:dropAnswer', number: '5' },
  { account: 'Root/Workloads/shop', action: 'ec2:RunInstances', principal: 'arn:aws:iam::111111111111:user/x', context: ['aws:CurrentTime=2026-01-01T00:00:00Z'], fault: '*:0.05:fail=TooManyRequestsException', number: '0' },
  { account: 'Management', action: 'sts:AssumeRole', principal: 'ec2.amazonaws.com', context: [], fault: 'CreateAccount:1:failLater=INTERNAL_FAILURE', number: '-3' },
];

type Options = Partial<Record<'account' | 'action' | 'resource' | 'region' | 'principal' | 'fault' | 'number', unknown>> & { readonly context?: unknown };

/** The target for option values that the command line parses itself. Each value is a text, as from a shell. */
export function optionTarget(organization: Organization): FuzzTarget {
  const access = new OrganizationAccess(organization);
  return {
    name: 'options',
    share: 0.05,
    valid: VALID,
    run(text) {
      const options = optionsOf(text);
      const given = (name: keyof Options) => (options[name] === undefined ? undefined : String(options[name]));
      refused(() => parseFault(given('fault') ?? text));
      refused(() => integer(0, 10)(given('number') ?? text));
      refused(() => region(given('region') ?? text));
      let context: ReturnType<typeof collectContext> = {};
      for (const each of [options.context ?? []].flat()) context = collectContext(String(each), context);
      const { question } = questionOf({
        action: given('action'), resource: given('resource'), region: given('region'), principal: given('principal'), context,
      });
      assertVisible('answer', explainReport(access.ask(access.find(given('account') ?? text), question)));
    },
  };
}

/** Continues after an error with a message. */
function refused(work: () => unknown): void {
  try {
    work();
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError || error instanceof SyntaxError) throw error;
  }
}

function optionsOf(text: string): Options {
  try {
    const value: unknown = JSON.parse(text);
    const isText = (each: unknown) => typeof each !== 'object' || each === null;
    const areTexts = (each: unknown) => isText(each) || (Array.isArray(each) && each.every(isText));
    return typeof value === 'object' && value !== null && Object.values(value).every(areTexts) ? value : { action: text };
  } catch {
    return { account: text, action: text, context: [text] };
  }
}
