#!/usr/bin/env node
/**
 * Adopts an existing organization without changes: 15 organizational units, 40 accounts, 5 policies with their attachments, and the
 * administrators of services. The first deployment only writes tags, and later ones can make changes. The `aws-guardrails-…` policies of
 * AWS Control Tower, the closed account and the tags of other owners are not in the code, and stay unchanged.
 *
 * Rehearse the deployment first, and deploy only if the rehearsal reports "Succeeded":
 *   cdk-org snapshot --output organization.json
 *   cdk-org rehearse cdk.out --from organization.json
 */
import { App } from 'aws-cdk-lib';
import { BrownfieldStack } from '../lib/brownfield-stack';
import { INVENTORY } from '../lib/existing';

new BrownfieldStack(new App(), 'Brownfield', INVENTORY);
