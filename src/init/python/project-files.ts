import { lineOf } from '../data/write-rows';
import type { Versions } from '../language';
import { POLICIES_HOLD, type ReadmeParts } from '../readme-file';
import type { AppRows } from '../rows';
import { STACK_NAME } from '../stack-name';

export const CDK_FILE = `${JSON.stringify({ app: 'python3 app.py' }, undefined, 2)}\n`;

export const GITIGNORE_FILE = '__pycache__\n.pytest_cache\n.venv\ncdk.out\nnode_modules\n';

/** The text of `requirements.txt`. A range of npm such as `^2.232.0` becomes one of pip. */
export function requirementsFile(versions: Versions): string {
  const lines = Object.entries(versions).map(([name, range]) => {
    const [, lowest, major] = /^\^((\d+)\.\d+\.\d+)$/.exec(range) ?? [];
    return lowest === undefined ? name : `${name}>=${lowest},<${Number(major) + 1}`;
  });
  return `${[...lines, 'pytest'].join('\n')}\n`;
}

export function programFile({ managementAccountId, stackName = STACK_NAME }: AppRows): string {
  return `"""The program of the app."""

import os

from aws_cdk import App, Environment

from organization.organization_stack import OrganizationStack

app = App()
# The Region is only the place of the stack; choose it before the first deployment, and keep it.
region = os.environ.get("CDK_DEFAULT_REGION", "us-east-1")
# The account is the management account.
OrganizationStack(app, ${lineOf(stackName)}, env=Environment(account=${lineOf(managementAccountId)}, region=region))
app.synth()
`;
}

export const TEST_FILE = `"""Tests of the organization."""

from aws_cdk import App
from cdk_aws_organizations import OrganizationAssertions

from organization.data import read_data
from organization.organization_stack import OrganizationStack


def test_every_row_of_an_account_is_an_account_of_the_stack() -> None:
    """The stack has as many accounts as there are rows."""
    stack = OrganizationStack(App(), "${STACK_NAME}")
    OrganizationAssertions.from_stack(stack).has_accounts(len(read_data().accounts))
`;

/** @param hasPolicies whether code describes some of the policies */
export function readmeParts(hasPolicies: boolean): ReadmeParts {
  return hasPolicies ? { ...README_PARTS, files: [...README_PARTS.files, ['`organization/policies.py`', POLICIES_HOLD]] } : README_PARTS;
}

const README_PARTS: ReadmeParts = {
  files: [
    ['`organization/organization_stack.py`', 'the stack, with a construct for each row'],
    ['`organization/data.py`, `organization/check.py`, `organization/rows.py`', 'reading and checking the rows, and their types'],
  ],
  unpublished: 'Until `cdk-aws-organizations` is on PyPI and npm, run `pip install /path/to/cdk_aws_organizations-VERSION-py3-none-any.whl` before\n'
    + '`pip install -r requirements.txt`, and give `npm install` the tarball `/path/to/cdk-aws-organizations-VERSION.tgz` in place of the name.',
  lockFile: '',
  commands: [
    'python3 -m venv .venv && . .venv/bin/activate',
    'pip install -r requirements.txt && python3 -m pytest',
    'npm install --no-save aws-cdk cdk-aws-organizations',
    'npx cdk synth --quiet',
    'npx cdk-org diff --live --fail-on destroys,loosens',
    'npx cdk-org snapshot --output organization.json',
    'npx cdk-org rehearse --from organization.json',
    'npx cdk deploy',
  ],
};
