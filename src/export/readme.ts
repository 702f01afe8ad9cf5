import type { TerraformExport } from './terraform-export';
import type { LeftOut } from '../init';
import { visibleLine } from '../report/escape';

/** The text of `README.md`: the steps of the hand-over, and what is not in the configuration. */
export function readmeFile({ organizationId, managementAccountId, resources, leftOut }: TerraformExport): string {
  const imports = resources.filter(({ importId }) => importId !== undefined).length;
  const contacts = resources.length - imports;
  return `# The organization ${organizationId} in Terraform

\`cdk-org export\` wrote this configuration. It describes the organization as it is, with ${resources.length} resources. It
needs Terraform from 1.5 on, or OpenTofu from 1.6 on. The way back needs \`removed\` blocks with \`lifecycle\`: Terraform from 1.7 on, or a current
OpenTofu.

| File | Holds |
|---|---|
| \`versions.tf\` | the versions, and the provider for the management account ${managementAccountId} |
| \`organization.tf\` | the organization with its trusted services and policy types, and its resource policy |
| \`organizational_units.tf\`, \`accounts.tf\` | the tree |
| \`policies.tf\`, \`policies/\` | the policies and their documents |
| \`attachments.tf\` | the attachments of policies to the root, organizational units and accounts |
| \`delegated_administrators.tf\` | accounts that administer a service |
| \`account_settings.tf\` | contacts and Regions, if they were exported. Contacts have phone numbers |
| \`imports.tf\` | the imports. Remove it after the first apply |
| \`back/removed.tf\` | the way back. Terraform does not read it |

## Hand the organization over

1. Stop the deployments of the CDK app, and take a snapshot: \`npx cdk-org snapshot --output before.json\`.
2. Make CloudFormation retain every resource of the organization. Take \`moveAccountsTo\`, \`removal\` and \`disableOnRemoval\` out of the app, and add this:

   \`\`\`ts
   import { CfnResource, RemovalPolicy } from 'aws-cdk-lib';

   for (const node of app.node.findAll()) {
     if (CfnResource.isCfnResource(node) && node.cfnResourceType.startsWith('Custom::Organizations')) {
       node.applyRemovalPolicy(RemovalPolicy.RETAIN);
     }
   }
   \`\`\`

   Deploy it: \`npx cdk deploy --all\`. It changes nothing in the organization.
3. Delete the stacks: \`npx cdk destroy --all\`. CloudFormation calls no handler for a retained resource, so everything stays, with its tags.
4. Run \`terraform init\` and \`terraform plan\` here. Expect ${imports} imports, ${contacts === 0 ? 'nothing to add' : `${contacts} to add (primary contacts, with the values that they have)`}
   and nothing to destroy. The only changes remove the tags \`cdk-aws-organizations:…\`, with which the stacks marked what they own. If other stacks of this library own
   resources, release these first, or export with the code of the app to leave them out.
5. Run \`terraform apply\`. Then remove \`imports.tf\`, and compare with step 1: \`npx cdk-org snapshot --output after.json\` and
   \`npx cdk-org diff before.json after.json\`.

Keep the state of Terraform as you keep the code: it has names and email addresses.

## Come back

1. Replace all resources of this configuration with the blocks of \`back/removed.tf\`, and run \`terraform apply\`. It takes every resource out of the
   state, and changes nothing in the organization.
2. Write the CDK app: \`npx cdk-org init DIRECTORY\`. It proves that its first deployment only writes owner tags.

## How Terraform differs

- An account whose resource is removed would leave the organization, so \`prevent_destroy\` stops such a plan. Terraform closes an account only with
  \`close_on_deletion\`.
- Changes of an email address are ignored, because the provider would create another account. \`role_name\` and \`iam_user_access_to_billing\` count only for a
  new account; nobody can read them.
- An organizational unit with another \`parent_id\` is a new one.
- A tag that the configuration lacks is removed. So are trusted services and policy types.
- Nothing reviews what a plan allows or denies. \`npx cdk-org diff BEFORE AFTER\` compares two snapshots.

## What is not in the configuration

Terraform leaves alone what the configuration does not name.

${leftOut.length === 0 ? 'Nothing was left out.' : leftOut.map(sentence).join('\n')}
`;
}

function sentence({ subject, reason }: LeftOut): string {
  return `- ${visibleLine(`${subject}: ${reason}.`).replace(/[\\`*_{}[\]<>#|]/g, '\\$&')}`;
}
